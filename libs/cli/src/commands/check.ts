// `air check`: are these worlds and packs sound? Says nothing about locks.
import type { Finding } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { CliError } from '../errors.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { resolveFolder } from '../target.ts';

export interface CheckOptions {
  /** How the user names the target; its folder when absent. */
  readonly label?: string;
  /** What a caller with many targets knows already: project name, repository root, a cache to share. */
  readonly load?: LoadWorldOptions;
  /** How the next thing to do is named; as a command of `air` when absent. */
  readonly nameCommand?: NameCommand;
  /** Regenerate the contract tables in the README of packs: asked for in `writes`. */
  readonly fix?: boolean;
  /** `lint=level`, before what nx.json says. */
  readonly lints?: readonly string[];
}

/** One world or pack in the folder `dir` (absolute). Throws `CliError` when the folder is neither. */
export async function runCheck(host: Host, dir: string, options: CheckOptions = {}): Promise<CommandResult> {
  return runCheckAll(host, [{ path: dir, ...options }]);
}

interface CheckTarget extends CheckOptions {
  readonly path: string;
}

/** Several worlds and packs; a finding that several of them have is listed once. */
async function runCheckAll(host: Host, targets: readonly CheckTarget[]): Promise<CommandResult> {
  const [{ exitCode }, { checkFolder }, { countFindings, joinFindings, nextStep }] = await Promise.all([
    import('@nx-air/air'),
    import('../check-folder.ts'),
    import('../conclude.ts'),
  ]);
  const findings: (readonly Finding[])[] = [];
  const data: JsonObject[] = [];
  const lines: string[] = [];
  const labels: string[] = [];
  const writes: FileWrite[] = [];
  for (const { path, label, load, fix = false, lints = [] } of targets) {
    const checked = await checkFolder(host, path, { ...(load === undefined ? {} : { load }), fix, lints });
    if (checked === undefined) {
      throw new CliError('nothing_to_check', `\`${label ?? path}\` holds neither aos.sync.json nor definitions`);
    }
    findings.push(checked.findings);
    writes.push(...checked.writes);
    const counted = countFindings(checked.findings);
    data.push(checked.data);
    labels.push(label ?? checked.dir);
    lines.push(`${checked.summary}${counted === '' ? '' : `: ${counted}`}`);
  }
  const all = joinFindings(findings);
  const next = data.every(({ type }) => type === 'world') ? 'merge' : 'hash';
  const name = targets[0]?.nameCommand ?? nameAirCommand;
  return {
    exitCode: exitCode(all),
    findings: all,
    data: { targets: data },
    lines,
    next: nextStep(all, name('check', labels), name(next, labels.slice(0, 1))),
    writes,
  };
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
    return runCheckAll(host, resolved.map((target) => ({ ...target, fix: flags.has('fix'), lints: lists.get('lint') ?? [] })));
  },
};
