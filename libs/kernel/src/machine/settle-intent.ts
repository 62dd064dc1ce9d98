// The end of an intent: applied once, handed to whoever waits for it, remembered for repeated receipts (10.13).
import { bytesToHex, decodeCanonical } from '@nx-air/canon';
import { normaliseValue } from '@nx-air/plan/runtime';
import type { Draft } from '../draft.ts';
import { outcomeHash, type RawOutcome } from '../effect/outcome.ts';
import { KernelError } from '../errors.ts';
import type { Receipt } from '../record.ts';
import { retain, WAITING, type Outcome, type PendingIntent } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import { endInError } from './end-instance.ts';
import { deliveryOf } from './receipt-envelope.ts';
import { runningOf } from './running.ts';
import { completeStep } from './settle-step.ts';
import { bindOutcome } from './steps/await-receipt.ts';

/** `source` says why there is no receipt from outside, and is absent when there is one. */
export function settleIntent(batch: Batch, intent: PendingIntent, outcome: RawOutcome, source?: Receipt['source']): void {
  const { state, limits } = batch.machine;
  if (source) batch.record({ k: 'receipt', intent_id: intent.id, source, ...outcome });
  state.intents.delete(intent.id);
  state.settled.set(intent.id, { outcome: outcomeHash(outcome), kind: intent.kind, manifest: intent.manifest });
  retain(state.settled, limits.retained_settled);
  if (intent.key && !intent.sameAs) settleKey(batch, intent, intent.key, outcome);
  deliver(batch, intent, outcome);
  for (const id of intent.followers) {
    const follower = state.intents.get(id);
    if (follower) settleIntent(batch, follower, outcome, 'same_as');
  }
}

/** Only `ok` is kept: after error or timeout the key is free again (10.12). */
function settleKey({ machine: { state, limits } }: Batch, intent: PendingIntent, key: Uint8Array, { status, payload }: RawOutcome): void {
  const hex = bytesToHex(key);
  const entry = state.keysUnderWay.get(hex);
  state.keysUnderWay.delete(hex);
  if (!entry || status !== 'ok' || !payload) return;
  state.keysSettled.set(hex, { ...entry, intent: intent.id, payload });
  retain(state.keysSettled, limits.retained_settled);
}

function deliver(batch: Batch, intent: PendingIntent, outcome: RawOutcome): void {
  const { origin } = intent;
  if (origin.kind === 'workflow') return batch.later({ kind: 'delivery', delivery: deliveryOf(intent, origin, outcome) });
  const instance = batch.machine.state.instances.get(origin.instance_id);
  if (!instance) return;
  const running = runningOf(batch, instance);
  const emit = running.plan.stepIndex.get(origin.step);
  if (emit === undefined) return;
  instance.outcomes.set(emit, typedOutcome(batch, intent, outcome));
  const waiting = (running.plan.awaitsOf.get(emit) ?? []).filter((step) => instance.steps[step] === WAITING);
  for (const index of waiting) {
    const step = running.plan.steps[index];
    if (step?.op !== 'await_receipt') continue;
    const refused = bindOutcome(running, step);
    const fault = refused ? { ...refused, step: step.id } : completeStep(running, index);
    if (fault) return endInError(running, fault);
  }
  if (waiting.length > 0) batch.later({ kind: 'resume', instance: instance.id });
}

/** The payload was typed by the same schema when it came in: its bytes cannot fail now, unless the journal was changed. */
function typedOutcome(batch: Batch, intent: PendingIntent, { status, payload, fault }: RawOutcome): Outcome {
  const ended: Draft<Outcome> = { status };
  if (fault) ended.fault = fault;
  if (!payload) return ended;
  const program = batch.machine.programs.get(intent.manifest);
  const effect = program.effects.get(intent.kind);
  const typed = effect && normaliseValue(decodeCanonical(payload), effect.receipt, program.schemas);
  if (!typed?.ok) throw new KernelError('bad_record', `the receipt of ${intent.id} is not of the type of ${intent.kind}`);
  ended.payload = typed.value;
  return ended;
}
