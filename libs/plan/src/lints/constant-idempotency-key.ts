// Lint: an idempotency key tells runs apart, so it depends on something that a run was given.
import type { Expr } from '../expr/expr.ts';
import { dottedName, type Reference } from '../expr/reference.ts';
import { CORRELATION } from '../flow/dataflow.ts';
import { referencesOf } from '../flow/mentions.ts';
import type { StepModel } from '../flow/plan-model.ts';
import { problemIn } from '../report.ts';
import { slotOf, type LintPlan } from './lint-plan.ts';
import type { Lint } from './lint.ts';

export const CONSTANT_IDEMPOTENCY_KEY: Lint = {
  code: 'constant_idempotency_key',
  in: ['world', 'pack'],
  find: ({ own }) => own.flatMap((plan) => {
    const given = givenSteps(plan);
    return plan.model.steps.flatMap((step) => {
      const key = step.op === 'emit_effect' ? slotOf(step, 'idempotency_key') : undefined;
      if (!key || dependsOnInput(key, plan, given)) return [];
      return [problemIn(plan.def, 'constant_idempotency_key', `${step.at}/idempotency_key`, { actual: `every run of ${plan.def.name} gives ${step.id} the same key` })];
    });
  }),
};

/** Steps whose value can differ between two runs, in the order of the edges. */
function givenSteps(plan: LintPlan): ReadonlySet<number> {
  const given = new Set<number>();
  for (const index of plan.model.order) {
    const step = plan.model.steps[index];
    if (step && isGiven(step, plan, given)) given.add(index);
  }
  return given;
}

function isGiven(step: StepModel, plan: LintPlan, given: ReadonlySet<number>): boolean {
  switch (step.op) {
    case 'assign':
      return holdsInput(slotOf(step, 'expr'), plan, given);
    case 'raise_event':
      return holdsInput(slotOf(step, 'value'), plan, given);
    case 'end':
      return holdsInput(slotOf(step, 'result'), plan, given);
    default:
      // Receipts, events and children bring something from outside; an emit has the id of its intent.
      return true;
  }
}

const holdsInput = (expr: Expr | undefined, plan: LintPlan, given: ReadonlySet<number>): boolean =>
  expr !== undefined && dependsOnInput(expr, plan, given);

const dependsOnInput = (expr: Expr, plan: LintPlan, given: ReadonlySet<number>): boolean =>
  [...referencesOf(expr)].some((reference) => isInput(reference, plan, given));

function isInput(reference: Reference, { model }: LintPlan, given: ReadonlySet<number>): boolean {
  switch (reference.root) {
    case 'input':
    case 'event':
      return true;
    case 'step':
      return given.has(model.byId.get(reference.name)?.index ?? -1);
    case 'var': {
      if (reference.name === CORRELATION) return true;
      const variable = model.variables.get(dottedName(reference)) ?? model.variables.get(reference.name);
      return variable?.writers.some((writer) => given.has(writer)) ?? false;
    }
  }
}
