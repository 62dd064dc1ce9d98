// The single place where state changes: live, in replay, in recovery and in tests.
import { decodeCanonical } from '@nx-air/canon';
import { normaliseValue, type Value } from '@nx-air/plan/runtime';
import type { Draft } from '../draft.ts';
import { admit } from '../effect/internal/objects.ts';
import type { RawOutcome } from '../effect/outcome.ts';
import { KernelError } from '../errors.ts';
import type { DerivedRecord, EffectiveIngress, EventIn, ReceiptIn } from '../record.ts';
import { retain } from '../state/world-state.ts';
import { Batch } from './batch.ts';
import { handleDelivery } from './call-workflow.ts';
import { deliverEvent } from './deliver-event.ts';
import type { EventInFlight } from './event.ts';
import type { Machine } from './machine.ts';
import { runningOf } from './running.ts';
import { settleIntent } from './settle-intent.ts';
import { takeTurn } from './turn.ts';

/**
 * Applies one effective ingress record and answers everything that follows from it, in order. A deterministic function
 * of machine and record. Throws `KernelError` `bad_record` for a record that could not have been accepted in this state;
 * the machine is then not to be used any more.
 */
export function apply(machine: Machine, ingress: EffectiveIngress): readonly DerivedRecord[] {
  const { state } = machine;
  if (ingress.cause !== state.nextCause) throw new KernelError('bad_record', `cause ${ingress.cause}, expected ${state.nextCause}`);
  if (ingress.stamp.logical_now_ns < state.logicalNow) throw new KernelError('bad_record', 'logical time runs backwards');
  state.nextCause += 1;
  state.logicalNow = ingress.stamp.logical_now_ns;
  const batch = new Batch(machine, ingress.cause, ingress.stamp);
  if (ingress.k !== 'manifest_in') admit(state, ingress);
  switch (ingress.k) {
    case 'event_in':
      takeEvent(batch, ingress);
      break;
    case 'receipt_in':
      takeReceipt(batch, ingress);
      break;
    case 'manifest_in':
      // Compiled before it takes effect, so that a missing definition leaves the state as it was.
      machine.programs.get(ingress.manifest_hash);
      state.manifest = ingress.manifest_hash;
  }
  drain(batch);
  return batch.records;
}

function takeEvent(batch: Batch, { schema, value, event_hash: hash, ingress_id: id }: EventIn): void {
  const { state, limits } = batch.machine;
  if (id !== undefined) {
    state.ingressIds.set(id, hash);
    retain(state.ingressIds, limits.retained_ingress_ids);
  }
  deliver(batch, { schema, value: typedEvent(batch, schema, value), bytes: value, hash, position: -1 });
}

function typedEvent(batch: Batch, schema: string, bytes: Uint8Array): Value {
  const typed = normaliseValue(decodeCanonical(bytes), { kind: 'ref', name: schema }, batch.program.schemas);
  if (!typed.ok) throw new KernelError('bad_record', `the event does not match ${schema}`);
  return typed.value;
}

function takeReceipt(batch: Batch, { intent_id, status, payload, fault }: ReceiptIn): void {
  const outcome: Draft<RawOutcome> = { status };
  if (payload) outcome.payload = payload;
  if (fault) outcome.fault = fault;
  const intent = batch.machine.state.intents.get(intent_id);
  if (!intent || intent.sameAs) throw new KernelError('bad_record', `a receipt for ${intent_id}, which is not under way`);
  settleIntent(batch, intent, outcome);
}

function drain(batch: Batch): void {
  for (let work = batch.next(); work; work = batch.next()) {
    switch (work.kind) {
      case 'event':
        deliver(batch, work.event);
        break;
      case 'resume': {
        const instance = batch.machine.state.instances.get(work.instance);
        if (instance) takeTurn(runningOf(batch, instance));
        break;
      }
      case 'delivery':
        handleDelivery(batch, work.delivery);
    }
  }
  if (batch.dropped === undefined) return;
  const { derived_records: allowed } = batch.machine.limits;
  batch.record({ k: 'limit', limit: 'derived_records', allowed, dropped_events: batch.dropped });
}

/** Once the bound is reached events reach nobody else, and an instance that goes on ends with the error `limit`. */
function deliver(batch: Batch, event: EventInFlight): void {
  if (batch.isFull || !deliverEvent(batch, event)) batch.cutOff(1);
}
