// `air use-core`: turns plans of a world that repeat an imported plan into wrappers that spawn it.
import type { Host } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import { resolveFolder } from '../target.ts';
import type { UseCoreOptions } from '../use-core-in.ts';

/** The world in the absolute folder `dir`. Nothing is written where the world would have an error that it has not now. */
export async function runUseCore(host: Host, dir: string, options: UseCoreOptions = {}): Promise<CommandResult> {
  const { useCoreIn } = await import('../use-core-in.ts');
  return useCoreIn(host, dir, options);
}

export const useCoreCommand: Command = {
  name: 'use-core',
  summary: 'turn plans that repeat an imported plan into wrappers that spawn it (AIR 1.1)',
  usage: '<world> [--plan NAME] [--dry-run]',
  targets: { least: 1, most: 1 },
  options: {
    plan: { type: 'string', placeholder: 'NAME', summary: 'only this plan of the world (every copy without it)' },
    'dry-run': { type: 'boolean', summary: 'write nothing, say what would be written' },
  },
  async run(host, { cwd, targets, flags, values }) {
    const { path, label } = await resolveFolder(host, cwd, targets[0] ?? '.');
    const plan = values.get('plan');
    return runUseCore(host, path, { label, dryRun: flags.has('dry-run'), ...(plan === undefined ? {} : { plan }) });
  },
};
