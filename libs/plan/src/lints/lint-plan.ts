// A plan as the lints read it: its steps by number and what lies before and after each.
import type { MergedDef } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import type { Expr } from '../expr/expr.ts';
import { modelOf, readEdges, readExpr, readSteps, type EdgeModel, type PlanModel, type StepModel } from '../flow/plan-model.ts';
import { PlanGraph } from '../graph.ts';

export interface LintPlan {
  readonly def: MergedDef;
  readonly model: PlanModel;
}

/** Undefined where steps or the graph are broken: that is reported elsewhere, and nothing along its edges means anything. */
export function lintPlanOf(def: MergedDef): LintPlan | undefined {
  if (def.gaps !== undefined) return undefined;
  const steps = readSteps(def.normalized);
  const numberOf = new Map(steps.map(({ id, index }) => [id, index]));
  if (numberOf.size !== steps.length) return undefined;
  const edges: EdgeModel[] = [];
  for (const { index, at, when, from, to } of readEdges(def.normalized)) {
    const [source, target] = [numberOf.get(from), numberOf.get(to)];
    if (source === undefined || target === undefined) return undefined;
    edges.push({ index, at, when, from: source, to: target });
  }
  const ids = steps.map(({ id }) => id);
  const order = new PlanGraph(ids, readEdges(def.normalized)).order();
  if (!order) return undefined;
  return { def, model: modelOf(def.normalized, steps, edges, order.map((id) => numberOf.get(id) ?? 0), []) };
}

/** The expression in a slot of a step; undefined when it is absent or was reported as none. */
export const slotOf = (step: StepModel, slot: string): Expr | undefined => readExpr(step.json[slot]);

/** The text in a member of a step; '' when it is absent. */
export function memberOf(step: StepModel, member: string): string {
  const value: JsonValue | undefined = step.json[member];
  return typeof value === 'string' ? value : '';
}

/** The emit that an await_receipt waits for. */
export function awaitedEmit({ model }: LintPlan, step: StepModel): StepModel | undefined {
  const handle = slotOf(step, 'for');
  if (handle?.k !== 'ref' || handle.ref.root !== 'var') return undefined;
  const [writer] = model.variables.get(handle.ref.name)?.writers ?? [];
  const emit = writer === undefined ? undefined : model.steps[writer];
  return emit?.op === 'emit_effect' ? emit : undefined;
}
