// A trigger of a manifest: the event that starts a plan.
import type { JsonObject } from '@nx-air/canon';
import { objectsOf, textOf } from './members.ts';

export interface Trigger {
  readonly event: string;
  readonly plan: string;
  readonly correlateBy: string | undefined;
  readonly pointer: string;
  readonly json: JsonObject;
}

export function triggersOf(manifest: JsonObject): readonly Trigger[] {
  return objectsOf(manifest, 'triggers').map((json, index) => ({
    event: textOf(json, 'event') ?? '',
    plan: textOf(json, 'plan') ?? '',
    correlateBy: textOf(json, 'correlate_by'),
    pointer: `/triggers/${index}`,
    json,
  }));
}
