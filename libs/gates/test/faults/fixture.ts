// A world with correlated instances, waits for events and receipts, and a driver that goes on from any point of its journal.
import { memoryStore } from '@nx-air/canon';
import { Programs, seededSampler, type Answer, type Kernel } from '@nx-air/kernel';
import type { MergedManifest } from '@nx-air/air';
import { loadWorld, memoryHost } from '@nx-air/world';
import { DOORS, type Doors, type Subject } from '../../src/faults/subject.ts';
import { runReference, type Reference } from '../../src/faults/reference.ts';

type Json = Readonly<Record<string, unknown>>;

const ref = (path: string): Json => ({ ref: path });
const record = (fields: Json): Json => ({ record: fields });
const ID = record({ id: { text: {} } });

const timer = (id: string, at: number): Json => ({
  id,
  op: 'emit_effect',
  kind: 'timer.set',
  params: record({ deliver_at_ns: { nat: at }, key: { null: {} } }),
  cap: 'timer',
  bind: { effect_id_as: `${id}_handle` },
});
const awaited = (id: string, handle: string): Json => ({ id, op: 'await_receipt', for: ref(`@var:${handle}`), bind: { as: id } });
const answer = { id: 'answer', op: 'await_event', event: 'w/Answer@1', where: { op: 'eq', args: [ref('@event.id'), ref('@plan.input.id')] }, bind: { as: 'answer' } };

/** Asks, waits for two timers at once and for the answer that is for it, and raises what came. */
export const PLAN = {
  $kind: 'defplan',
  name: 'w/core_main@1',
  input: 'w/Go@1',
  output: 'w/Out@1',
  steps: [
    timer('one', 1000),
    timer('two', 2000),
    awaited('first', 'one_handle'),
    awaited('second', 'two_handle'),
    answer,
    { id: 'out', op: 'raise_event', event: 'w/Out@1', value: record({ id: ref('@var:answer.id'), at: ref('@var:second.delivered_at_ns') }) },
    { id: 'done', op: 'end', result: record({ id: ref('@plan.input.id'), at: ref('@var:first.delivered_at_ns') }) },
  ],
  edges: [
    ['one', 'two'],
    ['two', 'first'],
    ['two', 'second'],
    ['first', 'answer'],
    ['second', 'answer'],
    ['answer', 'out'],
    ['out', 'done'],
  ].map(([from, to]) => ({ from, to })),
};

const SCHEMAS: Json = { Go: ID, Answer: ID, Out: record({ id: { text: {} }, at: { option: { nat: {} } } }) };

const named = (...names: readonly string[]): readonly Json[] => names.map((name) => ({ name }));

export const FILES = (plan: Json = PLAN): Readonly<Record<string, string>> => ({
  '/repo/nx.json': '{}',
  '/repo/w/aos.sync.json': JSON.stringify({ version: 1, id: 'w', air: { imports: [] } }),
  '/repo/w/air/defs.json': JSON.stringify([
    ...Object.entries(SCHEMAS).map(([name, type]) => ({ $kind: 'defschema', name: `w/${name}@1`, type })),
    plan,
    { $kind: 'defpolicy', name: 'w/policy@1', rules: [{ when: {}, decision: 'allow' }] },
  ]),
  '/repo/w/air/manifest.json': JSON.stringify({
    $kind: 'manifest',
    air_version: '1',
    schemas: named('w/Go@1', 'w/Answer@1', 'w/Out@1'),
    modules: [],
    plans: named('w/core_main@1'),
    effects: [],
    caps: named('sys/timer@1'),
    policies: named('w/policy@1'),
    secrets: [],
    defaults: { policy: 'w/policy@1', cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: record({}) }] },
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1', correlate_by: 'id' }],
    routing: { events: [] },
  }),
});

export async function manifest(files: Readonly<Record<string, string>> = FILES()): Promise<MergedManifest> {
  const { merged, problems } = await loadWorld(memoryHost(files), '/repo/w');
  if (!merged) throw new Error(problems.map(({ code, subject: about, pointer, expected, actual }) => [code, about, pointer, expected, actual].join(' ')).join('\n'));
  return merged;
}

const EVENTS = [
  ['w/Go@1', 'a'],
  ['w/Go@1', 'b'],
  ['w/Answer@1', 'a'],
  ['w/Answer@1', 'b'],
] as const;

const fired = (at: bigint): Answer => ({ status: 'ok', payload: { delivered_at_ns: at, key: null } });

/** Events that nobody has sent yet, but answers only once nothing else can be answered. */
async function step(kernel: Kernel, events: readonly (readonly [string, string])[]): Promise<boolean> {
  const next = events.findIndex((_event, index) => !kernel.state.ingressIds.has(`e${index}`));
  const event = events[next];
  const [intent] = kernel.outbox();
  if (event && (event[0] !== 'w/Answer@1' || !intent)) {
    await kernel.submitEvent({ schema: event[0], value: event[0] === 'w/Out@1' ? { id: event[1], at: null } : { id: event[1] }, ingressId: `e${next}` });
    return true;
  }
  if (!intent) return false;
  await kernel.submitReceipt({ intentId: intent.intentId, adapterId: 'test', answer: fired(1000n + kernel.state.logicalNow) });
  return true;
}

export interface SubjectParts {
  readonly doors?: Partial<Doors>;
  /** How many instances; 2 by default. */
  readonly instances?: number;
}

export async function subject({ doors = {}, instances }: SubjectParts = {}): Promise<Subject> {
  const names = instances === undefined ? undefined : Array.from({ length: instances }, (_, index) => `i${index}`);
  const events = names ? [...names.map((name) => ['w/Go@1', name] as const), ...names.map((name) => ['w/Answer@1', name] as const)] : EVENTS;
  return {
    name: 'two instances',
    options: { manifest: await manifest(), store: memoryStore(), programs: new Programs(), sample: seededSampler('test', () => 1n) },
    doors: { ...DOORS, ...doors },
    async proceed(kernel, _journal, { most = Infinity } = {}) {
      for (let done = 0; done < most; done += 1) if (!(await step(kernel, events))) return;
    },
  };
}

export const reference = async (parts: SubjectParts = {}): Promise<Reference> => runReference(await subject(parts));

/** Events that start nothing: a journal of three records. */
export const shorter = async (doors: Partial<Doors> = {}): Promise<Reference> => {
  const events = ['a', 'b', 'c'].map((id) => ['w/Out@1', id] as const);
  const parts = await subject({ doors });
  return runReference({
    ...parts,
    async proceed(kernel, _journal, { most = Infinity } = {}) {
      for (let done = 0; done < most; done += 1) if (!(await step(kernel, events))) return;
    },
  });
};

/** The same world with a plan that takes any answer. */
export const uncorrelated = (): Readonly<Record<string, string>> => {
  const anybody = { ...answer, where: { op: 'eq', args: [{ text: 'x' }, { text: 'x' }] } };
  return FILES({ ...PLAN, steps: PLAN.steps.map((step) => (step['id'] === 'answer' ? anybody : step)) });
};
