// One call of a module for one key: what its record says before anything is known of the outcome.
import type { Module } from '../program/program.ts';
import type { ModuleCall, ModuleFault, ModuleInput, WorkflowStatus } from '../record.ts';
import type { Batch } from './batch.ts';
import type { OutputFault } from './module-output.ts';

export interface CallSite {
  readonly module: Module;
  readonly key: Uint8Array | undefined;
  /** '' without a key. */
  readonly keyHex: string;
  /** Position among the calls for this key in the batch. */
  readonly call: number;
  readonly input: ModuleInput;
}

export function callFields({ module, key, call, input }: CallSite): Pick<ModuleCall, 'module' | 'module_hash' | 'key' | 'call' | 'input'> {
  return { module: module.name, module_hash: module.hash, ...(key && { key }), call, input };
}

/** Records that nothing of the call was applied. `status`: of the workflow instance, if there is one. */
export function refuseCall(batch: Batch, site: CallSite, { code, message, limit }: OutputFault, more: { readonly fuel?: bigint | undefined; readonly status?: WorkflowStatus | undefined } = {}): void {
  const { fuel, status } = more;
  const record: ModuleFault = { k: 'module_fault', ...callFields(site), code, message, ...(status && { status }), ...(fuel !== undefined && { fuel }), ...(limit && { limit }) };
  batch.record(record);
}
