// How a plan ends: steps behind an `end`, and a result on every path.
import type { FlowPass } from '../flow/dataflow.ts';
import { noFacts } from '../flow/facts.ts';
import { and, NEVER, not, or, sizeOf, type Formula } from '../flow/formula.ts';
import { lacks, type StepModel } from '../flow/plan-model.ts';
import type { PlanView } from '../view.ts';
import type { PlanReport } from './report.ts';

/** `end` completes the instance: an edge out of it is never followed. */
export function checkAfterEnd({ model }: FlowPass, out: PlanReport): void {
  const isEnd = (step: number): boolean => model.steps[step]?.op === 'end';
  for (const step of model.steps) {
    const into = model.into[step.index] ?? [];
    const fromEnds = into.filter((edge) => isEnd(edge.from));
    const [first] = fromEnds;
    if (!first) continue;
    if (fromEnds.length === into.length) {
      const related = out.related(model.steps[first.from]?.at ?? '', 'the plan has ended here');
      out.report('dead_step', step.at, { actual: step.id, related });
    } else {
      for (const edge of fromEnds) out.report('edge_from_end', edge.at, { actual: `${model.steps[edge.from]?.id ?? ''} -> ${step.id}` });
    }
  }
}

/** With a declared output, every way through the plan reaches an `end`. */
export function checkResult(pass: FlowPass, { plan }: PlanView, out: PlanReport): void {
  if (typeof plan['output'] !== 'string') return;
  const { model } = pass;
  // A step of an unknown op may be an end.
  if (lacks(model, 'op')) return;
  if (!model.steps.some((step) => step.op === 'end')) {
    out.report('no_result_on_path', '/output', { actual: 'no step `end`' });
    return;
  }
  const ending = endingSteps(pass);
  const starts = model.steps.filter((step) => model.into[step.index]?.length === 0);
  const [start] = starts;
  if (!start || starts.some((step) => ending.has(step.index)) || someEndRuns(pass)) return;
  const where = firstWayOut(start, pass, ending);
  const isLast = (model.outOf[where.index] ?? []).length === 0;
  const actual = isLast ? `a path stops at ${where.id}` : `no edge out of ${where.id} has to hold`;
  out.report('no_result_on_path', where.at, { actual, related: out.related('/output', 'the output') });
}

/** A plan with more guards than this on its way to the ends is not searched for ends that complete one another. */
const LARGEST_CONDITION = 60;

/** Whether the ends cover every case together, though none of the branches to them does alone. */
function someEndRuns(pass: FlowPass): boolean {
  const { model } = pass;
  const runs: Formula[] = [];
  for (const step of model.order) {
    const into = model.into[step] ?? [];
    if (into.some((edge) => pass.isDoubtful(edge.from))) return true;
    runs[step] = into.length === 0 ? and() : or(...into.map((edge) => and(runs[edge.from] ?? NEVER, pass.guards.get(edge.index) ?? NEVER)));
    if (sizeOf(runs[step] ?? NEVER) > LARGEST_CONDITION) return false;
  }
  const ends = model.steps.filter((step) => step.op === 'end').map((step) => runs[step.index] ?? NEVER);
  return pass.table.implies(noFacts(), or(...ends));
}

/** Steps after which an `end` follows whatever the guards say. */
function endingSteps(pass: FlowPass): ReadonlySet<number> {
  const { model } = pass;
  const ending = new Set<number>();
  for (const step of model.order.toReversed()) {
    if (model.steps[step]?.op === 'end' || oneHolds(step, (target) => ending.has(target), pass)) ending.add(step);
  }
  return ending;
}

function oneHolds(step: number, wanted: (target: number) => boolean, pass: FlowPass): boolean {
  const edges = (pass.model.outOf[step] ?? []).filter((edge) => wanted(edge.to));
  if (edges.length === 0) return false;
  if (pass.isDoubtful(step)) return true;
  const guards = edges.map((edge): Formula => pass.guards.get(edge.index) ?? and());
  const facts = pass.exit[step]?.facts;
  return facts !== undefined && pass.table.canHold(not(or(...guards)), facts) === false;
}

/** Follows the plan from a start to the step where a path leaves it without an `end`. */
function firstWayOut(start: StepModel, pass: FlowPass, ending: ReadonlySet<number>): StepModel {
  let here = start;
  for (;;) {
    const edges = pass.model.outOf[here.index] ?? [];
    const next = edges.map((edge) => pass.model.steps[edge.to]).find((step) => step && !ending.has(step.index));
    if (!next || !oneHolds(here.index, () => true, pass)) return here;
    here = next;
  }
}
