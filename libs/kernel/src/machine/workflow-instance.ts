// Instances of workflow modules: found by module and key, kept while they live, remembered once they have ended.
import { KernelError } from '../errors.ts';
import type { Module, Program } from '../program/program.ts';
import type { WorldState, WorkflowInstance } from '../state/world-state.ts';
import type { Batch } from './batch.ts';
import type { CallSite } from './call-site.ts';

/** An instance, live or ended. Once it is forgotten the key begins anew. */
export function findWorkflow(state: WorldState, module: string, keyHex: string): WorkflowInstance | undefined {
  return state.workflows.get(module)?.get(keyHex) ?? state.workflowsEnded.get(nameOf(module, keyHex));
}

export function hasEnded({ status }: WorkflowInstance): boolean {
  return status === 'completed' || status === 'failed';
}

/** The module that the instance keeps. */
export function moduleOf(program: Program, name: string): Module {
  const module = program.modules.get(name);
  if (!module) throw new KernelError('definitions_missing', `an instance of ${name} keeps a manifest that routes nothing to it`);
  return module;
}

export function keepWorkflow({ machine: { state } }: Batch, { module: { name }, keyHex }: CallSite, instance: WorkflowInstance): void {
  const instances = state.workflows.get(name) ?? new Map<string, WorkflowInstance>();
  instances.set(keyHex, instance);
  state.workflows.set(name, instances);
}

/** Its intents go on and answer nobody. A failed one keeps its cell for as long as it is remembered. */
export function endWorkflow({ machine: { state, limits } }: Batch, { module: { name }, keyHex }: CallSite, instance: WorkflowInstance, status: 'completed' | 'failed'): void {
  for (const id of instance.inflight.splice(0)) {
    const intent = state.intents.get(id);
    if (intent) intent.orphaned = true;
  }
  instance.status = status;
  const instances = state.workflows.get(name);
  instances?.delete(keyHex);
  if (instances?.size === 0) state.workflows.delete(name);
  state.workflowsEnded.set(nameOf(name, keyHex), instance);
  for (const oldest of state.workflowsEnded.keys()) {
    if (state.workflowsEnded.size <= limits.retained_settled) return;
    forget(state, oldest);
  }
}

function forget(state: WorldState, name: string): void {
  state.workflowsEnded.delete(name);
  const [module = '', keyHex = ''] = name.split(' ');
  const cells = state.cells.get(module);
  cells?.delete(keyHex);
  if (cells?.size === 0) state.cells.delete(module);
}

const nameOf = (module: string, keyHex: string): string => `${module} ${keyHex}`;
