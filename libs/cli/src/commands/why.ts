// `air why`: how the manifest reaches a definition, and every import that supplies it.
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { resolveFolder } from '../target.ts';

export interface WhyOptions {
  /** How the user names the world; its folder when absent. */
  readonly label?: string;
  readonly load?: LoadWorldOptions;
}

/** `definition` is `name@N`, `kind name@N`, or a name without version. */
export async function runWhy(host: Host, dir: string, definition: string, options: WhyOptions = {}): Promise<CommandResult> {
  const [{ explainDefinition }, { loadNamedWorld }] = await Promise.all([import('../explain-definition.ts'), import('../named-world.ts')]);
  const world = await loadNamedWorld(host, dir, options.load);
  return explainDefinition(host, dir, world, definition, options.label ?? world.dir);
}

export const why: Command = {
  name: 'why',
  summary: 'show how the manifest reaches a definition, and what supplies it',
  usage: '<world> <definition>',
  targets: { least: 2, most: 2 },
  options: {},
  async run(host, { cwd, targets }) {
    const target = await resolveFolder(host, cwd, targets[0] ?? '.');
    return runWhy(host, target.path, targets[1] ?? '', { label: target.label });
  },
};
