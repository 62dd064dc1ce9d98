// Triggers by event, in the order in which they start plans: plan name, then index.
import { compareText } from '@nx-air/canon';
import { parseExpr, type Expr } from '@nx-air/plan/runtime';
import { CannotCompile } from './compile-plan.ts';
import type { Definitions } from './definitions.ts';
import { objectsOf, textOf } from './members.ts';
import type { CompiledPlan } from './plan.ts';
import type { Trigger } from './program.ts';

export function compileTriggers(definitions: Definitions, plans: ReadonlyMap<string, CompiledPlan>): ReadonlyMap<string, readonly Trigger[]> {
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
    const trigger: Trigger = { index, plan, correlateBy: textOf(json, 'correlate_by')?.split('.'), when: expr('when'), inputExpr: expr('input_expr') };
    const event = textOf(json, 'event') ?? '';
    byEvent.set(event, [...(byEvent.get(event) ?? []), trigger]);
  }
  for (const triggers of byEvent.values()) triggers.sort((a, b) => compareText(a.plan.name, b.plan.name) || a.index - b.index);
  return byEvent;
}
