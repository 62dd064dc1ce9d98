// The first thing on the page: did the runs end well, and how many of what.
import type { CounterName, Counts } from '../summary/counters.ts';
import type { GateVerdict } from '../summary/gate-verdict.ts';
import { showDuration } from '../summary/show-duration.ts';
import type { RowSummary, Summary } from '../summary/summary.ts';
import { familyTree } from './family-tree.ts';
import { bar, name, number, table, text, type TableRow } from './html.ts';

const TILES: readonly (readonly [string, CounterName, 'bad'?])[] = [
  ['started', 'instances.started'],
  ['ended ok', 'instances.ok'],
  ['ended in error', 'instances.error', 'bad'],
  ['still running', 'instances.running'],
  ['timeout branches', 'instances.timeout_branch'],
  ['effects emitted', 'effects.intents'],
  ['effects in flight', 'effects.in_flight'],
  ['orphaned effects', 'effects.orphaned'],
  ['refused by capability', 'failures.cap_deny', 'bad'],
  ['refused by policy', 'failures.policy_deny', 'bad'],
  ['adapter errors', 'failures.adapter_error', 'bad'],
  ['adapter timeouts', 'failures.timeout', 'bad'],
  ['module faults', 'failures.module_fault', 'bad'],
  ['limits reached', 'failures.limit', 'bad'],
  ['duplicate events', 'duplicates.events'],
  ['duplicate receipts', 'duplicates.receipts'],
];

export interface PlacedRow {
  readonly row: RowSummary;
  readonly anchor: string;
  readonly what: 'plan' | 'workflow';
}

export function overviewSection({ totals, worlds, journals }: Summary, rows: readonly PlacedRow[]): string {
  const several = worlds.length > 1;
  return [
    '<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">Overview</h2>',
    `<dl class="tiles">${TILES.map(([title, counter, bad]) => `<div><dt>${title}</dt><dd>${number(totals[counter], bad === 'bad')}</dd></div>`).join('')}</dl>`,
    table(
      'Runs by plan and workflow',
      [{ title: 'plan or workflow' }, ...(several ? [{ title: 'world' }] : []), { title: 'outcome' }, ...['started', 'child', 'ok', 'error', 'running', 'timeout', 'effects', 'refused'].map((title) => ({ title, isNumber: true }))],
      [...rows.map(({ row, anchor }) => overviewRow(`<a href="#${anchor}">${name(row.name)}</a>`, several ? [text(row.world)] : [], row.counts)), ...(rows.length > 1 ? [{ ...overviewRow('all', several ? [''] : [], totals), kind: 'total' as const }] : [])],
    ),
    familyTree(rows.map(({ row, anchor }) => ({ row, anchor }))),
    table(
      'Journals',
      [{ title: 'journal' }, { title: 'world' }, { title: 'records', isNumber: true }, { title: 'logical time', isNumber: true }, { title: 'manifests', isNumber: true }, { title: 'end' }],
      journals.map(({ name: file, world, records, firstNs, lastNs, manifestCount, torn }) => ({ cells: [name(file), text(world), number(records), showDuration(lastNs - firstNs), number(manifestCount), torn ? '<strong class="bad">cut short</strong>' : 'whole'] })),
    ),
    '</section>',
  ].join('\n');
}

function overviewRow(head: string, world: readonly string[], counts: Counts): TableRow {
  const { 'instances.ok': ok, 'instances.error': error, 'instances.running': running } = counts;
  const shares = [{ look: 'ok', count: ok }, { look: 'error', count: error }, { look: 'running', count: running }] as const;
  return {
    cells: [
      head,
      ...world,
      bar(shares, `${ok} ok, ${error} in error, ${running} running`),
      number(counts['instances.started']),
      number(counts['instances.child']),
      number(ok),
      number(error, true),
      number(running),
      number(counts['instances.timeout_branch']),
      number(counts['effects.intents']),
      number(counts['cap.deny'] + counts['policy.deny'], true),
    ],
  };
}

/** Beside that sentence, what the gates say; '' where none was asked. Only where all have passed it is all. */
export function gatesVerdict(gates: readonly GateVerdict[]): string {
  if (gates.length === 0) return '';
  const of = (state: GateVerdict['state']): number => gates.filter((verdict) => verdict.state === state).length;
  const [failed, missing, passed] = [of('failed'), of('not run'), of('passed')];
  if (failed + missing === 0) return `Gates: <span class="ok-text">all ${passed} passed</span>.`;
  const said = [...(failed > 0 ? [`<span class="error-text">${failed} failed</span>`] : []), ...(missing > 0 ? [`<span class="running-text">${missing} not run</span>`] : []), `${passed} passed`];
  return `Gates: ${said.join(', ')}.`;
}

/** One sentence for the top of the page. */
export function verdictOf({ totals }: Summary): string {
  const { 'instances.started': started, 'instances.error': error, 'instances.running': running } = totals;
  const runs = (count: number): string => `${count} run${count === 1 ? '' : 's'}`;
  if (started === 0) return 'No plan or workflow was started.';
  if (error === 0 && running === 0) return `<span class="ok-text">All ${runs(started)} ended ok.</span>`;
  const failed = error === 0 ? '' : `<span class="error-text">${error} ended in error</span>`;
  const waiting = running === 0 ? '' : `<span class="running-text">${running} still running</span>`;
  return `Of ${runs(started)}, ${[failed, waiting].filter((part) => part !== '').join(' and ')}.`;
}
