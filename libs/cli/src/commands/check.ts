// `air check`: are these worlds and packs sound? Says nothing about locks.
import type { Host } from '@nx-air/world';
import type { CheckOptions } from '../check-folders.ts';
import type { Command, CommandResult } from '../command.ts';
import { resolveFolder } from '../target.ts';

/** One world or pack in the folder `dir` (absolute). Throws `CliError` when the folder is neither. */
export async function runCheck(host: Host, dir: string, options: CheckOptions = {}): Promise<CommandResult> {
  const { checkFolders } = await import('../check-folders.ts');
  return checkFolders(host, [{ path: dir, ...options }]);
}

export const check: Command = {
  name: 'check',
  summary: 'check worlds and packs; locks are not judged',
  usage: '<world-or-pack...> [--fix] [--lint LINT=LEVEL...]',
  targets: { least: 1 },
  options: {
    fix: { type: 'boolean', summary: 'regenerate the contract tables in the README of packs' },
    lint: { type: 'list', placeholder: 'LINT=LEVEL...', summary: 'levels of lints (off, warning, error), before those in nx.json' },
  },
  async run(host, { cwd, targets, flags, lists }) {
    const resolved = await Promise.all(targets.map((target) => resolveFolder(host, cwd, target)));
    const { checkFolders } = await import('../check-folders.ts');
    return checkFolders(host, resolved.map((target) => ({ ...target, fix: flags.has('fix'), lints: lists.get('lint') ?? [] })));
  },
};
