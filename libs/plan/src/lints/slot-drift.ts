// Lint: the capability slots of an import are those that its lock was written for.
import type { Problem } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import { listed } from '../report.ts';
import type { Lint, LockedSlots } from './lint.ts';

export const SLOT_DRIFT: Lint = {
  code: 'slot_drift',
  in: ['world'],
  find: ({ lockedSlots, world }) => lockedSlots.flatMap((slots) => driftOf(slots, new Set(world?.grants.map(({ name }) => name)))),
};

function driftOf({ subject, file, pointer, locked, current }: LockedSlots, grants: ReadonlySet<string>): readonly Problem[] {
  const added = current.filter((slot) => !locked.includes(slot)).sort(compareText);
  const removed = locked.filter((slot) => !current.includes(slot)).sort(compareText);
  if (added.length === 0 && removed.length === 0) return [];
  const ungranted = added.filter((slot) => !grants.has(slot));
  const hint = ungranted.length === 0 ? {} : { hint: `Grant ${listed(ungranted)} in \`defaults.cap_grants\`, then run \`air lock <world>\` with \`--update\`.` };
  return [{ code: 'slot_drift', subject, file, pointer, expected: shown(locked), actual: shown(current), ...hint }];
}

const shown = (slots: readonly string[]): string => (slots.length === 0 ? 'no slots' : `the slots ${listed(slots)}`);
