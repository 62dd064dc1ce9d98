// A plan ready to run: steps by number, expressions parsed, edges by target.
import type { Hash } from '@nx-air/canon';
import type { Expr, Term } from '@nx-air/plan/runtime';
import type { WaitShape } from './wait-shape.ts';

interface StepBase<Op extends string> {
  readonly op: Op;
  readonly index: number;
  readonly id: string;
}

export interface EmitEffect extends StepBase<'emit_effect'> {
  readonly kind: string;
  readonly params: Expr;
  readonly cap: string;
  readonly key: Expr | undefined;
}
export interface AwaitReceipt extends StepBase<'await_receipt'> {
  readonly as: string;
  /** The step that emitted. */
  readonly emit: number;
  /** Whether an outgoing guard reads `$status`: then a fault does not end the instance. */
  readonly readsStatus: boolean;
}
export interface RaiseEvent extends StepBase<'raise_event'> {
  readonly event: string;
  readonly term: Term;
  readonly value: Expr;
}
export interface AwaitEvent extends StepBase<'await_event'> {
  readonly event: string;
  readonly where: Expr | undefined;
  readonly shape: WaitShape | undefined;
  readonly as: string;
}
export interface Assign extends StepBase<'assign'> {
  readonly expr: Expr;
  readonly as: string;
  /** Of the local that it binds, where there is one. */
  readonly term: Term | undefined;
}
export interface End extends StepBase<'end'> {
  readonly result: Expr | undefined;
}
export interface SpawnPlan extends StepBase<'spawn_plan'> {
  readonly plan: string;
  readonly input: Expr;
  readonly as: string;
}
export interface SpawnForEach extends StepBase<'spawn_for_each'> {
  readonly plan: string;
  readonly inputs: Expr;
  readonly maxFanout: bigint | undefined;
  readonly as: string;
}
/** Waits for one child or, as a barrier, for a list of them. */
export interface AwaitChildren extends StepBase<'await_plan' | 'await_plans_all'> {
  readonly handles: Expr;
  readonly as: string;
}

export type CompiledStep = EmitEffect | AwaitReceipt | RaiseEvent | AwaitEvent | Assign | End | SpawnPlan | SpawnForEach | AwaitChildren;

export interface CompiledEdge {
  readonly from: number;
  readonly when: Expr | undefined;
}

export interface CompiledPlan {
  readonly name: string;
  readonly hash: Hash;
  readonly input: Term;
  readonly output: Term | undefined;
  readonly steps: readonly CompiledStep[];
  /** Edges into each step, in declared order. */
  readonly into: readonly (readonly CompiledEdge[])[];
  /** Steps that an edge leads to from each step, ascending, each once. */
  readonly next: readonly (readonly number[])[];
  readonly stepIndex: ReadonlyMap<string, number>;
  /** The await_receipt steps of each emit_effect, ascending. */
  readonly awaitsOf: ReadonlyMap<number, readonly number[]>;
}
