// A generator hands over only what its own check accepts.
import type { FileWrite } from '@nx-air/cli';
import { GeneratorError } from '../errors.ts';
import type { Workspace } from './open-workspace.ts';

/**
 * Checks the world or pack at `root` (relative) as it stands in the tree. With `fix` the tables in the README of a pack
 * are written first.
 * @throws GeneratorError with the findings of `air check`
 */
export async function checkWritten(workspace: Workspace, root: string, { fix = false } = {}): Promise<void> {
  const { engine, tree, root: base, host } = workspace;
  const { exitCode, findings, writes = [] } = await engine.runCheck(host(), `${base}/${root}`, { load: { root: base }, fix });
  writeAll(workspace, writes);
  if (exitCode === 0) return;
  const { renderText } = await import('@nx-air/air');
  const errors = findings.filter(({ severity }) => severity === 'error');
  throw new GeneratorError('not_sound', `${root} would have errors:\n${renderText(errors, { color: false })}`, tree.exists(root) ? `Correct what \`air check ${root}\` reports, then run this again.` : 'Nothing was written.');
}

/** New definitions may be types of the modules of a world: those are generated anew, where it has modules. */
export async function refreshTypes(workspace: Workspace, root: string): Promise<void> {
  const { engine, host, root: base } = workspace;
  const { writes = [] } = await engine.runCodegen(host(), `${base}/${root}`, { load: { root: base } });
  writeAll(workspace, writes);
}

/** Puts what a command asks to be written into the tree. */
export function writeAll({ tree, root }: Workspace, writes: readonly FileWrite[]): void {
  for (const { path, text } of writes) tree.write(path.slice(root.length + 1), typeof text === 'string' ? text : Buffer.from(text));
}
