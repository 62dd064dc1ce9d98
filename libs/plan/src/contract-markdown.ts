// The contract of a pack as the Markdown tables of its README, and their place in the text.
import type { ContractSlot, PackContract, PlanContract } from './contract.ts';

export const CONTRACT_START = '<!-- air:contract -->';
export const CONTRACT_END = '<!-- /air:contract -->';

/** One table: its heading and its lines, header and rule first. */
export interface ContractTable {
  readonly heading: string;
  readonly lines: readonly string[];
}

const NONE = '–';

/** Text of definitions as a code span that cannot leave its cell. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replaceAll(/\s+/gu, ' ')}\``;
const codes = (texts: readonly string[]): string => (texts.length === 0 ? NONE : texts.map(code).join(', '));

/** Who else emits is a name that the policy of a consumer has to know. */
const kindsOf = (plan: string, { effectKinds, origins }: ContractSlot): string =>
  origins.every((origin) => origin === plan) ? codes(effectKinds) : `${codes(effectKinds)} from ${codes(origins)}`;

const table = (heading: string, columns: readonly string[], rows: readonly (readonly string[])[]): ContractTable => ({
  heading,
  lines: [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)],
});

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The four tables, rows by plan, then by name. */
export function contractTables({ plans }: PackContract): readonly ContractTable[] {
  const rows = (of: (plan: PlanContract) => readonly (readonly string[])[]): readonly (readonly string[])[] =>
    plans.flatMap((plan) => of(plan).map((cells) => [code(plan.name), ...cells]));
  return [
    table(
      'Plans',
      ['plan', 'role', 'input', 'output', 'AIR'],
      rows((plan) => [[plan.role ?? NONE, code(plan.input.name), plan.output ? code(plan.output.name) : NONE, plan.air]]),
    ),
    table('Emitted events', ['plan', 'event'], rows(({ emits }) => emits.map(({ name }) => [code(name)]))),
    table('Cap slots', ['plan', 'slot', 'effect kinds'], rows(({ name, slots }) => slots.map((slot) => [code(slot.slot), kindsOf(name, slot)]))),
    table(
      'Routing and triggers',
      ['plan', 'trigger event', 'correlate by', 'key field', 'waits for, in order'],
      rows((plan) => [[code(plan.triggerEvent), codes(plan.correlateBy), codes(plan.keyFields), codes(plan.waitsFor)]]),
    ),
  ];
}

/** Everything between the markers, markers included; lines end with a line feed, the last one does not. */
export function renderContract(contract: PackContract): string {
  const tables = contractTables(contract).map(({ heading, lines }) => [`## ${heading}`, ...lines].join('\n'));
  return [CONTRACT_START, tables.join('\n\n'), CONTRACT_END].join('\n');
}

export interface ContractPlace {
  /** Offsets of the first character of the opening and after the last of the closing marker. */
  readonly start: number;
  readonly end: number;
  /** Between the markers. */
  readonly text: string;
  /** 1-based line of the opening marker. */
  readonly line: number;
}

export interface LostContract {
  /** The marker that is gone. */
  readonly expected: string;
  /** What stands there without it. */
  readonly actual: string;
  /** 1-based. */
  readonly line: number;
}

/** Where no pair of markers stands: one of them alone, or a table of the contract, which new tables would repeat. */
export function findLostContract(readme: string, contract: PackContract): LostContract | undefined {
  if (findContract(readme)) return undefined;
  const headers = new Set(contractTables(contract).map(({ lines }) => lines[0]));
  let fence: string | undefined;
  for (const [index, text] of readme.split('\n').entries()) {
    const row = text.trim();
    const mark = /^(`{3,}|~{3,})/u.exec(row)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true && mark === row) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    else if (row === CONTRACT_START) return { expected: `\`${CONTRACT_END}\` after the tables`, actual: `only \`${row}\``, line: index + 1 };
    else if (row === CONTRACT_END) return { expected: `\`${CONTRACT_START}\` before the tables`, actual: `only \`${row}\``, line: index + 1 };
    else if (headers.has(row.replaceAll(/[ \t]+/gu, ' '))) return { expected: `\`${CONTRACT_START}\` before the tables`, actual: `the table \`${row}\` without markers`, line: index + 1 };
  }
  return undefined;
}

/** The first pair of markers that stand on lines of their own, outside of fenced code. */
export function findContract(readme: string): ContractPlace | undefined {
  let offset = 0;
  let fence: string | undefined;
  let open: { readonly at: number; readonly line: number } | undefined;
  for (const [index, text] of readme.split('\n').entries()) {
    const trimmed = text.trim();
    const mark = /^(`{3,}|~{3,})/u.exec(trimmed)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true && mark === trimmed) fence = undefined;
    } else if (mark !== undefined && !open) fence = mark;
    else if (trimmed === CONTRACT_START && !open) open = { at: offset + text.indexOf(CONTRACT_START), line: index + 1 };
    else if (trimmed === CONTRACT_END && open) {
      const end = offset + text.indexOf(CONTRACT_END) + CONTRACT_END.length;
      return { start: open.at, end, text: readme.slice(open.at + CONTRACT_START.length, end - CONTRACT_END.length), line: open.line };
    }
    offset += text.length + 1;
  }
  return undefined;
}

/** The README with the tables of `contract`; prose and line ends stay. Without markers the tables go to the end. */
export function withContract(readme: string, contract: PackContract): string {
  const newline = readme.includes('\r\n') ? '\r\n' : '\n';
  const rendered = renderContract(contract).replaceAll('\n', newline);
  const place = findContract(readme);
  if (place) return readme.slice(0, place.start) + rendered + readme.slice(place.end);
  const before = readme.trimEnd();
  return `${before}${before === '' ? '' : newline + newline}${rendered}${newline}`;
}
