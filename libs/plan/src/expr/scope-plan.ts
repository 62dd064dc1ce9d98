// How references resolve inside a plan: what is bound there, of which type, and under which name facts know it.
import { nearest } from '@nx-air/air';
import { TEXT, UNKNOWN, type Type } from './type.ts';
import { dottedName, type Reference } from './reference.ts';
import type { Detail, Resolver, Root, TypeScope } from './scope.ts';
import { OK_TOKEN, STATUS_TOKENS } from './typed.ts';
import { lacks, type PlanModel, type StepModel, type Variable } from '../flow/plan-model.ts';
import type { State } from '../flow/state.ts';

/** What the analysis so far knows about the plan as a whole. */
export interface PlanKnowledge {
  readonly model: PlanModel;
  readonly input: Type;
  stepType(step: number): Type;
  variableType(variable: Variable): Type;
  /** The name of a step's value for facts. */
  stepKey(step: number): string;
  /** Whether an outgoing guard reads the receipt's `$status`. */
  isTested(step: number): boolean;
  isHandle(variable: Variable): boolean;
  /** For a variable that some runs begin with and others do not: what starts the others. */
  missingAtStart(variable: Variable): Detail | undefined;
  /** Whether both steps never run in one run. */
  exclusive(left: number, right: number): boolean;
}

/** Where an expression stands. */
export interface Viewpoint {
  readonly state: State;
  /** The step whose slot it is, or the source of the guard. */
  readonly step: number;
  /** Which writers' values a variable can have here; undefined when others may run at the same time. */
  writersSeen(variable: Variable): readonly number[] | undefined;
  /** Names the value of a variable with several writers; undefined when it may change. */
  variableKey(variable: Variable): string | undefined;
  readonly event?: Type;
  /** After a finding that the step or variable has no value here: takes it as having one from here on. */
  forgive?(what: { readonly step: number } | { readonly variable: number }): void;
}

const FAULT: Type = { kind: 'record', fields: new Map([['code', TEXT], ['message', TEXT]]) };

export function resolverAt(plan: PlanKnowledge, here: Viewpoint): Resolver {
  return {
    root(reference, at, scope) {
      switch (reference.root) {
        case 'input':
          return { type: plan.input, key: 'i', path: reference.path };
        case 'event':
          if (here.event) return { type: here.event, key: 'e', path: reference.path };
          scope.report('event_out_of_scope', at);
          return undefined;
        case 'step':
          return stepRoot(plan, here, reference, at, scope);
        case 'var':
          return variableRoot(plan, here, reference, at, scope);
      }
    },
  };
}

function stepRoot(plan: PlanKnowledge, here: Viewpoint, ref: Reference, at: string, scope: TypeScope): Root | undefined {
  const step = plan.model.byId.get(ref.name);
  if (!step) {
    if (lacks(plan.model, 'id')) return undefined;
    const meant = nearest(ref.name, plan.model.byId.keys());
    scope.report('unknown_step', at, { actual: ref.name, ...(meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` }) });
    return undefined;
  }
  if (scope.flow && !here.state.done.has(step.index)) {
    scope.report('step_not_completed', at, { actual: whyNotDone(plan, here, step) });
    here.forgive?.({ step: step.index });
    return undefined;
  }
  if (step.gaps.has('op')) return undefined;
  if (step.op === 'emit_effect') {
    scope.report('step_not_completed', at, { actual: `${step.id} emits an effect and has no value`, hint: `Await its handle, and read \`@step:<await>\`.` });
    return undefined;
  }
  if (step.op !== 'await_receipt') return { type: plan.stepType(step.index), key: plan.stepKey(step.index), path: ref.path };
  return receiptRoot(plan, step, ref, at, scope);
}

function receiptRoot(plan: PlanKnowledge, step: StepModel, ref: Reference, at: string, scope: TypeScope): Root | undefined {
  const [first, ...rest] = ref.path;
  const status = statusSubject(step.index);
  if (first === '$status') {
    scope.table.close(status, STATUS_TOKENS);
    return { type: TEXT, key: status, path: rest };
  }
  const succeeded = scope.knows(status, OK_TOKEN);
  if (first === '$fault') {
    if (!scope.flow || succeeded === 'no') return { type: FAULT, key: `s${step.index}.$fault`, path: rest };
    scope.forgive(status, OK_TOKEN, false);
    scope.report('fault_unguarded', at, { hint: `Read it behind a guard \`ne(@step:${step.id}.$status, "ok")\`.` });
    return undefined;
  }
  if (scope.flow && plan.isTested(step.index) && succeeded !== 'yes') {
    scope.forgive(status, OK_TOKEN, true);
    scope.report('payload_unguarded', at, { hint: `Read it behind a guard \`eq(@step:${step.id}.$status, "ok")\`.` });
    return undefined;
  }
  return { type: plan.stepType(step.index), key: plan.stepKey(step.index), path: ref.path };
}

/** The subject that says how the awaited effect ended. */
export function statusSubject(step: number): string {
  return `s${step}.$status`;
}

function whyNotDone({ model, exclusive }: PlanKnowledge, here: Viewpoint, step: StepModel): string {
  if (step.index === here.step) return 'the step itself';
  if (model.before[here.step]?.has(step.index)) return `${step.id} is skipped on some paths to here`;
  if (model.after[here.step]?.has(step.index)) return `${step.id} runs later`;
  if (exclusive(step.index, here.step)) return `${step.id} is on a branch that excludes this one`;
  return `no edges lead from ${step.id} to here`;
}

function variableRoot(plan: PlanKnowledge, here: Viewpoint, ref: Reference, at: string, scope: TypeScope): Root | undefined {
  const { variables } = plan.model;
  const plain = variables.get(ref.name);
  const dotted = ref.path.length > 0 ? variables.get(dottedName(ref)) : undefined;
  if (dotted && plain) {
    scope.report('ambiguous_reference', at, { actual: `a variable ${dotted.name}, and a field of ${plain.name}` });
    return undefined;
  }
  const variable = dotted ?? plain;
  if (!variable) {
    if (lacks(plan.model, 'bind')) return undefined;
    const meant = nearest(ref.name, variables.keys());
    scope.report('unknown_variable', at, { actual: ref.name, ...(meant === undefined ? {} : { hint: `Did you mean \`${meant}\`?` }) });
    return undefined;
  }
  if (plan.isHandle(variable)) {
    scope.report('handle_is_opaque', at, { actual: ref.text });
    return undefined;
  }
  if (scope.flow && !here.state.bound.has(variable.index) && !boundByStatus(plan, here, variable, scope)) {
    reportUnbound(plan, here, variable, at, scope);
    here.forgive?.({ variable: variable.index });
    return undefined;
  }
  return { ...valueOf(plan, here, variable), path: dotted ? [] : ref.path };
}

/** A payload becomes readable inside the very guard that tests its status. */
function boundByStatus(plan: PlanKnowledge, here: Viewpoint, variable: Variable, scope: TypeScope): boolean {
  return variable.writers.some(
    (writer) =>
      plan.isTested(writer) && here.state.done.has(writer) && scope.knows(statusSubject(writer), OK_TOKEN) === 'yes',
  );
}

function valueOf(plan: PlanKnowledge, here: Viewpoint, variable: Variable): { type: Type; key: string | undefined } {
  const [only, ...others] = here.writersSeen(variable) ?? [];
  const isSettled = only !== undefined && others.length === 0;
  // Two types under the name of the correlation value are one mistake; what reads it is none.
  if (isSettled && variable.writers.length === 1 && plan.variableType(variable).kind === 'unknown') return { type: UNKNOWN, key: plan.stepKey(only) };
  if (isSettled) return { type: plan.stepType(only), key: plan.stepKey(only) };
  return { type: plan.variableType(variable), key: here.variableKey(variable) };
}

function reportUnbound(plan: PlanKnowledge, here: Viewpoint, variable: Variable, at: string, scope: TypeScope): void {
  const { model } = plan;
  const idOf = (step: number): string => model.steps[step]?.id ?? '';
  const before = variable.writers.filter((writer) => model.before[here.step]?.has(writer));
  const untested = before.find((writer) => plan.isTested(writer) && here.state.done.has(writer));
  if (untested !== undefined) {
    scope.report('payload_unguarded', at, { hint: `Read it behind a guard \`eq(@step:${idOf(untested)}.$status, "ok")\`.` });
    return;
  }
  const beside = variable.writers.find(
    (writer) =>
      writer !== here.step &&
      !model.before[here.step]?.has(writer) &&
      !model.after[here.step]?.has(writer) &&
      !plan.exclusive(writer, here.step),
  );
  if (beside !== undefined && before.length === 0) {
    scope.report('racy_variable', at, { actual: `${variable.name} is bound by ${idOf(beside)}, on a branch beside this one` });
    return;
  }
  const missing = plan.missingAtStart(variable);
  const [first] = before;
  if (missing && first === undefined) {
    scope.report('unbound_variable', at, missing);
    return;
  }
  const actual =
    first !== undefined
      ? `${variable.name} is bound by ${idOf(first)}, which is skipped on some paths to here`
      : variable.writers.length === 0
        ? `no step binds ${variable.name}`
        : `${variable.name} is bound by ${idOf(variable.writers[0] ?? 0)}, not before this`;
  scope.report('unbound_variable', at, { actual });
}

/** The type of `@var:correlation_id`. */
export function correlationType(correlation: { readonly type: Type | undefined } | undefined): Type {
  return correlation?.type ?? UNKNOWN;
}
