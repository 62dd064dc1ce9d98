// What Nx loads while it builds the project graph: synchronous, no process, no schema compiler, no CBOR.
import type { FileHost } from './host.ts';
import { readLightConfig } from './light-config.ts';
import type { GraphImport } from './light-resolve.ts';
import { resolveForGraph } from './light-resolve.ts';
import { joinPath, relativePath } from './paths.ts';
import { repositoryRoot } from './repository-root.ts';
import type { ResolveCache } from './source/resolve-cache.ts';
import { createResolveCache } from './source/resolve-cache.ts';

export { SYNC_CONFIG_NAME } from './config-name.ts';
export type { FileHost } from './host.ts';
export type { GraphImport } from './light-resolve.ts';
export { nodeFiles } from './node-files.ts';
export { nameProjects } from './project-names.ts';
export type { NameClash, ProjectNames } from './project-names.ts';
export { createResolveCache } from './source/resolve-cache.ts';
export type { ResolveCache } from './source/resolve-cache.ts';
export { findProjects, readWorkspace } from './workspace.ts';
export type { AirProject } from './workspace.ts';

export interface GraphOptions {
  /** Absolute repository root; found from the world when absent. */
  readonly root?: string;
  /** Shared between worlds: 1,000 worlds that import one crate read its Cargo.toml once. */
  readonly cache?: ResolveCache;
}

export interface WorldGraph {
  readonly id?: string;
  /** Folder of the world's own definitions, relative to the repository root. */
  readonly airDir: string;
  /** Where the imports lead, in their order; entries that cannot be read are left out. */
  readonly imports: readonly GraphImport[];
}

/** Never throws for content: what is broken or missing has no root here, and is a finding of `validate`. */
export function readWorldGraph(files: FileHost, worldDir: string, options: GraphOptions = {}): WorldGraph {
  const place = { root: options.root ?? repositoryRoot(files, worldDir), worldDir };
  const context = { files, cache: options.cache ?? createResolveCache() };
  const { id, airDir, reducerDir, specs } = readLightConfig(files, worldDir);
  return {
    ...(id === undefined ? {} : { id }),
    airDir: relativePath(place.root, joinPath(worldDir, airDir)),
    imports: specs.map((spec) => resolveForGraph(context, place, reducerDir, spec)),
  };
}

/** The imports alone. */
export const readWorldImports = (files: FileHost, worldDir: string, options: GraphOptions = {}): readonly GraphImport[] =>
  readWorldGraph(files, worldDir, options).imports;
