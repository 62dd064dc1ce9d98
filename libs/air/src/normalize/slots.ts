// The places in a plan where a value may be written as plain JSON or as a literal, each with its schema.
import { didYouMean, nearest } from '../did-you-mean.ts';
import { isJsonObject, member } from '../identity/reader.ts';
import { formOfSlot } from '../identity/value-reader.ts';
import { pointerTo } from '../identity/scalar.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { LiteralProblem } from './literal-problem.ts';

/** What the definitions around a plan say. Types are the JSON of type expressions. */
export interface PlanLookup {
  schema(name: string): JsonObject | undefined;
  /** Names of the schemas of an effect kind. */
  effectByKind(kind: string): { readonly params: string; readonly receipt: string } | undefined;
  plan(name: string): { readonly input: string } | undefined;
  /** The names that can stand in the place of an unknown one: for the hint of the finding. */
  names?(what: Named): Iterable<string>;
}

type Named = 'schema' | 'effect' | 'plan';
const UNKNOWN_CODES = { schema: 'literal_unknown_schema', effect: 'literal_unknown_effect', plan: 'literal_unknown_plan' } as const;

function unknown(what: Named, name: string, pointer: string, lookup: PlanLookup): LiteralProblem {
  return { pointer, code: UNKNOWN_CODES[what], actual: name, ...didYouMean(nearest(name, lookup.names?.(what) ?? [])) };
}

/** One field of a step and the type to read it by; without a type the slot is left as it is. */
export interface Slot {
  readonly field: string;
  readonly type: JsonObject | undefined;
  readonly problem?: LiteralProblem;
}

const HASH_TYPE: JsonObject = { hash: {} };

/** The slots of a typed step. In a step that could not be read as a whole what is missing is no second mistake. */
export function slotsOf(plan: JsonObject, step: JsonObject, at: string, lookup: PlanLookup): readonly Slot[] {
  return namedSlots(plan, step, at, lookup).map(({ field, type, problem }) =>
    problem === undefined || problem.actual === '' || (problem.code === 'literal_without_schema' && member(step, 'bind') === undefined) ? { field, type } : { field, type, problem },
  );
}

function namedSlots(plan: JsonObject, step: JsonObject, at: string, lookup: PlanLookup): readonly Slot[] {
  const textOf = (field: string): string => asText(member(step, field));
  switch (member(step, 'op')) {
    case 'emit_effect':
      return [paramsSlot(textOf('kind'), at, lookup), { field: 'idempotency_key', type: HASH_TYPE }];
    case 'raise_event':
      return [named('value', textOf('event'), `${at}/event`, lookup)];
    case 'assign':
      return [assignSlot(plan, step, at, lookup)];
    case 'end':
      return endSlot(plan, step, at, lookup);
    case 'spawn_plan':
      return [childSlot('input', step, at, lookup, (type) => type)];
    case 'spawn_for_each':
      return [childSlot('inputs', step, at, lookup, (type) => ({ list: type }))];
    default:
      return [];
  }
}

function named(field: string, schema: string, pointer: string, lookup: PlanLookup): Slot {
  const type = lookup.schema(schema);
  if (type !== undefined) return { field, type };
  return { field, type, problem: unknown('schema', schema, pointer, lookup) };
}

function paramsSlot(kind: string, at: string, lookup: PlanLookup): Slot {
  const pointer = `${at}/kind`;
  const effect = lookup.effectByKind(kind);
  if (effect !== undefined) return named('params', effect.params, pointer, lookup);
  return { field: 'params', type: undefined, problem: unknown('effect', kind, pointer, lookup) };
}

function assignSlot(plan: JsonObject, step: JsonObject, at: string, lookup: PlanLookup): Slot {
  const bind = member(step, 'bind');
  const local = isJsonObject(bind) ? asText(member(bind, 'as')) : '';
  const locals = member(plan, 'locals');
  const schema = isJsonObject(locals) ? member(locals, local) : undefined;
  if (typeof schema === 'string') return named('expr', schema, `/locals${pointerTo(local)}`, lookup);
  const slot: Slot = { field: 'expr', type: undefined };
  if (!isSugar(step, 'expr')) return slot;
  return { ...slot, problem: { pointer: `${at}/expr`, code: 'literal_without_schema', expected: `local ${local}` } };
}

function endSlot(plan: JsonObject, step: JsonObject, at: string, lookup: PlanLookup): readonly Slot[] {
  if (member(step, 'result') === undefined) return [];
  const output = member(plan, 'output');
  if (typeof output === 'string') return [named('result', output, '/output', lookup)];
  return [{ field: 'result', type: undefined, problem: { pointer: `${at}/result`, code: 'result_without_output' } }];
}

function childSlot(
  field: string,
  step: JsonObject,
  at: string,
  lookup: PlanLookup,
  typeOf: (input: JsonObject) => JsonObject,
): Slot {
  const name = asText(member(step, 'plan'));
  const child = lookup.plan(name);
  const pointer = `${at}/plan`;
  if (child !== undefined) {
    const slot = named(field, child.input, pointer, lookup);
    return slot.type === undefined ? slot : { ...slot, type: typeOf(slot.type) };
  }
  const slot: Slot = { field, type: undefined };
  return isSugar(step, field) ? { ...slot, problem: unknown('plan', name, pointer, lookup) } : slot;
}

function isSugar(step: JsonObject, field: string): boolean {
  const value = member(step, field);
  return value !== undefined && formOfSlot(value) === 'json';
}

function asText(json: JsonValue | undefined): string {
  return typeof json === 'string' ? json : '';
}
