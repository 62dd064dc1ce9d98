// `air soak`: drawn faults and orders, seed after seed, until time is up; what is found is kept.
import type { Violation } from '@nx-air/gates';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { absolutePath, resolveFolder } from '../target.ts';
import { readCount } from '../read-count.ts';

export interface SoakOptions {
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  readonly nameCommand?: NameCommand;
  readonly allowNone?: boolean;
  readonly seconds: number;
  /** The first one; the others follow. */
  readonly seed: number;
  /** Milliseconds from any moment. */
  clock(): number;
  /** Absolute folder for what is found. */
  readonly out: string;
}

/** Runs at least one seed. Writes are to be made whatever the exit code. */
export async function runSoak(host: Host, dir: string, { label = dir, load = {}, nameCommand = nameAirCommand, allowNone = false, seconds, seed, clock, out }: SoakOptions): Promise<CommandResult> {
  const [{ crashResumeWorld, faultLines, faultsJson, Tally }, { conclude }, { writeJson }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts'), import('@nx-air/canon')]);
  const end = clock() + seconds * 1000;
  const tally = new Tally();
  let seeds = 0;
  for (;;) {
    const report = await crashResumeWorld(host, dir, { ...load, allowNone, seed: seed + seeds, drawnOnly: true });
    seeds += 1;
    tally.add(report.counts, report.violations);
    if (clock() < end && report.problems.every(({ severity }) => severity === 'info') && report.scenarios.length > 0) continue;
    const { found: _found, ...data } = faultsJson({ ...report, counts: tally.counts, violations: tally.violations });
    return conclude({
      problems: report.problems,
      texts: report.texts,
      data: { ...data, seed, seeds },
      lines: [`seeds ${seed} to ${seed + seeds - 1}`, ...faultLines({ ...report, counts: tally.counts, violations: tally.violations })],
      again: nameCommand('soak', [label]),
      next: tally.violations.length === 0 ? '' : `look at ${out}`,
      writes: tally.violations.flatMap((violation, index) => finds(violation, `${out}/${violation.class}-${index + 1}`, writeJson)),
    });
  }
}

/** The journal, shrunk, and how to come to it again. */
function finds({ journal, ...violation }: Violation, path: string, writeJson: (value: { readonly [key: string]: string | readonly number[] | null }) => string): readonly FileWrite[] {
  const { class: name, subject, fault, message, schedule } = violation;
  return [{ path: `${path}.json`, text: writeJson({ class: name, scenario: subject, fault, message, order: schedule ?? null }) }, ...(journal ? [{ path: `${path}.journal`, text: journal }] : [])];
}

export const soak: Command = {
  name: 'soak',
  summary: 'put drawn faults into the scenarios of a world until time is up',
  usage: '<world> [--seconds N] [--seed N] [--out DIR] [--allow-none]',
  targets: { least: 1, most: 1 },
  options: {
    'allow-none': { type: 'boolean', summary: 'let a world without scenarios pass' },
    seconds: { type: 'string', placeholder: 'N', summary: 'how long; 60 by default' },
    seed: { type: 'string', placeholder: 'N', summary: 'the first seed; from the clock by default' },
    out: { type: 'string', placeholder: 'DIR', summary: 'where journals of what is found are written; `soak` by default' },
  },
  async run(host, { cwd, targets: [target = ''], flags, values }) {
    const { label, path } = await resolveFolder(host, cwd, target);
    return runSoak(host, path, {
      label,
      allowNone: flags.has('allow-none'),
      seconds: readCount(values, 'seconds') ?? 60,
      seed: readCount(values, 'seed') ?? Date.now() % 1_000_000_000,
      clock: () => performance.now(),
      out: absolutePath(cwd, values.get('out') ?? 'soak'),
    });
  },
};
