// `emit_effect`: parameters, gate, intent.
import type { Draft } from '../../draft.ts';
import { passGate } from '../../effect/gate.ts';
import { keyBytes } from '../../effect/idempotency.ts';
import { planIntentId } from '../../ids.ts';
import type { EmitEffect } from '../../program/plan.ts';
import type { Origin } from '../../record.ts';
import { issueIntent, type AllowedEffect } from '../issue-intent.ts';
import type { Running } from '../running.ts';
import { instanceScope } from '../scope.ts';
import { evaluateSlot, typedSlot } from '../slot.ts';
import { DONE, failure, type StepResult } from './step-result.ts';

/** Steps run once, so the attempt is always the first. */
const ATTEMPT = 0;

/** A structural fault leaves nothing behind; a refusal leaves its decision records (10.8). */
export function runEmitEffect({ batch, instance, plan, program }: Running, step: EmitEffect): StepResult {
  const { limits, enforcers, modules } = batch.machine;
  const effect = program.effects.get(step.kind);
  if (!effect) return failure('unknown_effect', `no effect kind ${step.kind}`);
  const scope = instanceScope(plan, instance);
  const params = typedSlot(step.params, effect.params, program.schemas, scope, limits);
  if (!params.ok) return failure(params.fault.code === 'bad_value' ? 'bad_params' : params.fault.code, params.fault.message);
  const keySlot = step.key && evaluateSlot(step.key, scope, limits);
  if (keySlot && !keySlot.ok) return { kind: 'failed', fault: keySlot.fault };
  const key = keySlot && keyBytes(keySlot.value);
  if (keySlot && !key) return failure('bad_idempotency_key', 'expected a hash, the text of one, or 32 bytes');

  const intentId = planIntentId(instance.id, step.id, ATTEMPT);
  const origin: Origin = { kind: 'plan', name: plan.name, instance_id: instance.id, step: step.id };
  const request: Draft<AllowedEffect> = { intentId, effect, params: params.value, capName: step.cap, origin, program };
  const verdict = passGate(request, { program: batch.program, enforcers, modules, limits, cause: batch.cause, logicalNow: batch.stamp.logical_now_ns });
  for (const record of verdict.records) batch.record(record);
  if (!verdict.allowed) return failure(verdict.code, verdict.message);
  if (key) request.key = key;
  const conflict = issueIntent(batch, request);
  if (conflict) return { kind: 'failed', fault: conflict };
  return DONE;
}
