// The table of spec/gates.md: one row a mutant, what it breaks and who noticed.
import type { Mutant } from './mutant.ts';
import type { Verdict } from './verdict.ts';

export interface Result {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

export const [BEGIN, END] = ['<!-- mutants: npm run mutants -- --write -->', '<!-- end of mutants -->'];

export function lineOf({ mutant, verdict }: Result, width: number): string {
  if (verdict.kind === 'survived') return `SURVIVED ${mutant.name.padEnd(width)}  ${verdict.faults} faults: ${mutant.breaks}`;
  return `killed   ${mutant.name.padEnd(width)}  by ${noticed(verdict)}`;
}

export function sumOf(results: readonly Result[]): string {
  return `killed ${results.filter(({ verdict }) => verdict.kind === 'killed').length} of ${results.length}`;
}

export function tableOf(results: readonly Result[]): string {
  const rows = results.map(({ mutant, verdict }) => `| \`${mutant.name}\` | \`${mutant.file.replace('libs/kernel/src/', '')}\` | ${mutant.breaks} | ${verdict.kind === 'killed' ? cellOf(verdict) : 'nobody'} | ${verdict.kind === 'killed' && verdict.gate !== 'crash-resume' ? '' : verdict.faults} |`);
  return ['| mutant | in `libs/kernel/src` | breaks | noticed by | after faults |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** Throws when the page has no place for it. */
export function replaceTable(page: string, results: readonly Result[]): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`expected ${BEGIN} and ${END} in spec/gates.md`);
  return `${page.slice(0, from)}${BEGIN}\n${tableOf(results)}\n\n${sumOf(results)}\n${page.slice(to)}`;
}

type Killed = Extract<Verdict, { kind: 'killed' }>;

function cellOf({ gate, by }: Killed): string {
  return by === undefined ? `\`${gate}\`` : `\`${gate}\`: \`${by}\``;
}

function noticed({ gate, by, world, faults, message }: Killed): string {
  const class_ = by === undefined ? '' : ` (${by})`;
  return `${gate}${class_} of ${world}${gate === 'crash-resume' ? ` after ${faults} faults` : ''}: ${message.replace(/\s+/g, ' ').slice(0, 200)}`;
}
