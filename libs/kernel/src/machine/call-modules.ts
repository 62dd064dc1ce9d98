// Calls the modules that an event is routed to; the whole output of a call is applied or none of it (10.8).
import { bytesToHex, compareBytes, encodeCanonical, hashBytes } from '@nx-air/canon';
import { encodeValue, type Value } from '@nx-air/plan/runtime';
import { encodeModuleInput } from '../module/envelope.ts';
import type { Module, Route } from '../program/program.ts';
import type { ModuleFault } from '../record.ts';
import type { Cell } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import type { EventInFlight } from './event.ts';
import { memberAt } from './member-at.ts';
import { readModuleOutput, type OutputFault } from './module-output.ts';
import { typeValue } from './slot.ts';

interface Call {
  readonly route: Route;
  readonly key: Uint8Array | undefined;
  readonly keyFault: string | undefined;
}

/** Modules by name, then key. Answers false when the bound on records cut it short. */
export function callModules(batch: Batch, event: EventInFlight): boolean {
  const calls = (batch.program.routes.get(event.schema) ?? []).map((route) => callOf(batch, route, event));
  // Routes come sorted by module; sorting is stable.
  const ordered = calls.sort((a, b) =>
    a.route.module === b.route.module ? compareBytes(a.key ?? new Uint8Array(), b.key ?? new Uint8Array()) : 0,
  );
  for (const call of ordered) {
    if (batch.isFull) return false;
    callModule(batch, call, event);
  }
  return true;
}

function callOf(batch: Batch, route: Route, event: EventInFlight): Call {
  const { module, keyField } = route;
  if (!module.key) return { route, key: undefined, keyFault: undefined };
  const value = keyField && memberAt(event.value, keyField);
  if (!value) return { route, key: undefined, keyFault: `the event has no ${keyField?.join('.') ?? 'key_field'}` };
  const typed = typeValue(value, module.key, batch.program.schemas);
  return typed.ok ? { route, key: encodeValue(typed.value), keyFault: undefined } : { route, key: undefined, keyFault: typed.fault.message };
}

function callModule(batch: Batch, { route, key, keyFault }: Call, event: EventInFlight): void {
  const { state, modules, limits } = batch.machine;
  const { module, arm } = route;
  const keyHex = key ? bytesToHex(key) : '';
  const base = {
    module: module.name,
    module_hash: module.hash,
    ...(key && { key }),
    call: batch.nextCall(module.name, keyHex),
    input: { kind: 'event', event_hash: event.hash },
  } as const;
  const refuse = (fault: OutputFault, fuel?: bigint): void => {
    const record: ModuleFault = { k: 'module_fault', ...base, ...fault, ...(fuel !== undefined && { fuel }) };
    batch.record(record);
  };
  if (keyFault !== undefined) return refuse({ code: 'bad_key', message: keyFault });
  if (module.kind === 'workflow') return refuse({ code: 'not_supported', message: 'this kernel does not run workflow modules' });
  const typed = typeValue(arm === undefined ? event.value : { t: 'variant', tag: arm, value: event.value }, module.event, batch.program.schemas);
  if (!typed.ok) return refuse({ code: 'bad_event', message: typed.fault.message });

  const cell = state.cells.get(module.name)?.get(keyHex);
  const answer = modules.call(module, inputOf(batch, module, key, cell, event, typed.value), limits);
  if (!answer.ok) return refuse({ code: answer.code, message: answer.message, ...(answer.limit && { limit: answer.limit }) }, answer.fuel);
  const read = readModuleOutput(answer.output, module, batch.program, limits);
  if ('code' in read) return refuse(read, answer.fuel);

  setCell(batch, module.name, keyHex, read.state && { state: read.state, activeNs: batch.stamp.logical_now_ns });
  batch.record({
    k: 'module_call',
    ...base,
    ...(read.state && { state_hash: hashBytes(read.state) }),
    events: read.events.length,
    effects: 0,
    ...(answer.fuel !== undefined && { fuel: answer.fuel }),
  });
  const source = { kind: 'module', name: module.name, ...(key && { key }), call: base.call } as const;
  for (const { schema, value } of read.events) batch.raise(schema, value, source);
}

function inputOf(batch: Batch, module: Module, key: Uint8Array | undefined, cell: Cell | undefined, event: EventInFlight, value: Value): Uint8Array {
  return encodeModuleInput({
    version: 1,
    ...(cell && { state: cell.state }),
    event: { schema: event.schema, value: encodeValue(value), ...(key && { key }) },
    ...(module.wantsContext && { ctx: contextOf(batch, module, key, event) }),
  });
}

/** `sys/ReducerContext@1`; the journal's height is the cause, which duplicates do not change (10.11). */
function contextOf({ stamp, cause, machine: { state } }: Batch, module: Module, key: Uint8Array | undefined, event: EventInFlight): Uint8Array {
  return encodeCanonical({
    now_ns: stamp.now_ns,
    logical_now_ns: stamp.logical_now_ns,
    journal_height: cause,
    entropy: stamp.entropy,
    event_hash: event.hash,
    manifest_hash: state.manifest,
    reducer: module.name,
    key: key ?? null,
    cell_mode: module.key !== undefined,
  });
}

function setCell({ machine: { state } }: Batch, module: string, key: string, cell: Cell | undefined): void {
  const cells = state.cells.get(module) ?? new Map<string, Cell>();
  if (cell) cells.set(key, cell);
  else cells.delete(key);
  if (cells.size > 0) state.cells.set(module, cells);
  else state.cells.delete(module);
}

