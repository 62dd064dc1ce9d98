// Whether something was parked at a point of a run: an instance that waits for an event, an intent that lacks its receipt.
import { WAITING } from '@nx-air/kernel';
import { batchAt, type Reference } from './reference.ts';

export interface Awaiting {
  readonly event: boolean;
  readonly receipt: boolean;
}

/** In the state before the batch that record `seq` begins. */
export function isAwaiting(reference: Reference, seq: number): Awaiting {
  const { plans } = stepsOf(reference);
  let [event, receipt] = [false, false];
  for (const { plan, steps } of (reference.batches[batchAt(reference, seq) - 1]?.mark ?? reference.begin).state.instances.values()) {
    const ops = plans.get(plan) ?? [];
    for (const [index, status] of steps.entries()) {
      if (status !== WAITING) continue;
      if (ops[index] === 'await_event') event = true;
      if (ops[index] === 'await_receipt') receipt = true;
    }
  }
  return { event, receipt };
}

/** Whether something that ran waits: a plan that started has such a step, and an adapter answers one of its effects. */
export function awaitsIn(reference: Reference): Awaiting {
  const { plans, started } = stepsOf(reference);
  const ops = new Set([...started].flatMap((plan) => plans.get(plan) ?? []));
  const isOffered = reference.records.some((entry) => entry.k === 'intent' && entry.origin.kind === 'plan' && !entry.internal && entry.same_as === undefined);
  return { event: ops.has('await_event'), receipt: ops.has('await_receipt') && isOffered };
}

interface Steps {
  /** Ops of the steps, by plan. */
  readonly plans: ReadonlyMap<string, readonly string[]>;
  readonly started: ReadonlySet<string>;
}

const known = new WeakMap<Reference, Steps>();

function stepsOf(reference: Reference): Steps {
  let steps = known.get(reference);
  if (!steps) {
    const defs = reference.subject.options.manifest.defs.filter(({ kind }) => kind === 'defplan');
    steps = {
      plans: new Map(defs.map(({ name, normalized }) => [name, opsOf(normalized['steps'])])),
      started: new Set(reference.records.flatMap((entry) => (entry.k === 'plan_started' ? [entry.plan] : []))),
    };
    known.set(reference, steps);
  }
  return steps;
}

function opsOf(steps: unknown): readonly string[] {
  return Array.isArray(steps) ? steps.map((step: unknown) => (typeof step === 'object' && step !== null && 'op' in step ? String(step.op) : '')) : [];
}
