// A world for the figures of workflows: one workflow module that does what the plan `ASKING` does.
import type { MergedManifest } from '@nx-air/air';
import { encodeCanonical } from '@nx-air/canon';
import { scriptedModules, type ModuleHost } from '@nx-air/kernel';
import { loadWorld, memoryHost } from '@nx-air/world';
import { GO } from './generate-kernel-world.ts';

const FLOW = 'bench/flow@1';

/** @param wasmHash of the module; without it, a host that goes by its name @throws when the world does not load */
export async function generateWorkflowWorld(wasmHash = ''): Promise<MergedManifest> {
  const nodes = [
    { $kind: 'defschema', name: GO, type: { record: { id: { text: {} } } } },
    { $kind: 'defschema', name: 'bench/Id@1', type: { text: {} } },
    { $kind: 'defschema', name: 'bench/State@1', type: { record: { id: { text: {} } } } },
    { $kind: 'defschema', name: 'bench/Event@1', type: { variant: { Go: { ref: GO }, Receipt: { ref: 'sys/EffectReceiptEnvelope@1' } } } },
    { $kind: 'defmodule', name: FLOW, module_kind: 'workflow', wasm_hash: wasmHash, key_schema: 'bench/Id@1', abi: { workflow: { state: 'bench/State@1', event: 'bench/Event@1', effects_emitted: ['timer.set'] } } },
    { $kind: 'defpolicy', name: 'bench/policy@1', rules: [{ when: {}, decision: 'allow' }] },
  ];
  const listed = (kind: string): readonly { readonly name: string }[] => nodes.filter((node) => node.$kind === kind).map(({ name }) => ({ name }));
  const manifest = {
    $kind: 'manifest',
    air_version: '1',
    schemas: listed('defschema'),
    modules: listed('defmodule'),
    plans: [],
    effects: [],
    caps: [{ name: 'sys/timer@1' }],
    policies: listed('defpolicy'),
    secrets: [],
    defaults: { policy: 'bench/policy@1', cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} } }] },
    triggers: [],
    routing: { events: [{ event: GO, reducer: FLOW, key_field: 'id' }] },
  };
  const { merged, problems } = await loadWorld(
    memoryHost({ '/repo/nx.json': '{}', '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'bench', air: { imports: [] } }), '/repo/w/air/manifest.json': JSON.stringify(manifest), '/repo/w/air/defs.json': JSON.stringify(nodes) }),
    '/repo/w',
  );
  if (!merged) throw new Error(problems.map(({ code, subject }) => `${code} ${subject}`).join('\n'));
  return merged;
}

const TIMER = [{ kind: 'timer.set', params: encodeCanonical({ deliver_at_ns: 1000, key: null }) }];

/** Asks for a timer, and is complete when it has fired. Written in TypeScript: the kernel's side of a call alone. */
export function askingModule(): ModuleHost {
  return scriptedModules({ [FLOW]: ({ state, event }) => (state === undefined ? { state: event.value instanceof Map ? (event.value.get('$value') ?? null) : null, effects: TIMER } : {}) });
}
