// Worlds for the figures of composition: a parent and its child, and the same by events as in AIR 1.
import type { MergedManifest } from '@nx-air/air';
import { loadWorld, memoryHost } from '@nx-air/world';
import { ASKING, GO } from './generate-kernel-world.ts';

type Json = Readonly<Record<string, unknown>>;

export const BATCH = 'bench/Batch@1';
const CHILD = 'bench/core_child@1';
const PARENT = 'bench/entry_parent@1';
const ASK = 'bench/Asked@1';
const TOLD = 'bench/Told@1';

const ref = (path: string): Json => ({ ref: path });
const ID = { record: { id: ref('@plan.input.id') } };
const chain = (steps: readonly Json[]): readonly Json[] => steps.slice(1).map((step, index) => ({ from: steps[index]?.['id'], to: step['id'] }));
const plan = (name: string, input: string, steps: readonly Json[], more: Json = {}): Json => ({ $kind: 'defplan', name, input, ...more, steps, edges: chain(steps) });

/** A parent that spawns a child, which ends at once, and awaits it. */
export const pairWorld = (): Promise<MergedManifest> =>
  worldOf('1.1', [{ event: GO, plan: PARENT }], [
    plan(PARENT, GO, [
      { id: 'go', op: 'spawn_plan', plan: CHILD, input: ref('@plan.input'), bind: { handle_as: 'handle' } },
      { id: 'gone', op: 'await_plan', for: ref('@var:handle'), bind: { as: 'outcome' } },
      { id: 'done', op: 'end' },
    ]),
    plan(CHILD, GO, [{ id: 'done', op: 'end', result: ref('@plan.input') }], { output: GO }),
  ]);

/** The same in AIR 1: the parent raises what starts the other plan, and waits for what that raises. */
export const eventPairWorld = (): Promise<MergedManifest> =>
  worldOf('1', [{ event: GO, plan: PARENT }, { event: ASK, plan: CHILD }], [
    {
      ...plan(PARENT, GO, []),
      steps: [
        { id: 'told', op: 'await_event', event: TOLD, where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'answer' } },
        { id: 'ask', op: 'raise_event', event: ASK, value: ID },
        { id: 'done', op: 'end' },
      ],
      edges: [{ from: 'told', to: 'done' }],
    },
    plan(CHILD, ASK, [{ id: 'tell', op: 'raise_event', event: TOLD, value: ID }, { id: 'done', op: 'end' }]),
  ]);

/** A parent that starts a child for each id of its batch and goes on when all have ended; each asks for a timer. */
export const fanOutWorld = (bound: number): Promise<MergedManifest> =>
  worldOf('1.1', [{ event: BATCH, plan: PARENT }], [
    plan(PARENT, BATCH, [
      { id: 'each', op: 'spawn_for_each', plan: CHILD, inputs: ref('@plan.input.items'), max_fanout: bound, bind: { handles_as: 'handles' } },
      { id: 'all', op: 'await_plans_all', handles: ref('@var:handles'), bind: { results_as: 'outcomes' } },
      { id: 'done', op: 'end' },
    ]),
    plan(CHILD, GO, ASKING),
  ]);

/** @throws when the world does not load */
async function worldOf(version: '1' | '1.1', triggers: readonly Json[], plans: readonly Json[]): Promise<MergedManifest> {
  const id = { record: { id: { text: {} } } };
  const nodes: readonly Json[] = [
    ...[GO, ASK, TOLD].map((name) => ({ $kind: 'defschema', name, type: id })),
    { $kind: 'defschema', name: BATCH, type: { record: { items: { list: { ref: GO } } } } },
    ...plans,
    { $kind: 'defpolicy', name: 'bench/policy@1', rules: [{ when: {}, decision: 'allow' }] },
  ];
  const listed = (kind: string): readonly Json[] => nodes.filter(({ $kind }) => $kind === kind).map(({ name }) => ({ name }));
  const manifest = {
    $kind: 'manifest',
    air_version: version,
    schemas: listed('defschema'),
    modules: [],
    plans: listed('defplan'),
    effects: [],
    caps: [{ name: 'sys/timer@1' }],
    policies: listed('defpolicy'),
    secrets: [],
    defaults: { policy: 'bench/policy@1', cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} } }] },
    triggers,
    routing: { events: [] },
  };
  const { merged, problems } = await loadWorld(
    memoryHost({ '/repo/nx.json': '{}', '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'bench', air: { imports: [] } }), '/repo/w/air/manifest.json': JSON.stringify(manifest), '/repo/w/air/defs.json': JSON.stringify(nodes) }),
    '/repo/w',
  );
  if (!merged) throw new Error(problems.map(({ code, subject }) => `${code} ${subject}`).join('\n'));
  return merged;
}
