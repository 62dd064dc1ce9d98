// Typed round trip of plans.
import { listOf, mapOf } from './compound.ts';
import { isJsonObject, member } from './reader.ts';
import { nat, schemaRef, text } from './scalar.ts';
import { nonempty, optional, required, struct } from './struct.ts';
import { exprOrValue, exprReader, invariants } from './value-reader.ts';
import type { StepOp } from '../model/plan.ts';
import type { Reader } from './reader.ts';
import type { Field } from './struct.ts';

const bind = (name: string): Field => required('bind', struct([required(name, text)]));

/** Fields of each step beside `id` and `op`. */
export const STEP_FIELDS: Readonly<Record<StepOp, readonly Field[]>> = {
  raise_event: [required('event', schemaRef), required('value', exprOrValue)],
  emit_effect: [
    required('kind', text),
    required('params', exprOrValue),
    required('cap', text),
    optional('idempotency_key', exprOrValue),
    bind('effect_id_as'),
  ],
  await_receipt: [required('for', exprReader), bind('as')],
  await_event: [required('event', schemaRef), optional('where', exprReader), bind('as')],
  assign: [required('expr', exprOrValue), bind('as')],
  end: [optional('result', exprOrValue)],
  spawn_plan: [required('plan', text), required('input', exprOrValue), bind('handle_as')],
  await_plan: [required('for', exprReader), bind('as')],
  spawn_for_each: [
    required('plan', text),
    required('inputs', exprOrValue),
    optional('max_fanout', nat),
    bind('handles_as'),
  ],
  await_plans_all: [required('handles', exprReader), bind('results_as')],
};

const stepReaders: ReadonlyMap<string, Reader> = new Map(
  Object.entries(STEP_FIELDS).map(([op, fields]) => [
    op,
    struct([required('id', text), required('op', text), ...fields], { objectOnly: true }),
  ]),
);

/** `op` chooses the fields, so a field of another op is an unknown key. */
const step: Reader = (json, memo) => {
  const op = isJsonObject(json) ? member(json, 'op') : undefined;
  return typeof op === 'string' ? stepReaders.get(op)?.(json, memo) : undefined;
};

const edge = struct([required('from', text), required('to', text), optional('when', exprReader)]);

export const PLAN_FIELDS: readonly Field[] = [
  required('name', text),
  required('input', schemaRef),
  optional('output', schemaRef),
  nonempty('locals', mapOf(schemaRef)),
  required('steps', listOf(step)),
  nonempty('edges', listOf(edge)),
  nonempty('required_caps', listOf(text)),
  nonempty('allowed_effects', listOf(text)),
  invariants,
];
