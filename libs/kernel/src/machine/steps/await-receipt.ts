// `await_receipt`: completes with the outcome of an effect, now or when it settles (10.10).
import type { AwaitReceipt } from '../../program/plan.ts';
import type { FaultInfo } from '../../record.ts';
import type { Running } from '../running.ts';
import { DONE, failure, WAITS, type StepResult } from './step-result.ts';

export function runAwaitReceipt(running: Running, step: AwaitReceipt): StepResult {
  const { instance } = running;
  if (instance.outcomes.has(step.emit)) {
    const fault = bindOutcome(running, step);
    return fault ? { kind: 'failed', fault } : DONE;
  }
  return instance.emitted.has(step.emit) ? WAITS : failure('not_emitted', 'the effect that it awaits was not emitted');
}

/** Binds the payload. A fault that no outgoing guard asks for is the answer, and ends the instance. */
export function bindOutcome({ instance }: Running, step: AwaitReceipt): FaultInfo | undefined {
  const outcome = instance.outcomes.get(step.emit);
  if (outcome?.payload) instance.bound.set(step.as, step.index);
  if (!outcome || outcome.status === 'ok' || step.readsStatus) return undefined;
  const { code, message } = outcome.fault ?? { code: outcome.status, message: '' };
  return { code: outcome.status === 'timeout' ? 'adapter_timeout' : 'adapter_error', message: `${code}: ${message}` };
}
