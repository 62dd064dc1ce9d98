// What every generator begins with: the engine, the workspace as its tree has it, and the names that are in use.
import type { Host } from '@nx-air/world';
import type { AirProject } from '@nx-air/world/graph';
import type { Tree } from '@nx/devkit';
import { memberOf } from '../../json-member.ts';
import { normalizeOptions, type NormalizedOptions } from '../../options.ts';
import { loadEngine, type Engine } from '../../executors/engine.ts';
import { pluginEntry, readNxJson } from './nx-json.ts';
import { nxProjects, type NxProject } from './nx-projects.ts';
import { refuseOtherNx } from './supported-nx.ts';
import { treeHost } from './tree-host.ts';

export interface Workspace {
  readonly tree: Tree;
  /** Absolute, with `/`. */
  readonly root: string;
  readonly engine: Engine;
  /** Of the plugin in nx.json. */
  readonly options: NormalizedOptions;
  /** Worlds and packs before the generator. */
  readonly projects: readonly AirProject[];
  /** Every project that Nx has in its graph, where there is one. */
  readonly nxProjects: readonly NxProject[];
  /** The files with all that was written into the tree until now. */
  readonly host: () => Host;
  /** Worlds and packs with all that was written into the tree until now. */
  readonly projectsNow: () => readonly AirProject[];
}

/** @throws GeneratorError for a version of Nx that nx-air does not support; NxAirOptionsError for options that nx.json gets wrong */
export async function openWorkspace(tree: Tree): Promise<Workspace> {
  await refuseOtherNx(tree);
  const options = normalizeOptions(memberOf(pluginEntry(readNxJson(tree).json), 'options'));
  const engine = await loadEngine();
  // After the engine: what Nx transpiles itself cannot read CommonJS packages on Node 20.
  const { findProjects } = await import('@nx-air/world/graph');
  const root = tree.root.replaceAll('\\', '/');
  const host = (): Host => treeHost(tree, engine.host);
  const projectsNow = (): readonly AirProject[] => findProjects(host(), root);
  return { tree, root, engine, options, projects: projectsNow(), nxProjects: await nxProjects(root), host, projectsNow };
}
