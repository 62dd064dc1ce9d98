// Generator `nx-air:use-core`: plans of a world that repeat an imported plan become wrappers of it, as `air use-core` does.
import type { Tree } from '@nx/devkit';
import { GeneratorError } from '../errors.ts';
import { refreshTypes, writeAll } from '../workspace/check-written.ts';
import { findProject } from '../workspace/find-project.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';

/** As schema.json has it. */
export interface UseCoreOptions {
  readonly world: string;
  /** Only this plan of the world; every copy without it. */
  readonly plan?: string;
}

/** Writes into `tree` only. @throws GeneratorError where a copy cannot be replaced; without a copy nothing changes */
export default async function useCore(tree: Tree, { world, plan }: UseCoreOptions): Promise<void> {
  const workspace = await openWorkspace(tree);
  const { root } = findProject(workspace, 'world', world);
  const { exitCode, findings, lines, writes = [], removes = [] } = await workspace.engine.runUseCore(workspace.host(), `${workspace.root}/${root}`, { ...(plan === undefined ? {} : { plan }) });
  if (exitCode !== 0) {
    const { renderText } = await import('@nx-air/air');
    const said = findings.length === 0 ? lines.join('\n') : renderText(findings, { color: false });
    throw new GeneratorError('unfit', `no plan of ${root} was replaced:\n${said}`, `See \`air use-core ${root} --dry-run\`.`);
  }
  writeAll(workspace, writes);
  for (const path of removes) tree.delete(path.slice(workspace.root.length + 1));
  await refreshTypes(workspace, root);
  refuseReadOnly(tree);
}
