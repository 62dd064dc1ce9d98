// A world that a generator adds to: loaded anew after each step, as the tree has it by then.
import type { LoadedWorld } from '@nx-air/world';
import { GeneratorError } from '../errors.ts';
import type { Workspace } from '../workspace/open-workspace.ts';

/** @throws GeneratorError for a world that cannot be loaded: nothing can be added to it safely */
export async function openWorld(workspace: Workspace, root: string): Promise<LoadedWorld> {
  const { host, root: base } = workspace;
  const [{ loadWorld }, { exitCode, renderText, toFindings }] = await Promise.all([import('@nx-air/world'), import('@nx-air/air')]);
  const world = await loadWorld(host(), `${base}/${root}`, { root: base });
  const findings = toFindings(world.problems, (file) => world.texts.get(file)).filter(({ severity }) => severity === 'error');
  if (exitCode(findings) === 0) return world;
  throw new GeneratorError('not_sound', `world ${world.id} has errors:\n${renderText(findings, { color: false })}`, `Correct what \`air check ${root}\` reports, then run this again.`);
}
