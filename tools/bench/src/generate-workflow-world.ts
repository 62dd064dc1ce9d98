// A world for the figures of workflows: one workflow module that does what the plan `ASKING` does.
import type { MergedManifest } from '@nx-air/air';
import { encodeCanonical } from '@nx-air/canon';
import { scriptedModules, type ModuleHost } from '@nx-air/kernel';
import { ID_TYPE, loadBenchWorld } from './bench-world.ts';
import { GO } from './generate-kernel-world.ts';

const FLOW = 'bench/flow@1';

/** @param wasmHash of the module; without it, a host that goes by its name @throws when the world does not load */
export function generateWorkflowWorld(wasmHash = ''): Promise<MergedManifest> {
  const state = 'bench/State@1';
  const event = 'bench/Event@1';
  const flow = { $kind: 'defmodule', name: FLOW, module_kind: 'workflow', wasm_hash: wasmHash, key_schema: 'bench/Id@1', abi: { workflow: { state, event, effects_emitted: ['timer.set'] } } };
  return loadBenchWorld({
    version: '1',
    schemas: { [GO]: ID_TYPE, 'bench/Id@1': { text: {} }, [state]: ID_TYPE, [event]: { variant: { Go: { ref: GO }, Receipt: { ref: 'sys/EffectReceiptEnvelope@1' } } } },
    defs: [flow],
    routes: [{ event: GO, reducer: FLOW, key_field: 'id' }],
  });
}

const TIMER = [{ kind: 'timer.set', params: encodeCanonical({ deliver_at_ns: 1000, key: null }) }];

/** Asks for a timer, and is complete when it has fired. Written in TypeScript: the kernel's side of a call alone. */
export function askingModule(): ModuleHost {
  return scriptedModules({ [FLOW]: ({ state, event }) => (state === undefined ? { state: event.value instanceof Map ? (event.value.get('$value') ?? null) : null, effects: TIMER } : {}) });
}
