// Calls of workflow instances: with an event that is routed to them, or with what became of an effect of theirs.
import { bytesToHex, hashBytes, type Hash } from '@nx-air/canon';
import { encodeValue, normaliseValue, type Value } from '@nx-air/plan/runtime';
import { KernelError } from '../errors.ts';
import { armOf, RECEIPT_ENVELOPE } from '../program/modules.ts';
import type { Program } from '../program/program.ts';
import type { ModuleCall } from '../record.ts';
import type { WorkflowInstance } from '../state/world-state.ts';
import { askModule, setCell, type ModuleRequest } from './ask-module.ts';
import type { Batch } from './batch.ts';
import { callFields, refuseCall, type CallSite } from './call-site.ts';
import { emitEffects } from './emit-effects.ts';
import { eventHash, type EventInFlight } from './event.ts';
import type { ModuleOutput, OutputFault } from './module-output.ts';
import { envelopeOf, type Delivery } from './receipt-envelope.ts';
import { typeValue, type Slot } from './slot.ts';
import { endWorkflow, findWorkflow, hasEnded, keepWorkflow, moduleOf } from './workflow-instance.ts';

/** A live instance keeps the module that it started with; an ended one handles nothing more. */
export function handleEvent(batch: Batch, routed: CallSite, event: EventInFlight): void {
  const { state, programs } = batch.machine;
  const { name } = routed.module;
  const instance = findWorkflow(state, name, routed.keyHex);
  const status = instance?.status;
  if (instance && hasEnded(instance)) return refuseCall(batch, routed, { code: 'instance_ended', message: `the instance is ${instance.status}` }, { status });
  const program = instance ? programs.get(instance.manifest) : batch.program;
  const site: CallSite = instance ? { ...routed, module: moduleOf(program, name) } : routed;
  const typed = inArm(event.schema, event.value, site, program);
  if (!typed.ok) return refuseCall(batch, site, { code: 'bad_event', message: typed.fault.message }, { status });
  call(batch, { site, program, event: { schema: event.schema, value: typed.value, hash: event.hash } }, instance);
}

/** Goes to the instance that emitted the effect, and to no other; nowhere once that has ended. */
export function handleDelivery(batch: Batch, delivery: Delivery): void {
  const { state, programs } = batch.machine;
  const { origin, intentId } = delivery;
  const keyHex = bytesToHex(origin.key);
  const instance = findWorkflow(state, origin.name, keyHex);
  if (!instance || hasEnded(instance) || !isExpected(instance, delivery)) return;
  const program = programs.get(instance.manifest);
  const module = moduleOf(program, origin.name);
  const key = module.key && origin.key;
  const site: CallSite = { module, key, keyHex, call: batch.nextCall(module.name, keyHex), input: { kind: 'receipt', intent_id: intentId } };
  if (batch.isFull) {
    batch.cutOff(0);
    return fail(batch, { site, program }, instance, { code: 'limit', message: 'too many records from one cause' }, undefined);
  }
  const envelope = normaliseValue(envelopeOf(delivery, key), { kind: 'ref', name: RECEIPT_ENVELOPE }, program.schemas);
  const typed = envelope.ok && inArm(RECEIPT_ENVELOPE, envelope.value, site, program);
  if (!envelope.ok || !typed || !typed.ok) throw new KernelError('bad_record', `no envelope for ${module.name} from the receipt of ${intentId}`);
  const hash: Hash = eventHash(RECEIPT_ENVELOPE, encodeValue(envelope.value));
  call(batch, { site, program, event: { schema: RECEIPT_ENVELOPE, value: typed.value, hash } }, instance);
}

/** A denied effect was never in flight. */
function isExpected({ inflight }: WorkflowInstance, { intentId, status }: Delivery): boolean {
  if (status === 'denied') return true;
  const at = inflight.indexOf(intentId);
  if (at >= 0) inflight.splice(at, 1);
  return at >= 0;
}

function inArm(schema: string, value: Value, { module }: CallSite, program: Program): Slot {
  const arm = armOf(schema, module, program.schemas);
  if (!arm) return { ok: false, fault: { code: 'bad_event', message: `${module.name}, as the instance keeps it, does not take ${schema}` } };
  return typeValue(arm.tag === undefined ? value : { t: 'variant', tag: arm.tag, value }, module.event, program.schemas);
}

function call(batch: Batch, request: ModuleRequest, instance: WorkflowInstance | undefined): void {
  const { site, program } = request;
  if (instance && instance.lastSeq > batch.cause) throw new KernelError('bad_record', `${site.module.name} has handled cause ${instance.lastSeq} already`);
  const asked = askModule(batch, request);
  if (!asked.ok) return fail(batch, request, instance, asked.fault, asked.fuel);
  applyOutput(batch, site, instance ?? begin(batch, request), asked.output, asked.fuel, program);
}

/** New state, then events, then effects: the order of AOS. The status counts what is in flight after all of them. */
function applyOutput(batch: Batch, site: CallSite, instance: WorkflowInstance, output: ModuleOutput, fuel: bigint | undefined, program: Program): void {
  const { module, key, call } = site;
  const { state, events, effects } = output;
  instance.lastSeq = batch.cause;
  setCell(batch, site, state);
  keepWorkflow(batch, site, instance);
  const record: ModuleCall = { k: 'module_call', ...callFields(site), ...(state && { state_hash: hashBytes(state) }), events: events.length, effects: effects.length, ...(fuel !== undefined && { fuel }) };
  const place = batch.record(record);
  const source = { kind: 'module', name: module.name, ...(key && { key }), call } as const;
  for (const { schema, value } of events) batch.raise(schema, value, source);
  emitEffects(batch, site, program, effects, instance);
  if (!state) endWorkflow(batch, site, instance, 'completed');
  else instance.status = instance.inflight.length > 0 ? 'waiting' : 'running';
  batch.amend(place, { ...record, status: instance.status });
}

/** Nothing of the call is applied; the state before it stays (10.8). */
function fail(batch: Batch, request: Pick<ModuleRequest, 'site' | 'program'>, found: WorkflowInstance | undefined, fault: OutputFault, fuel: bigint | undefined): void {
  const instance = found ?? begin(batch, request);
  instance.lastSeq = batch.cause;
  endWorkflow(batch, request.site, instance, 'failed');
  refuseCall(batch, request.site, fault, { fuel, status: 'failed' });
}

function begin({ cause }: Batch, { site: { module }, program }: Pick<ModuleRequest, 'site' | 'program'>): WorkflowInstance {
  return { status: 'running', inflight: [], lastSeq: cause, manifest: program.manifestHash, version: module.wasmHash };
}
