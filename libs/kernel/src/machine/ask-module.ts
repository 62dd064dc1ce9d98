// Calls a stateful module and reads its answer; applies nothing of it.
import { encodeCanonical, type Hash } from '@nx-air/canon';
import { encodeValue, type Value } from '@nx-air/plan/runtime';
import { encodeModuleInput } from '../module/envelope.ts';
import type { Program } from '../program/program.ts';
import type { Cell } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import type { CallSite } from './call-site.ts';
import { readModuleOutput, type ModuleOutput, type OutputFault } from './module-output.ts';

export interface ModuleRequest {
  readonly site: CallSite;
  /** Its schemas type input and output. */
  readonly program: Program;
  /** `value` is of the module's event schema already; `hash` is that of the event itself. */
  readonly event: { readonly schema: string; readonly value: Value; readonly hash: Hash };
}

export type Asked =
  | { readonly ok: true; readonly output: ModuleOutput; readonly fuel: bigint | undefined }
  | { readonly ok: false; readonly fault: OutputFault; readonly fuel: bigint | undefined };

export function askModule(batch: Batch, request: ModuleRequest): Asked {
  const { modules, limits } = batch.machine;
  const { module } = request.site;
  const answer = modules.call(module, inputOf(batch, request), limits);
  const { fuel } = answer;
  if (!answer.ok) return { ok: false, fault: { code: answer.code, message: answer.message, ...(answer.limit && { limit: answer.limit }) }, fuel };
  const output = readModuleOutput(answer.output, module, request.program, limits);
  return 'code' in output ? { ok: false, fault: output, fuel } : { ok: true, output, fuel };
}

function inputOf(batch: Batch, request: ModuleRequest): Uint8Array {
  const { site, event } = request;
  const { module, key, keyHex } = site;
  const cell = batch.machine.state.cells.get(module.name)?.get(keyHex);
  return encodeModuleInput({
    version: 1,
    ...(cell && { state: cell.state }),
    event: { schema: event.schema, value: encodeValue(event.value), ...(key && { key }) },
    ...(module.wantsContext && { ctx: contextOf(batch, request) }),
    ...(module.kind === 'workflow' && { emission: { seq: batch.cause, index: batch.effectsOf(module.name, keyHex) } }),
  });
}

/** `sys/ReducerContext@1`; the journal's height is the cause, which duplicates do not change (10.11). */
function contextOf({ stamp, cause }: Batch, { site: { module, key }, program, event }: ModuleRequest): Uint8Array {
  return encodeCanonical({
    now_ns: stamp.now_ns,
    logical_now_ns: stamp.logical_now_ns,
    journal_height: cause,
    entropy: stamp.entropy,
    event_hash: event.hash,
    manifest_hash: program.manifestHash,
    reducer: module.name,
    key: key ?? null,
    cell_mode: module.key !== undefined,
  });
}

/** Undefined ends the cell. */
export function setCell({ machine: { state }, stamp }: Batch, { module, keyHex }: CallSite, bytes: Uint8Array | undefined): void {
  const cells = state.cells.get(module.name) ?? new Map<string, Cell>();
  if (bytes) cells.set(keyHex, { state: bytes, activeNs: stamp.logical_now_ns });
  else cells.delete(keyHex);
  if (cells.size > 0) state.cells.set(module.name, cells);
  else state.cells.delete(module.name);
}
