// Merges the entries of several journals into one order of time.
import { compareText } from '@nx-air/canon';
import type { TraceEntry } from './trace-entry.ts';

/**
 * By logical time, then world, then position. Within one instant a delivery comes after the intent that it carries, and
 * the receipt of a carried intent after what the other world did with it: clocks of scenarios may stand still.
 */
export function mergeTimelines(journals: readonly (readonly TraceEntry[])[]): readonly TraceEntry[] {
  const queues = journals.filter((entries) => entries.length > 0).map((entries) => ({ entries, at: 0 }));
  const carried = new Set(journals.flat().flatMap(({ carriedFrom: sources }) => sources));
  const emitted = new Set<string>();
  const isEarly = (entry: TraceEntry): boolean =>
    entry.carriedFrom.some((source) => !emitted.has(source)) || (entry.kind === 'receipt' && entry.intent !== undefined && carried.has(entry.intent));
  const merged: TraceEntry[] = [];
  for (;;) {
    const heads = queues.flatMap((queue) => {
      const entry = queue.entries[queue.at];
      return entry ? [{ queue, entry, early: isEarly(entry) }] : [];
    });
    const [next] = heads.sort((left, right) => compareEntries(left.entry, right.entry, left.early, right.early));
    if (!next) return merged;
    next.queue.at += 1;
    merged.push(next.entry);
    if (next.entry.kind === 'effect' && next.entry.intent !== undefined) emitted.add(next.entry.intent);
  }
}

function compareEntries(left: TraceEntry, right: TraceEntry, leftEarly: boolean, rightEarly: boolean): number {
  if (left.ns !== right.ns) return left.ns < right.ns ? -1 : 1;
  if (leftEarly !== rightEarly) return leftEarly ? 1 : -1;
  return compareText(left.world, right.world) || compareText(left.journal, right.journal) || left.seq - right.seq;
}
