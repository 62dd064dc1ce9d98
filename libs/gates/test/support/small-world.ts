// Small worlds in memory, with their scenarios: loaded through the same code as worlds on disk.
import { renderText, toFindings, type Problem } from '@nx-air/air';
import type { ModuleHost } from '@nx-air/kernel';
import { memoryHost, type Host } from '@nx-air/world';
import { loadRunnableWorld, readScenario, type RunnableWorld, type Scenario } from '../../src/index.ts';

export type Json = Readonly<Record<string, unknown>>;

const ref = (path: string): Json => ({ ref: path });

/** Emits a timer, waits for it, says when it fired. */
export const TIMED_PLAN: Json = {
  $kind: 'defplan',
  name: 'w/core_main@1',
  input: 'w/Go@1',
  output: 'w/Done@1',
  steps: [
    { id: 'set', op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: ref('@plan.input.at'), key: ref('@plan.input.id') } }, cap: 'timer', bind: { effect_id_as: 'timer' } },
    { id: 'fired', op: 'await_receipt', for: ref('@var:timer'), bind: { as: 'firing' } },
    { id: 'say', op: 'raise_event', event: 'w/Done@1', value: { record: { id: ref('@plan.input.id'), at: ref('@var:firing.delivered_at_ns') } } },
    { id: 'done', op: 'end', result: { record: { id: ref('@plan.input.id'), at: ref('@var:firing.delivered_at_ns') } } },
  ],
  edges: [{ from: 'set', to: 'fired' }, { from: 'fired', to: 'say' }, { from: 'say', to: 'done' }],
  required_caps: ['timer'],
  allowed_effects: ['timer.set'],
};

export const MANIFEST: Json = {
  $kind: 'manifest',
  air_version: '1',
  schemas: [{ name: 'w/Go@1' }, { name: 'w/Done@1' }],
  modules: [],
  plans: [{ name: 'w/core_main@1' }],
  effects: [{ name: 'sys/timer.set@1' }],
  caps: [{ name: 'sys/timer@1' }],
  policies: [{ name: 'w/policy@1' }],
  defaults: { policy: 'w/policy@1', cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} } }] },
  triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1', correlate_by: 'id' }],
};

export const DEFINITIONS: readonly Json[] = [
  { $kind: 'defschema', name: 'w/Go@1', type: { record: { id: { text: {} }, at: { nat: {} } } } },
  { $kind: 'defschema', name: 'w/Done@1', type: { record: { id: { text: {} }, at: { nat: {} } } } },
  { $kind: 'defpolicy', name: 'w/policy@1', rules: [{ when: {}, decision: 'allow' }] },
];

export interface SmallWorld {
  /** Files by path below the repository root, besides those of the world. */
  readonly files?: Readonly<Record<string, unknown>>;
  readonly manifest?: Json;
  readonly definitions?: readonly Json[];
  readonly imports?: readonly Json[];
  readonly modules?: ModuleHost;
}

const textOf = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));

export function smallHost({ files = {}, manifest = MANIFEST, definitions = [...DEFINITIONS, TIMED_PLAN], imports = [] }: SmallWorld = {}): Host {
  const all = {
    'nx.json': '{}',
    'w/aos.sync.json': { version: 1, id: 'w', air: { dir: 'air', imports } },
    'w/air/manifest.json': manifest,
    'w/air/defs.json': definitions,
    ...files,
  };
  return memoryHost(Object.fromEntries(Object.entries(all).map(([path, content]) => [`/repo/${path}`, textOf(content)])));
}

export async function smallWorld(parts: SmallWorld = {}): Promise<RunnableWorld> {
  const { world, problems, texts } = await loadRunnableWorld(smallHost(parts), '/repo/w', parts.modules ? { modules: parts.modules } : {});
  if (!world) throw new Error(renderText(toFindings(problems, (file) => texts.get(file)), { color: false }));
  return world;
}

export const SCENARIO_FILE = 'w/scenarios/s.scenario.json';

/** The scenario, or what is wrong with it. */
export async function read(world: RunnableWorld, content: unknown): Promise<{ readonly scenario?: Scenario; readonly report: string }> {
  const text = textOf(content);
  const { scenario, problems, texts } = await readScenario(SCENARIO_FILE, new TextEncoder().encode(text), world);
  return { ...(scenario && { scenario }), report: reportOf(problems, new Map([...texts, [SCENARIO_FILE, text]])) };
}

export async function scenarioOf(world: RunnableWorld, content: unknown): Promise<Scenario> {
  const { scenario, report } = await read(world, content);
  if (!scenario) throw new Error(report);
  return scenario;
}

/** Code, pointer, expected and found of each, one a line. */
export function reportOf(problems: readonly Problem[], texts: ReadonlyMap<string, string> = new Map()): string {
  return toFindings(problems, (file) => texts.get(file))
    .map(({ code, pointer, expected, actual }) => `${code} ${pointer}${expected === undefined ? '' : ` expected ${expected}`}${actual === undefined ? '' : ` found ${actual}`}`)
    .join('\n');
}

export const go = (id: string, at: unknown = '@time:60s', more: Json = {}): Json => ({ event: 'w/Go@1', value: { id, at }, ...more });
