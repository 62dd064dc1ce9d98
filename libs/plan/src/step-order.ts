// The steps of a plan in an order in which every edge points forward; the declared order where they form a circle.
import type { JsonObject } from '@nx-air/canon';
import { PlanGraph } from './graph.ts';
import { objectsOf, textOf } from './members.ts';

export function stepsInOrder(plan: JsonObject): readonly JsonObject[] {
  const steps = objectsOf(plan, 'steps');
  const byId = new Map(steps.map((step) => [textOf(step, 'id') ?? '', step]));
  const edges = objectsOf(plan, 'edges').map((edge, index) => ({ from: textOf(edge, 'from') ?? '', to: textOf(edge, 'to') ?? '', index }));
  const order = new PlanGraph([...byId.keys()], edges).order();
  return order ? order.map((id) => byId.get(id)).filter((step) => step !== undefined) : steps;
}
