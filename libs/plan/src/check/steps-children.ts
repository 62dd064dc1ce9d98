// Types the steps that spawn children and wait for them (AIR 1.1).
import { typeOf } from '../expr/check.ts';
import type { TypeScope } from '../expr/scope.ts';
import { openType, showType, UNKNOWN, type Type } from '../expr/type.ts';
import { readExpr, textOf, type StepModel } from '../flow/plan-model.ts';
import type { PlanView } from '../view.ts';
import { checkSlot, under } from './steps-slot.ts';

const PLAN_ERROR = 'sys/PlanError@1';
const UNIT: Type = { kind: 'unit' };

/** How a run of the plan ends, for whoever awaits it. `Canceled` is reserved: nothing gives it yet. */
export function outcomeType(plan: string, view: PlanView): Type {
  const child = view.planByName(plan);
  if (!child) return UNKNOWN;
  const ok: Type = child.output === undefined ? UNIT : { kind: 'ref', name: child.output };
  return { kind: 'variant', arms: new Map<string, Type>([['Canceled', UNIT], ['Error', { kind: 'ref', name: PLAN_ERROR }], ['Ok', ok]]) };
}

export function typeSpawn(step: StepModel, view: PlanView, scope: TypeScope): Type {
  checkSlot(step, 'input', inputType(step, view), scope);
  return handleType(step, view);
}

export function typeFanOut(step: StepModel, view: PlanView, scope: TypeScope): Type {
  checkSlot(step, 'inputs', { kind: 'list', item: inputType(step, view) }, scope);
  return { kind: 'list', item: handleType(step, view) };
}

export function typeAwaitPlan(step: StepModel, view: PlanView, scope: TypeScope): Type {
  const given = handlesIn(step, 'for', scope);
  const open = openType(given, scope.schemas);
  if (open.kind === 'child') return outcomeType(open.plan, view);
  return refuse('for', 'a handle that spawn_plan binds', given, scope);
}

/** Handles of one plan: a list of handles of several is reported where its items are typed. */
export function typeBarrier(step: StepModel, view: PlanView, scope: TypeScope): Type {
  const given = handlesIn(step, 'handles', scope);
  const open = openType(given, scope.schemas);
  const item = open.kind === 'list' ? openType(open.item, scope.schemas) : undefined;
  if (item?.kind === 'child') return { kind: 'list', item: outcomeType(item.plan, view) };
  if (item?.kind === 'never' || item?.kind === 'unknown') return { kind: 'list', item };
  return refuse('handles', 'a list of handles of one plan', given, scope);
}

function handlesIn(step: StepModel, field: string, scope: TypeScope): Type {
  const expr = readExpr(step.json[field]);
  return expr ? typeOf(expr, under(scope, field)).type : UNKNOWN;
}

function refuse(field: string, expected: string, given: Type, scope: TypeScope): Type {
  const { kind } = openType(given, scope.schemas);
  if (kind !== 'unknown' && kind !== 'never') scope.report('bad_await_handle', `/${field}`, { expected, actual: showType(given) });
  return UNKNOWN;
}

const inputType = (step: StepModel, view: PlanView): Type => {
  const child = view.planByName(textOf(step.json['plan']));
  return child ? { kind: 'ref', name: child.input } : UNKNOWN;
};

const handleType = (step: StepModel, view: PlanView): Type => {
  const plan = textOf(step.json['plan']);
  return view.planByName(plan) ? { kind: 'child', plan } : UNKNOWN;
};
