// Effects of one call of a workflow instance, each through the gate: refused ones come back as denials (10.8).
import { encodeValue } from '@nx-air/plan/runtime';
import { passGate } from '../effect/gate.ts';
import { moduleIntentId } from '../ids.ts';
import type { Program } from '../program/program.ts';
import type { FaultInfo } from '../record.ts';
import type { WorkflowInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import type { CallSite } from './call-site.ts';
import { issueIntent } from './issue-intent.ts';
import { DEFAULT_SLOT, type EffectDemand } from './module-output.ts';
import type { WorkflowOrigin } from './receipt-envelope.ts';

/** In the order of the output. What may be had is in flight afterwards; what may not is delivered in a later call. */
export function emitEffects(batch: Batch, site: CallSite, program: Program, demands: readonly EffectDemand[], instance: WorkflowInstance): void {
  for (const demand of demands) emitEffect(batch, site, program, demand, instance);
}

function emitEffect(batch: Batch, { module, key = new Uint8Array(), keyHex, call }: CallSite, program: Program, demand: EffectDemand, instance: WorkflowInstance): void {
  const { cause, stamp, machine } = batch;
  const { enforcers, modules, limits } = machine;
  const { effect, params } = demand;
  const index = batch.nextEffect(module.name, keyHex);
  const intentId = moduleIntentId(module.name, key, cause, call, index);
  const origin: WorkflowOrigin = { kind: 'workflow', name: module.name, key, cause, call, effect_index: index };
  const deny = (fault: FaultInfo): void => {
    batch.record({ k: 'receipt', intent_id: intentId, source: 'gate', status: 'denied', fault });
    batch.later({ kind: 'delivery', delivery: { origin, intentId, effectKind: effect.kind, params: encodeValue(params), status: 'denied', fault } });
  };

  const request = { intentId, effect, params, ...grantFor(batch.program, module.name, demand), origin, program };
  const verdict = passGate(request, { program: batch.program, enforcers, modules, limits, cause, logicalNow: stamp.logical_now_ns });
  for (const record of verdict.records) batch.record(record);
  if (!verdict.allowed) return deny({ code: verdict.code, message: verdict.message });
  const conflict = issueIntent(batch, { ...request, ...(demand.key && { key: demand.key }) });
  if (conflict) deny(conflict);
  else instance.inflight.push(intentId);
}

/**
 * The grant that the slot is bound to in the current manifest. The slot `default`, unless it is bound, is the one single
 * grant of the effect's cap type.
 */
function grantFor({ bindings, grants }: Program, module: string, { slot, effect }: EffectDemand): { readonly capName: string; readonly unbound?: FaultInfo } {
  const bound = bindings.get(module)?.get(slot);
  if (bound !== undefined) return { capName: bound };
  const unbound = (message: string) => ({ capName: slot, unbound: { code: 'grant_missing', message } });
  if (slot !== DEFAULT_SLOT) return unbound(`slot ${slot} of ${module} is bound to no grant`);
  const [only, ...more] = [...grants.values()].filter(({ capType }) => capType === effect.capType);
  return only && more.length === 0 ? { capName: only.name } : unbound(`${only ? more.length + 1 : 'no'} grants of cap type ${effect.capType}, and ${module} names no slot`);
}
