// Everything about one plan that can be said without running it.
import type { Problem } from '@nx-air/air';
import type { Report } from '../expr/scope.ts';
import { CORRELATION, FlowPass } from '../flow/dataflow.ts';
import { modelOf } from '../flow/plan-model.ts';
import type { PlanView } from '../view.ts';
import { checkChildren } from './children.ts';
import { checkGraph } from './graph-shape.ts';
import { planReport } from './report.ts';
import { checkAwaits, checkHandles } from './steps-await.ts';
import { checkAfterEnd, checkResult } from './steps-end.ts';
import { checkWriters } from './steps-write.ts';
import { stepTyper } from './steps.ts';

/**
 * Findings about the graph, references, types and flow of a plan. A plan without an error here never ends in an
 * `EvalFault` `unbound`, `missing_field`, `type` or `arity`; `overflow`, `division_by_zero`, `missing_key` and
 * `index_out_of_range` depend on values and are not excluded. In source order; the plan must be structurally sound.
 */
export function checkPlan(view: PlanView): readonly Problem[] {
  const out = planReport(view);
  const { steps, edges, order, sound } = checkGraph(view, out);
  const model = modelOf(view.plan, steps, edges, order, view.correlation ? [CORRELATION] : []);
  const typer = stepTyper(view, model);
  const silent = (): Report => () => undefined;
  const aloud = (base: string): Report => (code, at, detail) => out.report(code, base + at, detail);
  const first = new FlowPass({ view, model, typer, flow: sound, report: silent });
  const pass = new FlowPass({ view, model, typer, flow: sound, report: aloud, previous: first });
  checkHandles(model, out);
  checkAwaits(pass, sound, out);
  checkWriters(pass, view, sound, out);
  checkChildren(view, model, out);
  if (sound) {
    checkAfterEnd(pass, out);
    checkResult(pass, view, out);
  }
  return out.problems();
}
