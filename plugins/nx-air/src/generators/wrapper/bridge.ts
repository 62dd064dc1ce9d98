// What turns an event of a world into the input of an imported plan: what is read, and what is made of it.
import type { JsonObject, JsonValue } from '@nx-air/canon/json';
import type { PlanContract } from '@nx-air/plan/check';
import { isJsonObject, memberOf } from '../json-object.ts';
import type { WrapperNames } from './wrapper-names.ts';

export interface Bridge extends WrapperNames {
  /** Of the event; absent for an event that an import defines. */
  readonly type?: JsonObject;
  /** The input, from the fields of the event below `@event` or `@plan.input`. */
  readonly input: (event: string) => JsonValue;
  /** The field of the event that identifies a run. */
  readonly correlateBy?: string;
  /** What the author of the world is told to change. */
  readonly comment: string;
}

/** The event has the fields of the core's input: the place to give it those of the world instead. */
export function wrapperBridge(names: WrapperNames, core: PlanContract): Bridge {
  const comment = `Turns what this world is asked into what ${core.name} takes; change the event and the value, not the core.`;
  const fields = fieldsOf(core.input.shape);
  if (fields === undefined) return { ...names, type: { record: { request: { ref: core.input.name } } }, input: (event) => ref(event, 'request'), comment };
  const correlateBy = core.correlateBy[0] ?? core.keyFields[0];
  return {
    ...names,
    type: { record: fields },
    input: (event) => ({ record: Object.fromEntries(Object.keys(fields).map((name) => [name, ref(event, name)])) }),
    ...(correlateBy === undefined ? {} : { correlateBy }),
    comment,
  };
}

/** AIR 1.1: the trigger of the core makes its input. */
export function projectionOf({ event, input, correlateBy, comment }: Bridge, core: PlanContract): JsonObject {
  return { $comment: comment, event, plan: core.name, ...correlation(correlateBy), input_expr: input('@event') };
}

/** AIR 1: a plan of the world raises the event of the core; with the trigger that starts it. */
export function adapterOf({ event, plan, input, correlateBy, comment }: Bridge, core: PlanContract): { readonly def: JsonObject; readonly trigger: JsonObject } {
  const def: JsonObject = {
    $kind: 'defplan',
    $comment: comment,
    name: plan,
    input: event,
    steps: [
      { id: 'ask', op: 'raise_event', event: core.triggerEvent, value: input('@plan.input') },
      { id: 'end', op: 'end' },
    ],
    edges: [{ from: 'ask', to: 'end' }],
    required_caps: [],
    allowed_effects: [],
  };
  return { def, trigger: { event, plan, ...correlation(correlateBy) } };
}

/** The field `name` of an event. */
export const ref = (event: string, name: string): JsonObject => ({ ref: `${event}.${name}` });

const correlation = (field: string | undefined): JsonObject => (field === undefined ? {} : { correlate_by: field });

function fieldsOf(shape: JsonValue | undefined): JsonObject | undefined {
  const record = memberOf(shape, 'record');
  return isJsonObject(record) && Object.keys(record).length > 0 ? record : undefined;
}
