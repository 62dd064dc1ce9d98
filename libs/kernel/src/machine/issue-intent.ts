// From an effect that may be had to an intent: under way, the same as an earlier one, or answered inside.
import type { Hash } from '@nx-air/canon';
import { encodeValue } from '@nx-air/plan/runtime';
import type { Draft } from '../draft.ts';
import { effectHash, workflowKey } from '../effect/effect-hash.ts';
import type { EffectRequest } from '../effect/gate.ts';
import { keyUnderWay, lookUpKey, type KeyVerdict } from '../effect/idempotency.ts';
import { normaliseAnswer } from '../effect/outcome.ts';
import type { FaultInfo, Intent, Origin } from '../record.ts';
import type { PendingIntent } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import type { WorkflowOrigin } from './receipt-envelope.ts';
import { settleIntent } from './settle-intent.ts';

export interface AllowedEffect extends EffectRequest {
  /** 32 bytes. */
  readonly key?: Uint8Array;
}

/** Records the intent. The answer is `idempotency_conflict` when the key stands for something else (10.12). */
export function issueIntent(batch: Batch, request: AllowedEffect): FaultInfo | undefined {
  const { state, internal } = batch.machine;
  const { effect, key, origin, capName, intentId } = request;
  const params = encodeValue(request.params);
  const hash = effectHash(effect.kind, params, capName, key);
  const known: KeyVerdict = key ? lookUpKey(state, key, hash, origin.name) : { kind: 'new' };
  if (known.kind === 'conflict') return { code: 'idempotency_conflict', message: `the key stands for another effect, intent ${known.intent}` };

  const isInternal = known.kind === 'new' && internal.handles(effect.kind);
  const sameAs = known.kind === 'new' ? undefined : known.intent;
  const record: Draft<Intent> = { k: 'intent', intent_id: intentId, effect_hash: hash, effect_kind: effect.kind, cap_name: capName, params, origin, internal: isInternal };
  const pending: Draft<PendingIntent> = { id: intentId, kind: effect.kind, capName, params, effectHash: hash, origin, manifest: request.program.manifestHash, cause: batch.cause, followers: [], orphaned: false };
  if (key) {
    record.idempotency_key = key;
    pending.key = key;
  }
  if (sameAs) {
    record.same_as = sameAs;
    pending.sameAs = sameAs;
  }
  if (origin.kind === 'workflow') record.workflow_key = auditKey(request, origin, params);
  batch.record(record);
  state.intents.set(intentId, pending);
  if (origin.kind === 'plan') emittedBy(batch, origin, intentId);
  if (known.kind === 'new' && key) keyUnderWay(state, key, { effectHash: hash, originName: origin.name, intent: intentId });
  if (known.kind === 'under_way') state.intents.get(known.intent)?.followers.push(intentId);
  if (known.kind === 'settled') settleIntent(batch, pending, { status: 'ok', payload: known.payload }, 'same_as');
  if (isInternal) answerInside(batch, request, pending);
  return undefined;
}

function emittedBy(batch: Batch, origin: Origin & { kind: 'plan' }, intentId: PendingIntent['id']): void {
  const instance = batch.machine.state.instances.get(origin.instance_id);
  const plan = instance && batch.machine.programs.get(instance.manifest).plans.get(instance.plan);
  const step = plan?.stepIndex.get(origin.step);
  if (instance && step !== undefined) instance.emitted.set(step, intentId);
}

function answerInside(batch: Batch, { effect, params, program }: AllowedEffect, pending: PendingIntent): void {
  const { internal, state, store, limits } = batch.machine;
  const { cause, stamp } = batch;
  const answer = internal.answer({ kind: effect.kind, params, state, store, cause, logicalNow: stamp.logical_now_ns });
  settleIntent(batch, pending, normaliseAnswer(answer, effect.receipt, program.schemas, limits), 'internal');
}

function auditKey({ effect, key }: AllowedEffect, origin: WorkflowOrigin, params: Uint8Array): Hash {
  return workflowKey({
    module: origin.name,
    instanceKey: origin.key,
    kind: effect.kind,
    params,
    requestedKey: key ?? new Uint8Array(),
    effectIndex: origin.effect_index,
    emittedAtSeq: origin.cause,
  });
}
