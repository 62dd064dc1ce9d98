// Lint: a wait that others decide the length of has a way out by time.
import { problemIn } from '../report.ts';
import { isAnsweredByKernel, TIMER } from './effect-kinds.ts';
import { Together } from './together.ts';
import { awaitedEmit, memberOf, type LintPlan } from './lint-plan.ts';
import type { Lint } from './lint.ts';
import type { StepModel } from '../flow/plan-model.ts';

export const WAIT_WITHOUT_TIMEOUT: Lint = {
  code: 'wait_without_timeout',
  in: ['world', 'pack'],
  find: ({ own }) => own.flatMap((plan) => {
    const timers = plan.model.steps.filter((step) => isTimerWait(step, plan));
    const together = new Together(plan.model);
    return plan.model.steps
      .filter((step) => isLongWait(step, plan) && !timers.some((timer) => isWayOut(timer, step, plan, together)))
      .map((step) => problemIn(plan.def, 'wait_without_timeout', step.at, { actual: `${step.id} waits for ${awaited(step, plan)}, and no timer ends the plan meanwhile` }));
  }),
};

/** Its end lies outside: an event, or a receipt that an adapter gives. A timer is not long: it says when it ends. */
function isLongWait(step: StepModel, plan: LintPlan): boolean {
  if (step.op === 'await_event') return true;
  if (step.op !== 'await_receipt') return false;
  const emit = awaitedEmit(plan, step);
  const kind = emit ? memberOf(emit, 'kind') : TIMER;
  return kind !== TIMER && !isAnsweredByKernel(kind);
}

function isTimerWait(step: StepModel, plan: LintPlan): boolean {
  const emit = step.op === 'await_receipt' ? awaitedEmit(plan, step) : undefined;
  return emit !== undefined && memberOf(emit, 'kind') === TIMER;
}

function awaited(step: StepModel, plan: LintPlan): string {
  if (step.op === 'await_event') return `the event ${memberOf(step, 'event')}`;
  const emit = awaitedEmit(plan, step);
  return `the receipt of ${emit ? memberOf(emit, 'kind') : 'an effect'}`;
}

/** Whether the timer is outstanding whenever `wait` is, and its path reaches an `end` that does not need `wait`. */
function isWayOut(timer: StepModel, wait: StepModel, plan: LintPlan, together: Together): boolean {
  const { model } = plan;
  const [before, after] = [model.before[wait.index], model.after[wait.index]];
  if (!before || !after || before.has(timer.index) || after.has(timer.index)) return false;
  if (!together.runsWith(timer.index, wait.index)) return false;
  const isSlowStart = (index: number): boolean => {
    const step = model.steps[index];
    return step !== undefined && !before.has(index) && isLongWait(step, plan);
  };
  if ([...(model.before[timer.index]?.members() ?? [])].some(isSlowStart)) return false;
  const leaves = (index: number): boolean => model.steps[index]?.op === 'end' && !after.has(index);
  return [...(model.after[timer.index]?.members() ?? [])].some(leaves);
}
