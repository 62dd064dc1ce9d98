// The shapes of the ten step ops, told apart by `op`.
import { defName, schemaRef } from './atoms.ts';
import { anything, natural, options, shape, text, use } from './build.ts';
import type { JsonSchema } from './build.ts';

type Members = Readonly<Record<string, JsonSchema>>;

const binds = (name: string): JsonSchema => shape({ [name]: text });
const optionalExpr: JsonSchema = use('exprOrNull');

const step = (op: string, required: Members, optional: Members = {}): JsonSchema =>
  shape({ id: text, op: { const: op }, ...required }, optional);

/** Slots that take an expression, a literal or plain JSON are `anything` here: structure/slots.ts checks them. */
export const STEP_SCHEMAS = {
  emit_effect: step(
    'emit_effect',
    { kind: text, params: anything, cap: text, bind: binds('effect_id_as') },
    { idempotency_key: anything },
  ),
  await_receipt: step('await_receipt', { for: use('expr'), bind: binds('as') }),
  raise_event: step('raise_event', { event: schemaRef, value: anything }),
  await_event: step('await_event', { event: schemaRef, bind: binds('as') }, { where: optionalExpr }),
  assign: step('assign', { expr: anything, bind: binds('as') }),
  end: step('end', {}, { result: anything }),
  spawn_plan: step('spawn_plan', { plan: defName, input: anything, bind: binds('handle_as') }),
  await_plan: step('await_plan', { for: use('expr'), bind: binds('as') }),
  spawn_for_each: step(
    'spawn_for_each',
    { plan: defName, inputs: anything, bind: binds('handles_as') },
    options({ max_fanout: natural }),
  ),
  await_plans_all: step('await_plans_all', { handles: use('expr'), bind: binds('results_as') }),
} as const satisfies Readonly<Record<string, JsonSchema>>;

export type StepOp = keyof typeof STEP_SCHEMAS;

/** Ops of the AIR design that are deliberately not built. */
export const DEFERRED_OPS: readonly string[] = ['await_any', 'cancel_plan', 'call_pure'];

export const stepSchema: JsonSchema = {
  description: 'one step of a plan',
  type: 'object',
  discriminator: { propertyName: 'op' },
  oneOf: Object.values(STEP_SCHEMAS),
};

export const edgeSchema: JsonSchema = shape({ from: text, to: text }, { when: optionalExpr });
