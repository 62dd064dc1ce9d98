// Triggers by event, in the order in which they start plans: plan name, then index.
import { compareText, type JsonValue } from '@nx-air/canon';
import { normaliseValue, parseExpr, type Expr, type Schemas } from '@nx-air/plan/runtime';
import { CannotCompile } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { objectsOf, textOf } from './members.ts';
import type { CompiledPlan } from './plan.ts';
import type { Trigger } from './program.ts';

export function compileTriggers(definitions: Definitions, plans: ReadonlyMap<string, CompiledPlan>, schemas: Schemas): ReadonlyMap<string, readonly Trigger[]> {
  const byEvent = new Map<string, Trigger[]>();
  for (const [index, json] of objectsOf(definitions.manifest, 'triggers').entries()) {
    const name = textOf(json, 'plan') ?? '';
    const plan = plans.get(name);
    if (!plan) throw new CannotCompile(`trigger ${index}: unknown plan ${name}`);
    const expr = (member: string): Expr | undefined => {
      const value = json[member];
      if (value === undefined || value === null) return undefined;
      const parsed = parseExpr(value);
      if (!parsed.ok) throw new CannotCompile(`trigger ${index}: ${member}: expected ${parsed.fault.expected} at '${parsed.fault.at}'`);
      return parsed.expr;
    };
    const trigger: Trigger = { index, plan, correlateBy: textOf(json, 'correlate_by')?.split('.'), when: expr('when'), inputExpr: plainInput(json['input_expr'], plan, schemas) ?? expr('input_expr') };
    const event = textOf(json, 'event') ?? '';
    byEvent.set(event, [...(byEvent.get(event) ?? []), trigger]);
  }
  for (const triggers of byEvent.values()) triggers.sort((a, b) => compareText(a.plan.name, b.plan.name) || a.index - b.index);
  return byEvent;
}

/** Plain JSON in the place of an expression is read by the input schema, as checking it does. */
function plainInput(json: JsonValue | undefined, plan: CompiledPlan, schemas: Schemas): Expr | undefined {
  if (json === undefined || json === null || parseExpr(json).ok) return undefined;
  const fitted = normaliseValue(json, plan.input, schemas, 'json');
  return fitted.ok ? { k: 'const', at: '', value: fitted.value } : undefined;
}
