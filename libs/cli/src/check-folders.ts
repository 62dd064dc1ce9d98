// Checks several worlds and packs and answers for all of them. What it needs is loaded with it.
import { exitCode, type Finding } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import { checkFolder } from './check-folder.ts';
import type { CommandResult, FileWrite } from './command.ts';
import { countFindings, joinFindings, nextStep } from './conclude.ts';
import { CliError } from './errors.ts';
import { nameAirCommand, type NameCommand } from './name-command.ts';

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

export interface CheckTarget extends CheckOptions {
  readonly path: string;
}

/** Several worlds and packs; a finding that several of them have is listed once. */
export async function checkFolders(host: Host, targets: readonly CheckTarget[]): Promise<CommandResult> {
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
