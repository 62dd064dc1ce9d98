// What an update of an import would mean: differences for those who use it, and lints that come or go.
import type { JsonObject } from '@nx-air/canon';
import { comparePacks, type Difference } from '@nx-air/plan/check';
import type { Host, ImportDiff, LockWorld } from '@nx-air/world';
import { differenceJson, differenceText } from './difference-text.ts';
import { lintDelta, lintDeltaJson, lintDeltaLines, type LintDelta } from './lint-delta.ts';
import { comparableNodes, lockedVersion } from './pack-versions.ts';

export interface UpdateMeaning {
  readonly differences: readonly Difference[];
  /** Locked definitions whose bodies are nowhere to be found, as `kind name`. */
  readonly unknown: readonly string[];
  readonly lints: LintDelta;
}

const NOTHING: UpdateMeaning = { differences: [], unknown: [], lints: { introduced: [], resolved: [] } };

/** Compares as much as is known of the locked side; the rest is in `unknown`. */
export function updateMeaning(host: Host, world: LockWorld, diff: ImportDiff): UpdateMeaning {
  const locked = diff.state === 'drifted' ? lockedVersion(host, world, diff) : undefined;
  const after = world.imports.find(({ spec }) => spec.index === diff.spec.index)?.defs?.nodes;
  if (locked === undefined || after === undefined) return NOTHING;
  const before = comparableNodes(locked, after);
  return { differences: comparePacks(before, after), unknown: locked.unknown, lints: lintDelta(before, after) };
}

/** Authority has lines of its own. */
export function meaningLines({ differences, unknown, lints }: UpdateMeaning): readonly string[] {
  return [
    ...differences.filter(({ category }) => category !== 'authority').map(differenceText),
    ...unknown.map((key) => `not compared: ${key}, its locked body is not known`),
    ...lintDeltaLines(lints),
  ];
}

export const meaningJson = ({ differences, unknown, lints }: UpdateMeaning): JsonObject => ({
  differences: differences.map(differenceJson),
  not_compared: unknown,
  lints: lintDeltaJson(lints),
});
