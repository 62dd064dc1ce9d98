// A world with one workflow module, keyed by the id of an order, for tests that say what the module does.
import type { MergedManifest } from '@nx-air/air';
import { decodeCanonical, encodeCanonical, hashBytes, type CanonValue } from '@nx-air/canon';
import { scriptedModules, type EmittedEffect, type ScriptedInput, type ScriptedModule, type ScriptedOutput } from '../../src/index.ts';
import { run, type Run, type RunOptions } from './run.ts';
import { BLOB_GRANT, HTTP_GRANT, TIMER_GRANT, world, type Json, type WorldParts } from './world.ts';

export const FLOW = 'w/flow@1';

export const FLOW_SCHEMAS = {
  Key: { text: {} },
  Order: { record: { id: { text: {} }, how: { text: {} } } },
  Done: { record: { id: { text: {} }, log: { text: {} } } },
  State: { record: { log: { text: {} } } },
  FlowEvent: { variant: { Order: { ref: 'w/Order@1' }, Receipt: { ref: 'sys/EffectReceiptEnvelope@1' } } },
};

export const flow = (more: Json = {}, abi: Json = {}, name = FLOW): Json => ({
  $kind: 'defmodule',
  name,
  module_kind: 'workflow',
  wasm_hash: '',
  key_schema: 'w/Key@1',
  abi: { workflow: { state: 'w/State@1', event: 'w/FlowEvent@1', effects_emitted: ['timer.set', 'http.request', 'blob.put', 'blob.get'], ...abi } },
  ...more,
});
export const toFlow = (more: Json = {}, name = FLOW): Json => ({ event: 'w/Order@1', reducer: name, key_field: 'id', ...more });

export const flowWorld = (parts: WorldParts = {}): Promise<MergedManifest> =>
  world({ schemas: FLOW_SCHEMAS, nodes: [flow()], routes: [toFlow()], grants: [TIMER_GRANT, BLOB_GRANT, HTTP_GRANT], ...parts });

export async function startFlow(module: ScriptedModule | Readonly<Record<string, ScriptedModule>>, parts: WorldParts = {}, options: RunOptions = {}): Promise<Run> {
  return run(await flowWorld(parts), { modules: scriptedModules(typeof module === 'function' ? { [FLOW]: module } : module), ...options });
}

export const order = (ran: Run, id = 'a', how = '') => ran.event('w/Order@1', { id, how });

export const timerEffect = (at: number, more: Partial<EmittedEffect> = {}): EmittedEffect => ({ kind: 'timer.set', params: encodeCanonical({ deliver_at_ns: at, key: null }), ...more });
export const httpEffect = (url = 'https://a.example/x', more: Partial<EmittedEffect> = {}): EmittedEffect => ({
  kind: 'http.request',
  params: encodeCanonical({ method: 'GET', url, headers: {}, body_ref: null }),
  ...more,
});

export function blobEffect(text: string): EmittedEffect {
  const bytes = new TextEncoder().encode(text);
  return { kind: 'blob.put', params: encodeCanonical({ blob_ref: hashBytes(bytes), bytes }) };
}

/** What the module was called with: the tag of the arm, and what is in it. */
export function arrived({ event }: ScriptedInput): { readonly tag: string; readonly value: ReadonlyMap<unknown, CanonValue> } {
  const { value } = event;
  if (!(value instanceof Map)) throw new Error('no variant');
  const inner = value.get('$value');
  return { tag: String(value.get('$tag')), value: inner instanceof Map ? inner : new Map() };
}

export const logOf = ({ state }: ScriptedInput): string => (state instanceof Map ? String(state.get('log')) : '');

/** `effect_index status`, and the fault's code. */
export function receiptText(input: ScriptedInput): string {
  const { value } = arrived(input);
  const fault = value.get('fault');
  return [value.get('effect_index'), value.get('status'), ...(fault instanceof Map ? [fault.get('code')] : [])].join(' ');
}

/** Emits what `first` says for the event, then writes down the receipts; ends when `isDone`. */
export const logging = (first: (input: ScriptedInput) => readonly EmittedEffect[], isDone: (log: string) => boolean = () => false): ScriptedModule => (input): ScriptedOutput => {
  const { tag, value } = arrived(input);
  if (tag === 'Order') return { state: { log: `${logOf(input)}|${String(value.get('how'))}` }, effects: first(input) };
  const log = `${logOf(input)}|${receiptText(input)}`;
  const id = input.event.key ? String(decodeCanonical(input.event.key)) : '';
  return isDone(log) ? { events: [{ schema: 'w/Done@1', value: { id, log } }] } : { state: { log } };
};

/** State bytes of an instance, decoded; undefined when it keeps none. */
export function logIn(ran: Run, key = 'a', module = FLOW): string | undefined {
  const cell = ran.kernel.state.cells.get(module)?.get(Buffer.from(encodeCanonical(key)).toString('hex'));
  const state = cell && decodeCanonical(cell.state);
  return state instanceof Map ? String(state.get('log')) : undefined;
}

/** `status inflight@last_processed_event_seq`, live or ended. */
export function instanceIn(ran: Run, key = 'a', module = FLOW): string | undefined {
  const hex = Buffer.from(encodeCanonical(key)).toString('hex');
  const { workflows, workflowsEnded } = ran.kernel.state;
  const found = workflows.get(module)?.get(hex) ?? workflowsEnded.get(`${module} ${hex}`);
  return found && `${found.status} ${found.inflight.length}@${found.lastSeq}`;
}
