// Summarises journals: one pass, memory bounded whatever their length.
import { compareText } from '@nx-air/canon';
import { DEFAULT_BOUNDS, type Bounds } from './bounds.ts';
import { sumCounts } from './counters.ts';
import type { JournalInput } from './journal-input.ts';
import { JournalPass } from './journal-pass.ts';
import type { Row, RowKind } from './row.ts';
import { Rows } from './rows.ts';
import type { JournalFacts, RowSummary, Summary, WorldSummary } from './summary.ts';
import { walkJournal } from './walk.ts';

/**
 * Journals of one world are counted into the same rows; two journals of one run of a world would count it twice.
 * Throws as `walkJournal` does.
 */
export function summarise(inputs: Iterable<JournalInput>, bounds: Bounds = DEFAULT_BOUNDS): Summary {
  const worlds = new Map<string, Rows>();
  const journals: JournalFacts[] = [];
  for (const input of inputs) {
    const world = input.header.world_id;
    const rows = worlds.get(world) ?? new Rows(bounds);
    worlds.set(world, rows);
    const pass = new JournalPass(rows, input, bounds);
    for (const placed of walkJournal(input)) pass.take(placed);
    journals.push(pass.facts);
  }
  const ordered = [...worlds].sort(([left], [right]) => compareText(left, right));
  const summaries = ordered.map(([world, rows]) => worldSummary(world, rows));
  return {
    journals,
    totals: sumCounts(summaries.map(({ counts }) => counts)),
    worlds: summaries,
    plans: rowsOf(ordered, 'plan'),
    workflows: rowsOf(ordered, 'workflow'),
    modules: rowsOf(ordered, 'module'),
  };
}

function worldSummary(world: string, rows: Rows): WorldSummary {
  const unattributed = rows.unattributed.tally.counts;
  return { world, counts: sumCounts([unattributed, ...[...rows].map(({ tally }) => tally.counts)]), unattributed, pooled: rows.pooled };
}

function rowsOf(worlds: readonly (readonly [string, Rows])[], kind: RowKind): readonly RowSummary[] {
  return worlds.flatMap(([world, rows]) =>
    [...rows]
      .filter((row) => row.kind === kind)
      .sort((left, right) => compareText(left.name, right.name))
      .map((row) => rowSummary(world, row)),
  );
}

function rowSummary(world: string, { name, tally, waits, children, errors, steps }: Row): RowSummary {
  return {
    world,
    name,
    counts: tally.counts,
    awaits: sortedValues(waits).map(({ label, sketch }) => ({ ...label, times: sketch.times })),
    children: sortedValues(children).map(({ step, plan, counts }) => ({ step, plan, ...counts })),
    errors: [...errors].sort(([left], [right]) => compareText(left, right)).map(([code, count]) => ({ code, count })),
    steps: [...steps].sort(([left], [right]) => compareText(left, right)).map(([step, counts]) => ({ step, ...counts })),
  };
}

const sortedValues = <V>(entries: ReadonlyMap<string, V>): readonly V[] => [...entries].sort(([left], [right]) => compareText(left, right)).map(([, value]) => value);
