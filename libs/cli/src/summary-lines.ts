// A summary as text for a terminal.
import { showDuration, type CounterName, type GateVerdict, type RowSummary, type Summary } from '@nx-air/gates/summary';
import { alignColumns } from './table.ts';

const COLUMNS: readonly (readonly [string, CounterName])[] = [
  ['started', 'instances.started'],
  ['child', 'instances.child'],
  ['ok', 'instances.ok'],
  ['error', 'instances.error'],
  ['running', 'instances.running'],
  ['timeout', 'instances.timeout_branch'],
  ['intents', 'effects.intents'],
  ['in flight', 'effects.in_flight'],
  ['orphaned', 'effects.orphaned'],
];

const FAILURES: readonly (readonly [string, CounterName])[] = [
  ['policy_deny', 'failures.policy_deny'],
  ['cap_deny', 'failures.cap_deny'],
  ['timeout', 'failures.timeout'],
  ['adapter_error', 'failures.adapter_error'],
  ['module_fault', 'failures.module_fault'],
  ['limit', 'failures.limit'],
  ['plan_fault', 'failures.plan_fault'],
];

/** `gates`: of worlds that were run for it. */
export function summaryLines(summary: Summary, gates: readonly GateVerdict[] = []): readonly string[] {
  const { journals, totals, plans, workflows } = summary;
  const several = summary.worlds.length > 1;
  const rows = [...plans, ...workflows];
  const named = ({ world, name }: RowSummary): string => (several ? `${world} ${name}` : name);
  const counts = [
    ['plan or workflow', ...COLUMNS.map(([title]) => title)],
    ...rows.map((row) => [named(row), ...COLUMNS.map(([, name]) => `${row.counts[name]}`)]),
    ['total', ...COLUMNS.map(([, name]) => `${totals[name]}`)],
  ];
  const waits = rows.flatMap((row) =>
    row.awaits.map(({ on, step, what, times }) => [named(row), `${on} ${step ?? ''}`.trim(), what, `${times.count}`, ...[times.p50Ns, times.p95Ns, times.maxNs].map(showDuration)]),
  );
  const children = rows.flatMap((row) => row.children.map(({ step, plan, started, ok, error, spawns, joined }) => [named(row), step, plan, `${ok + error} of ${started}`, `${error}`, `${joined} of ${spawns}`]));
  const failures = FAILURES.filter(([, name]) => totals[name] > 0).map(([title, name]) => `${title} ${totals[name]}`);
  const records = journals.reduce((sum, journal) => sum + journal.records, 0);
  const torn = journals.filter((journal) => journal.torn).map(({ name }) => `${name} is cut short: what follows its last whole record is missing`);
  return [
    `${records} records in ${journals.length} journal${journals.length === 1 ? '' : 's'}`,
    ...torn,
    '',
    ...alignColumns(counts),
    '',
    `failures: ${failures.length === 0 ? 'none' : failures.join(', ')}`,
    `duplicates: ${totals['duplicates.events']} events, ${totals['duplicates.receipts']} receipts (${totals['duplicates.conflicts']} conflicting)`,
    ...(gates.length === 0 ? [] : ['', ...alignColumns([['gate', 'of', 'verdict', 'detail'], ...gates.map(({ gate, subject, state, detail }) => [gate, subject, state, detail])])]),
    ...(children.length === 0 ? [] : ['', ...alignColumns([['children of', 'step', 'plan', 'ended', 'error', 'joined'], ...children])]),
    ...(waits.length === 0 ? [] : ['', ...alignColumns([['waits of', 'on', 'of', 'count', 'p50', 'p95', 'max'], ...waits])]),
  ];
}
