// Differences between two versions of a pack, as a line and as JSON.
import type { JsonObject } from '@nx-air/canon';
import type { Difference } from '@nx-air/plan/check';

/** One line of text for a difference. */
export const differenceText = ({ category, breaking, kind, name, what }: Difference): string => `${category}${breaking ? ', breaking' : ''}: ${kind} ${name}: ${what}`;

export const differenceJson = ({ category, breaking, kind, name, what, side, pointer, before, after }: Difference): JsonObject => ({
  category, breaking, kind, name, what, side, pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }),
});
