// A thin wrapper: an event of the world's own, and a plan that raises the input event of the core.
import type { JsonObject, JsonValue } from '@nx-air/canon/json';
import type { PlanContract } from '@nx-air/plan/check';
import { isJsonObject, memberOf } from '../json-object.ts';
import type { WrapperNames } from './wrapper-names.ts';

export interface Wrapper {
  readonly defs: readonly JsonObject[];
  /** The field of the event that identifies a run. */
  readonly correlateBy?: string;
}

/** The event has the fields of the core's input: the place to give it those of the world instead. */
export function wrapperDefs({ event, plan }: WrapperNames, core: PlanContract): Wrapper {
  const fields = fieldsOf(core.input.shape);
  const type: JsonObject = { record: fields ?? { request: { ref: core.input.name } } };
  const value: JsonValue = fields === undefined ? input('request') : { record: Object.fromEntries(Object.keys(fields).map((name) => [name, input(name)])) };
  const correlateBy = fields === undefined ? undefined : (core.correlateBy[0] ?? core.keyFields[0]);
  return {
    defs: [
      { $kind: 'defschema', name: event, type },
      {
        $kind: 'defplan',
        $comment: `Turns what this world is asked into what ${core.name} takes; change the event and the value, not the core.`,
        name: plan,
        input: event,
        steps: [
          { id: 'ask', op: 'raise_event', event: core.triggerEvent, value },
          { id: 'end', op: 'end' },
        ],
        edges: [{ from: 'ask', to: 'end' }],
        required_caps: [],
        allowed_effects: [],
      },
    ],
    ...(correlateBy === undefined ? {} : { correlateBy }),
  };
}

const input = (field: string): JsonObject => ({ ref: `@plan.input.${field}` });

function fieldsOf(shape: JsonValue | undefined): JsonObject | undefined {
  const record = memberOf(shape, 'record');
  return isJsonObject(record) && Object.keys(record).length > 0 ? record : undefined;
}
