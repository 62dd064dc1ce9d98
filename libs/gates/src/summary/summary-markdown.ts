// A summary as Markdown: tables that a pull request or a job page shows.
import { visible } from '@nx-air/air';
import type { CounterName, Counts } from './counters.ts';
import type { GateVerdict } from './gate-verdict.ts';
import { showDuration } from './show-duration.ts';
import type { RowSummary, Summary } from './summary.ts';

const RUNS: readonly (readonly [string, CounterName])[] = [
  ['started', 'instances.started'], ['child', 'instances.child'], ['ok', 'instances.ok'], ['error', 'instances.error'],
  ['running', 'instances.running'], ['timeout branch', 'instances.timeout_branch'],
];
const EFFECTS: readonly (readonly [string, CounterName])[] = [
  ['intents', 'effects.intents'], ['ok', 'receipts.ok'], ['error', 'receipts.error'], ['timeout', 'receipts.timeout'], ['denied', 'receipts.denied'],
  ['in flight', 'effects.in_flight'], ['orphaned', 'effects.orphaned'], ['cap allow', 'cap.allow'], ['cap deny', 'cap.deny'], ['policy allow', 'policy.allow'], ['policy deny', 'policy.deny'],
];
const FAILURES: readonly (readonly [string, CounterName])[] = [
  ['policy_deny', 'failures.policy_deny'], ['cap_deny', 'failures.cap_deny'], ['timeout', 'failures.timeout'], ['adapter_error', 'failures.adapter_error'],
  ['module_fault', 'failures.module_fault'], ['limit', 'failures.limit'], ['plan_fault', 'failures.plan_fault'], ['invariant_violation (reserved)', 'failures.invariant_violation'],
];

/** Names from journals stand in code spans, where nothing of them is read as Markdown or HTML. */
export function summaryMarkdown(summary: Summary, title = 'Run summary', gates: readonly GateVerdict[] = []): string {
  const { journals, totals, plans, workflows, modules } = summary;
  const rows = [...plans, ...workflows];
  const several = new Set(journals.map(({ world }) => world)).size > 1;
  const named = (row: RowSummary): readonly string[] => (several ? [code(row.world), code(row.name)] : [code(row.name)]);
  const heads = several ? ['world', 'plan or workflow'] : ['plan or workflow'];
  return [
    `# ${plain(title)}`,
    '',
    `${totals['instances.started']} started, ${totals['instances.ok']} ok, ${totals['instances.error']} in error, ${totals['instances.running']} running; ${journals.reduce((sum, { records }) => sum + records, 0)} records in ${journals.length} ${journals.length === 1 ? 'journal' : 'journals'}.`,
    '',
    ...section('Gates', table(['gate', 'of', 'verdict', 'detail'], gates.map(({ gate, subject, state, detail }) => [code(gate), code(subject), state === 'passed' ? state : `**${state}**`, plain(detail)]))),
    ...section('Runs', countTable(heads, named, RUNS, rows, totals)),
    ...section('Effects', countTable(heads, named, EFFECTS, rows, totals)),
    ...section('Failures', countTable(heads, named, FAILURES, rows, totals)),
    ...section('Error codes', table([...heads, 'code', 'count'], [...rows, ...modules].flatMap((row) => row.errors.map(({ code: name, count }) => [...named(row), code(name), `${count}`])))),
    ...section('Waiting times', table([...heads, 'on', 'step', 'of', 'count', 'p50', 'p95', 'max'], rows.flatMap((row) => row.awaits.map(({ on, step, what, times: { count, p50Ns, p95Ns, maxNs, isExact } }) => {
      const about = isExact ? '' : '≤ ';
      return [...named(row), on, step === undefined ? '' : code(step), code(what), `${count}`, `${about}${showDuration(p50Ns)}`, `${about}${showDuration(p95Ns)}`, showDuration(maxNs)];
    })))),
    ...section('Children', table([...heads, 'step', 'plan', 'started', 'ok', 'error', 'running', 'joined'], rows.flatMap((row) => row.children.map(({ step, plan, started, ok, error, spawns, joined }) => [...named(row), code(step), code(plan), `${started}`, `${ok}`, `${error}`, `${started - ok - error}`, `${joined} of ${spawns}`])))),
    ...section('Modules', table([...(several ? ['world'] : []), 'module', 'calls', 'faults', 'events raised'], modules.map((row) => [...named(row), ...(['modules.calls', 'failures.module_fault', 'events.raised'] as const).map((name) => `${row.counts[name]}`)]))),
    ...section('Journals', table(['journal', 'world', 'records', 'logical time', 'events in', 'duplicates', 'end'], journals.map(({ name, world, records, firstNs, lastNs, torn }) => {
      const counts = summary.worlds.find((each) => each.world === world)?.counts;
      return [code(name), code(world), `${records}`, showDuration(lastNs - firstNs), `${counts?.['events.in'] ?? 0}`, `${(counts?.['duplicates.events'] ?? 0) + (counts?.['duplicates.receipts'] ?? 0)}`, torn ? 'cut short' : 'whole'];
    }))),
  ].join('\n');
}

function countTable(heads: readonly string[], named: (row: RowSummary) => readonly string[], columns: readonly (readonly [string, CounterName])[], rows: readonly RowSummary[], totals: Counts): readonly string[] {
  const cells = (counts: Counts): readonly string[] => columns.map(([, name]) => `${counts[name]}`);
  return table([...heads, ...columns.map(([title]) => title)], [...rows.map((row) => [...named(row), ...cells(row.counts)]), ['total', ...heads.slice(1).map(() => ''), ...cells(totals)]]);
}

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']);

/** Nothing for no rows. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((head) => (NUMERIC.has(head) ? '---:' : '---'))), ...rows.map(line)];
}

const NUMERIC: ReadonlySet<string> = new Set([...RUNS, ...EFFECTS, ...FAILURES].map(([title]) => title).concat('count', 'p50', 'p95', 'max', 'records', 'calls', 'faults', 'events raised', 'events in', 'duplicates'));

const LONGEST = 120;

function code(text: string): string {
  const shown = visible(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  return shown === '' ? '(none)' : `\`${shown.replaceAll('`', '\\u{60}').replaceAll('|', '\\|')}\``;
}

const plain = (text: string): string => visible(text).replace(/[\\`*_[\]<>#|&]/gu, '\\$&');
