// Parents that wait for children which have not ended, as `air smoke` and `air run` show them.
import type { JsonObject } from '@nx-air/canon';
import type { AwaitedChildren } from '@nx-air/gates';

export function awaitedLines(awaited: readonly AwaitedChildren[]): readonly string[] {
  return awaited.map(({ plan, child, parents, children }) => `waiting: ${parents} of ${plan} for ${children} of ${child}`);
}

export function awaitedData(awaited: readonly AwaitedChildren[]): readonly JsonObject[] {
  return awaited.map(({ plan, child, parents, children }) => ({ plan, child, parents, children }));
}
