// Plans: ten kinds of steps and the edges between them.
import type { Expr, ExprOrValue } from './expr.ts';
import type { AirInteger } from './value-literal.ts';

/** Step ops of AIR 1. */
export const STEP_OPS_1 = ['emit_effect', 'await_receipt', 'raise_event', 'await_event', 'assign', 'end'] as const;
/** Composition ops, which need AIR 1.1. */
export const STEP_OPS_1_1 = ['spawn_plan', 'await_plan', 'spawn_for_each', 'await_plans_all'] as const;
export const STEP_OPS = [...STEP_OPS_1, ...STEP_OPS_1_1] as const;

export type StepOp = (typeof STEP_OPS)[number];

interface StepBase<Op extends StepOp> {
  readonly id: string;
  readonly op: Op;
}
interface BindAs {
  readonly bind: { readonly as: string };
}

export interface RaiseEventStep extends StepBase<'raise_event'> {
  readonly event: string;
  readonly value: ExprOrValue;
}
export interface EmitEffectStep extends StepBase<'emit_effect'> {
  readonly kind: string;
  readonly params: ExprOrValue;
  /** Name of a capability grant. */
  readonly cap: string;
  readonly idempotency_key?: ExprOrValue;
  readonly bind: { readonly effect_id_as: string };
}
export interface AwaitReceiptStep extends StepBase<'await_receipt'>, BindAs {
  readonly for: Expr;
}
export interface AwaitEventStep extends StepBase<'await_event'>, BindAs {
  readonly event: string;
  readonly where?: Expr;
}
export interface AssignStep extends StepBase<'assign'>, BindAs {
  readonly expr: ExprOrValue;
}
export interface EndStep extends StepBase<'end'> {
  readonly result?: ExprOrValue;
}
export interface SpawnPlanStep extends StepBase<'spawn_plan'> {
  readonly plan: string;
  readonly input: ExprOrValue;
  readonly bind: { readonly handle_as: string };
}
export interface AwaitPlanStep extends StepBase<'await_plan'>, BindAs {
  readonly for: Expr;
}
export interface SpawnForEachStep extends StepBase<'spawn_for_each'> {
  readonly plan: string;
  readonly inputs: ExprOrValue;
  readonly max_fanout?: AirInteger;
  readonly bind: { readonly handles_as: string };
}
export interface AwaitPlansAllStep extends StepBase<'await_plans_all'> {
  readonly handles: Expr;
  readonly bind: { readonly results_as: string };
}

export type PlanStep =
  | RaiseEventStep
  | EmitEffectStep
  | AwaitReceiptStep
  | AwaitEventStep
  | AssignStep
  | EndStep
  | SpawnPlanStep
  | AwaitPlanStep
  | SpawnForEachStep
  | AwaitPlansAllStep;

export interface PlanEdge {
  readonly from: string;
  readonly to: string;
  readonly when?: Expr;
}

export interface DefPlan {
  readonly $kind: 'defplan';
  readonly name: string;
  readonly input: string;
  readonly output?: string;
  readonly locals?: Readonly<Record<string, string>>;
  readonly steps: readonly PlanStep[];
  readonly edges?: readonly PlanEdge[];
  readonly required_caps?: readonly string[];
  readonly allowed_effects?: readonly string[];
}
