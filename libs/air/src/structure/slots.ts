// The places of a definition that hold expressions, literals or plain values.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { isJsonArray, isJsonObject } from '../identity/reader.ts';
import type { StepOp } from '../model/plan.ts';
import type { NodeKind } from '../node.ts';
import { child } from './place.ts';

/** `expr`: an expression; `literal`: a typed literal; `value`: either of them or plain JSON, which a schema reads. */
export type SlotMode = 'expr' | 'literal' | 'value';

export interface Slot {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly mode: SlotMode;
}

type SlotTable = Readonly<Record<string, { readonly mode: SlotMode; /** `null` means absent. */ readonly optional?: true }>>;

export const STEP_SLOTS: Readonly<Record<StepOp, SlotTable>> = {
  emit_effect: { params: { mode: 'value' }, idempotency_key: { mode: 'value', optional: true } },
  await_receipt: { for: { mode: 'expr' } },
  raise_event: { value: { mode: 'value' } },
  await_event: { where: { mode: 'expr', optional: true } },
  assign: { expr: { mode: 'value' } },
  end: { result: { mode: 'value', optional: true } },
  spawn_plan: { input: { mode: 'value' } },
  await_plan: { for: { mode: 'expr' } },
  spawn_for_each: { inputs: { mode: 'value' } },
  await_plans_all: { handles: { mode: 'expr' } },
};

const EDGE_SLOTS: SlotTable = { when: { mode: 'expr', optional: true } };
const TRIGGER_SLOTS: SlotTable = {
  when: { mode: 'expr', optional: true },
  input_expr: { mode: 'value', optional: true },
};
const GRANT_SLOTS: SlotTable = { params: { mode: 'literal' } };

const isStepOp = (op: JsonValue | undefined): op is StepOp => typeof op === 'string' && Object.hasOwn(STEP_SLOTS, op);

/** Slots of one definition; places of another shape than expected hold none (the schema speaks about them). */
export const slotsOf = (kind: NodeKind, json: JsonObject): Slot[] => {
  switch (kind) {
    case 'defplan':
      return [
        ...eachObject(json['steps'], '/steps', (step, pointer) => {
          const op = step['op'];
          return isStepOp(op) ? slotsIn(step, pointer, STEP_SLOTS[op]) : [];
        }),
        ...eachObject(json['edges'], '/edges', (edge, pointer) => slotsIn(edge, pointer, EDGE_SLOTS)),
      ];
    case 'manifest': {
      const { defaults } = json;
      const grants = isJsonObject(defaults) ? defaults['cap_grants'] : undefined;
      return [
        ...eachObject(json['triggers'], '/triggers', (trigger, pointer) => slotsIn(trigger, pointer, TRIGGER_SLOTS)),
        ...eachObject(grants, '/defaults/cap_grants', (grant, pointer) => slotsIn(grant, pointer, GRANT_SLOTS)),
      ];
    }
    default:
      return [];
  }
};

const slotsIn = (object: JsonObject, pointer: string, table: SlotTable): Slot[] => {
  const slots: Slot[] = [];
  for (const [key, { mode, optional }] of Object.entries(table)) {
    const value = object[key];
    if (value === undefined || !Object.hasOwn(object, key) || (value === null && optional === true)) continue;
    slots.push({ pointer: child(pointer, key), value, mode });
  }
  return slots;
};

const eachObject = (
  list: JsonValue | undefined,
  pointer: string,
  slots: (object: JsonObject, pointer: string) => Slot[],
): Slot[] =>
  isJsonArray(list)
    ? list.flatMap((item, index) => (isJsonObject(item) ? slots(item, child(pointer, index)) : []))
    : [];
