// Lint: nothing else is waited for between a request and the wait for its response.
import type { StepModel } from '../flow/plan-model.ts';
import { problemIn, relatedIn } from '../report.ts';
import { isAnsweredByKernel, isReadOnly, TIMER } from './effect-kinds.ts';
import { memberOf, slotOf, type LintPlan } from './lint-plan.ts';
import type { Lint } from './lint.ts';

/**
 * An await_event registers when its step is reached. What asks for the response is the nearest raise_event or
 * changing external effect before it; a wait in between lets the turn end, and the response can pass.
 */
export const LATE_WAIT: Lint = {
  code: 'late_wait',
  in: ['world', 'pack'],
  find: ({ own }) => own.flatMap((plan) =>
    plan.model.steps.flatMap((wait) => {
      const late = wait.op === 'await_event' ? lateBehind(wait, plan) : undefined;
      if (!late) return [];
      const related = [relatedIn(plan.def, late.request.at, 'what the response may answer')];
      return [problemIn(plan.def, 'late_wait', wait.at, { actual: `${wait.id} registers after ${late.between.id}, the response to ${late.request.id} may come before`, related })];
    }),
  ),
};

interface Late {
  readonly request: StepModel;
  readonly between: StepModel;
}

/** Walks back from the wait; the first request on a way ends it. Ways without a wait in between are in time. */
function lateBehind(wait: StepModel, { model }: LintPlan): Late | undefined {
  const seen = new Set<string>();
  const open: (readonly [step: number, between: StepModel | undefined])[] = [[wait.index, undefined]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [index, between] = next;
    for (const { from } of model.into[index] ?? []) {
      const step = model.steps[from];
      if (!step) continue;
      if (isRequest(step)) {
        if (between) return { request: step, between };
        continue;
      }
      const passed = between ?? (step.op.startsWith('await_') ? step : undefined);
      const key = `${from} ${passed ? 'late' : 'in time'}`;
      if (seen.has(key)) continue;
      seen.add(key);
      open.push([from, passed]);
    }
  }
  return undefined;
}

function isRequest(step: StepModel): boolean {
  if (step.op === 'raise_event') return true;
  if (step.op !== 'emit_effect') return false;
  const kind = memberOf(step, 'kind');
  return kind !== TIMER && !isAnsweredByKernel(kind) && !isReadOnly(kind, slotOf(step, 'params'));
}
