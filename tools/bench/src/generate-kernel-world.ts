// Worlds for the figures of the kernel: one plan each, loaded as a world on disk is.
import type { MergedManifest } from '@nx-air/air';
import { loadWorld, memoryHost } from '@nx-air/world';

export const GO = 'bench/Go@1';
export const PING = 'bench/Ping@1';

type Json = Readonly<Record<string, unknown>>;

const ref = (path: string): Json => ({ ref: path });
const chain = (steps: readonly Json[]): readonly Json[] => steps.slice(1).map((step, index) => ({ from: steps[index]?.['id'], to: step['id'] }));

/** Steps that only compute. */
export function computing(steps: number): readonly Json[] {
  return Array.from({ length: steps }, (_, index) => ({ id: `s${index}`, op: 'assign', expr: { op: 'concat', args: [ref('@plan.input.id'), { text: 'x' }] }, bind: { as: `v${index}` } }));
}

/** Waits for the ping of its own id. */
export const PARKED: readonly Json[] = [
  { id: 'wait', op: 'await_event', event: PING, where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'ping' } },
  { id: 'done', op: 'end' },
];

/** Asks for a timer and waits for its receipt. */
export const ASKING: readonly Json[] = [
  { id: 'ask', op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: { nat: 1000 }, key: { null: {} } } }, cap: 'timer', bind: { effect_id_as: 'handle' } },
  { id: 'got', op: 'await_receipt', for: ref('@var:handle'), bind: { as: 'answer' } },
  { id: 'done', op: 'end' },
];

/** @throws when the world does not load */
export async function generateKernelWorld(steps: readonly Json[]): Promise<MergedManifest> {
  const id = { record: { id: { text: {} } } };
  const nodes = [
    { $kind: 'defschema', name: GO, type: id },
    { $kind: 'defschema', name: PING, type: id },
    { $kind: 'defplan', name: 'bench/core_main@1', input: GO, steps, edges: chain(steps) },
    { $kind: 'defpolicy', name: 'bench/policy@1', rules: [{ when: {}, decision: 'allow' }] },
  ];
  const listed = (kind: string): readonly Json[] => nodes.filter((node) => node.$kind === kind).map(({ name }) => ({ name }));
  const manifest = {
    $kind: 'manifest',
    air_version: '1',
    schemas: listed('defschema'),
    modules: [],
    plans: listed('defplan'),
    effects: [],
    caps: [{ name: 'sys/timer@1' }],
    policies: listed('defpolicy'),
    secrets: [],
    defaults: { policy: 'bench/policy@1', cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} } }] },
    triggers: [{ event: GO, plan: 'bench/core_main@1' }],
    routing: { events: [] },
  };
  const { merged, problems } = await loadWorld(
    memoryHost({ '/repo/nx.json': '{}', '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'bench', air: { imports: [] } }), '/repo/w/air/manifest.json': JSON.stringify(manifest), '/repo/w/air/defs.json': JSON.stringify(nodes) }),
    '/repo/w',
  );
  if (!merged) throw new Error(problems.map(({ code, subject }) => `${code} ${subject}`).join('\n'));
  return merged;
}
