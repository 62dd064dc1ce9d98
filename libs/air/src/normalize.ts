// A plan with its literals in canonical form: what a manifest refers to by hash.
import { compareText } from '@nx-air/canon';
import { isJsonArray, isJsonObject, member, plainObject } from './identity/reader.ts';
import { pointerTo } from './identity/scalar.ts';
import { formOfSlot } from './identity/value-reader.ts';
import { canonicalLiteral } from './normalize/canonical-literal.ts';
import { foldConst } from './normalize/fold-const.ts';
import { slotsOf } from './normalize/slots.ts';
import { parseSugar } from './normalize/sugar.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { LiteralContext, LiteralProblem, Place } from './normalize/literal-problem.ts';
import type { PlanLookup } from './normalize/slots.ts';

export interface NormalizedPlan {
  /** Equal to what AOS stores where `problems` is empty; what has a problem is left as written. */
  readonly plan: JsonObject;
  readonly problems: readonly LiteralProblem[];
}

/**
 * Normalises the literals of a typed plan (`Identity.node`) and fills `required_caps` and `allowed_effects`, as AOS
 * v0.10 does when it loads a manifest. Expressions with references or operators, edge guards and `where` stay.
 */
export function normalizePlan(plan: JsonObject, lookup: PlanLookup): NormalizedPlan {
  const problems: LiteralProblem[] = [];
  const context: LiteralContext = {
    schema: (name) => lookup.schema(name),
    report: (problem) => problems.push(problem),
  };
  const authored = stepsOf(plan);
  const steps = authored.map((step, index) => normalizeStep(plan, step, `/steps${pointerTo(index)}`, lookup, context));
  const emits = authored.filter((step) => member(step, 'op') === 'emit_effect');
  const derived = new Map<string, JsonValue>([
    ['steps', steps],
    ['required_caps', sortedNames(plan, 'required_caps', emits, 'cap')],
    ['allowed_effects', sortedNames(plan, 'allowed_effects', emits, 'kind')],
  ]);
  const rest = Object.entries(plan).filter(([key]) => !derived.has(key));
  const filled = [...derived].filter(([key, value]) => key === 'steps' || !isJsonArray(value) || value.length > 0);
  return { plan: plainObject([...rest, ...filled]), problems };
}

function stepsOf(plan: JsonObject): readonly JsonObject[] {
  const steps = member(plan, 'steps');
  return isJsonArray(steps) ? steps.filter(isJsonObject) : [];
}

function normalizeStep(
  plan: JsonObject,
  step: JsonObject,
  at: string,
  lookup: PlanLookup,
  context: LiteralContext,
): JsonObject {
  const values = new Map(Object.entries(step));
  for (const { field, type, problem } of slotsOf(plan, step, at, lookup)) {
    if (problem !== undefined) context.report(problem);
    const value = values.get(field);
    if (value === undefined || type === undefined) continue;
    values.set(field, normalizeSlot(value, type, { pointer: `${at}/${field}`, depth: 0 }, context));
  }
  return plainObject(values);
}

function normalizeSlot(value: JsonValue, type: JsonObject, place: Place, context: LiteralContext): JsonValue {
  switch (formOfSlot(value)) {
    case 'expr': {
      const folded = foldConst(value);
      return folded === undefined ? value : canonicalLiteral(folded, type, place, context);
    }
    case 'literal':
      return isJsonObject(value) ? canonicalLiteral(value, type, place, context) : value;
    case 'json': {
      const parsed = parseSugar(value, type, place, context);
      return parsed === undefined ? value : canonicalLiteral(parsed, type, place, context);
    }
  }
}

/** The authored list, or else what the steps use; sorted, each once. */
function sortedNames(plan: JsonObject, list: string, emits: readonly JsonObject[], field: string): readonly string[] {
  const authored = member(plan, list);
  const used = isJsonArray(authored) && authored.length > 0 ? authored : emits.map((step) => member(step, field));
  const names = used.filter((name) => typeof name === 'string');
  return [...new Set(names)].sort(compareText);
}
