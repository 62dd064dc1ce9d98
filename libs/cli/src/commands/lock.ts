// `air lock`: pin the content of every import in aos.sync.json, and say what differs from it.
import type { Host, LockMode } from '@nx-air/world';
import type { Command, CommandArgs, CommandResult } from '../command.ts';
import { CliError } from '../errors.ts';
import type { NameCommand } from '../name-command.ts';
import type { LockOptions, LockTarget } from '../run-lock.ts';
import { resolveFolder } from '../target.ts';

export type { LockOptions, LockTarget } from '../run-lock.ts';

const MODES: readonly LockMode[] = ['off', 'warn', 'error'];

/** Locks worlds. Writes nothing: changed files are in `writes` of the answer, pruned ones in `removes`. */
export async function runLock(host: Host, targets: readonly LockTarget[], options: LockOptions = {}): Promise<CommandResult> {
  const { lockWorlds } = await import('../run-lock.ts');
  return lockWorlds(host, targets, options);
}

/** What differs between locks and imports, definition by definition. Writes nothing. */
export async function runLockDiff(host: Host, targets: readonly LockTarget[], nameCommand?: NameCommand): Promise<CommandResult> {
  const [{ diffLocks }, { requireWorlds }] = await Promise.all([import('../lock-diff.ts'), import('../require-worlds.ts')]);
  requireWorlds(host, targets);
  return diffLocks(host, targets, nameCommand);
}

const WRITING = ['update', 'accept-authority', 'prune', 'dry-run'] as const;

function readOptions({ flags, values, lists }: CommandArgs): LockOptions {
  const check = flags.has('check');
  const other = flags.has('diff') ? ['check', ...WRITING].find((name) => flags.has(name) || lists.has(name)) : undefined;
  if (other !== undefined) throw new CliError('bad_value', `\`--diff\` and \`--${other}\` exclude each other`, '`--diff` writes and judges nothing.');
  const writing = WRITING.find((name) => flags.has(name) || lists.has(name));
  if (check && writing !== undefined) {
    throw new CliError('bad_value', `\`--check\` and \`--${writing}\` exclude each other`, '`--check` writes nothing.');
  }
  const update = lists.get('update');
  if (flags.has('accept-authority') && update === undefined) {
    throw new CliError('bad_value', '`--accept-authority` needs `--update`', 'A missing lock accepts what it finds.');
  }
  const lockMode = MODES.find((mode) => mode === values.get('lock-mode'));
  return {
    check,
    ...(update === undefined ? {} : { update }),
    acceptAuthority: flags.has('accept-authority'),
    prune: flags.has('prune'),
    dryRun: flags.has('dry-run'),
    ...(lockMode === undefined ? {} : { lockMode }),
  };
}

export const lock: Command = {
  name: 'lock',
  summary: 'lock the imports of worlds, or check their locks',
  usage: '<world...> [--update [NAME...] [--accept-authority]] [--check] [--diff] [--prune] [--dry-run] [--lock-mode MODE]',
  targets: { least: 1 },
  options: {
    check: { type: 'boolean', summary: 'judge the locks and write nothing' },
    diff: { type: 'boolean', summary: 'show what differs, definition by definition, and write nothing' },
    update: { type: 'list', placeholder: '[NAME...]', summary: 'lock anew the imports with these packages or paths; all without a name' },
    'accept-authority': { type: 'boolean', summary: 'with --update: accept effects, cap slots, secrets and events that are new' },
    prune: { type: 'boolean', summary: 'remove stored bodies that no lock names' },
    'dry-run': { type: 'boolean', summary: 'print what would be written' },
    'lock-mode': { type: 'string', choices: MODES, placeholder: 'MODE', summary: 'how much a difference weighs; error in CI, else warn' },
  },
  async run(host, args) {
    const options = readOptions(args);
    const targets = await Promise.all(args.targets.map((target) => resolveFolder(host, args.cwd, target)));
    return args.flags.has('diff') ? runLockDiff(host, targets) : runLock(host, targets, options);
  },
};
