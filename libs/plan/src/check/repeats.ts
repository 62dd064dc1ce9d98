// Entries of a manifest's lists that say the same as an earlier one, so that everything they do happens twice.
import type { FindingCode, Problem } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import { problemIn, relatedIn } from '../report.ts';
import type { WorldView } from '../world-view.ts';

/** For each entry that repeats another: the first one that says the same. */
export function repeatsOf<T>(entries: readonly T[], sayingOf: (entry: T) => readonly JsonValue[]): ReadonlyMap<T, T> {
  const first = new Map<string, T>();
  const repeats = new Map<T, T>();
  for (const entry of entries) {
    const saying = JSON.stringify(sayingOf(entry));
    const known = first.get(saying);
    if (known === undefined) first.set(saying, entry);
    else repeats.set(entry, known);
  }
  return repeats;
}

export function repeatProblems({ place }: WorldView, code: FindingCode, pointer: string, first: string | undefined): readonly Problem[] {
  return first === undefined ? [] : [problemIn(place, code, pointer, { related: [relatedIn(place, first, 'the first one')] })];
}
