// Calls the modules that an event is routed to; the whole output of a call is applied or none of it (10.8).
import { bytesToHex, compareBytes, hashBytes } from '@nx-air/canon';
import { encodeValue } from '@nx-air/plan/runtime';
import type { Route } from '../program/program.ts';
import { askModule, setCell } from './ask-module.ts';
import type { Batch } from './batch.ts';
import { callFields, refuseCall, type CallSite } from './call-site.ts';
import { handleEvent } from './call-workflow.ts';
import type { EventInFlight } from './event.ts';
import { memberAt } from './member-at.ts';
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
  const { module } = route;
  const keyHex = key ? bytesToHex(key) : '';
  const site: CallSite = { module, key, keyHex, call: batch.nextCall(module.name, keyHex), input: { kind: 'event', event_hash: event.hash } };
  if (keyFault !== undefined) return refuseCall(batch, site, { code: 'bad_key', message: keyFault });
  if (module.kind === 'workflow') handleEvent(batch, site, event);
  else callReducer(batch, site, route.arm, event);
}

function callReducer(batch: Batch, site: CallSite, arm: string | undefined, event: EventInFlight): void {
  const { module, key, call } = site;
  const { program } = batch;
  const typed = typeValue(arm === undefined ? event.value : { t: 'variant', tag: arm, value: event.value }, module.event, program.schemas);
  if (!typed.ok) return refuseCall(batch, site, { code: 'bad_event', message: typed.fault.message });
  const asked = askModule(batch, { site, program, event: { schema: event.schema, value: typed.value, hash: event.hash } });
  const { fuel } = asked;
  if (!asked.ok) return refuseCall(batch, site, asked.fault, { fuel });

  const { state, events } = asked.output;
  setCell(batch, site, state);
  batch.record({ k: 'module_call', ...callFields(site), ...(state && { state_hash: hashBytes(state) }), events: events.length, effects: 0, ...(fuel !== undefined && { fuel }) });
  const source = { kind: 'module', name: module.name, ...(key && { key }), call } as const;
  for (const { schema, value } of events) batch.raise(schema, value, source);
}
