// Random worlds through random schedules: what must hold whatever happens.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MergedManifest } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { decodeRecord, encodeRecord, replay, scriptedModules } from '../src/index.ts';
import type { Answer, JournalRecord } from '../src/index.ts';
import { assign, awaitEvent, awaitReceipt, end, op, plan, raise, record, ref, text, timer } from './support/plan.ts';
import { property } from './support/property.ts';
import { checkReplay, error, fired, ok, run, timeout, type Run } from './support/run.ts';
import { world, type Json } from './support/world.ts';

const IDS = ['a', 'b', 'c'];
const same = op('eq', ref('@event.id'), ref('@plan.input.id'));

/** One step of a random plan; `n` makes names unique. */
const STEPS: readonly ((n: number) => readonly Json[])[] = [
  (n) => [assign(`s${n}`, text('x'))],
  (n) => [raise(`s${n}`, 'w/Ping@1', record({ id: ref('@plan.input.id') }))],
  (n) => [timer(`s${n}`, { nat: 10 + n })],
  (n) => [timer(`s${n}`, { nat: 10 + n }), awaitReceipt(`s${n}r`, `s${n}_handle`)],
  (n) => [timer(`s${n}`, { nat: 5 }, { idempotency_key: op('hash', ref('@plan.input.id')) }), awaitReceipt(`s${n}r`, `s${n}_handle`)],
  (n) => [awaitEvent(`s${n}`, 'w/Ping@1', same)],
  (n) => [awaitEvent(`s${n}`, 'w/Ping@1', op('and', same, op('ne', ref('@event.id'), text('b'))))],
  (n) => [awaitEvent(`s${n}`, 'w/Go@1')],
  (n) => [assign(`s${n}`, op('add', ref('@plan.input.id'), { nat: 1 }))],
  (n) => [end(`s${n}`)],
];

const plans = fc.array(
  fc.record({
    steps: fc.array(fc.nat(STEPS.length - 1), { minLength: 1, maxLength: 5 }),
    /** For each pair of steps whether and how an edge leads forward. */
    edges: fc.array(fc.constantFrom('none', 'plain', 'true', 'false'), { minLength: 60, maxLength: 60 }),
    on: fc.constantFrom('w/Go@1', 'w/Ping@1'),
  }),
  { minLength: 1, maxLength: 3 },
);

const commands = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('event' as const), schema: fc.constantFrom('w/Go@1', 'w/Ping@1'), id: fc.constantFrom(...IDS), ingress: fc.option(fc.constantFrom('i', 'j'), { nil: undefined }) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('answer' as const), at: fc.nat(9), how: fc.nat(4) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), at: fc.nat(9), how: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('manifest' as const), to: fc.nat(2) }) },
  ),
  { minLength: 1, maxLength: 14 },
);

const ANSWERS: readonly Answer[] = [fired(1), fired(2), error(), timeout(), ok('bad')];

async function build(drawn: (typeof plans extends fc.Arbitrary<infer T> ? T : never), policy: 'allow' | readonly Json[]): Promise<MergedManifest> {
  const nodes = drawn.map(({ steps, edges, on }, index) => {
    const parts = steps.map((step, n) => STEPS[step]!(n));
    const ids = parts.flat().map(({ id }) => String(id));
    const inner = parts.flatMap(([first, second]) => (first && second ? [`${String(first['id'])} ${String(second['id'])}`] : []));
    let at = 0;
    const between = ids.flatMap((from, left) =>
      ids.slice(left + 1).flatMap((to): (string | readonly [string, Json])[] => {
        const kind = edges[at++ % edges.length];
        if (inner.includes(`${from} ${to}`) || kind === 'none' || kind === undefined) return [];
        return kind === 'plain' ? [`${from} ${to}`] : [[`${from} ${to}`, op('eq', text(kind), text('true'))]];
      }),
    );
    return plan(parts.flat(), [...inner, ...between], { name: `w/core_p${index}@1`, input: on });
  });
  const module = { $kind: 'defmodule', name: 'w/Log@1', module_kind: 'reducer', wasm_hash: '', key_schema: 'w/Key@1', abi: { reducer: { state: 'w/Count@1', event: 'w/Ping@1' } } };
  return world({
    schemas: { Go: { record: { id: { text: {} } } }, Ping: { record: { id: { text: {} } } }, Count: { nat: {} }, Key: { text: {} } },
    nodes: [...nodes, module],
    triggers: drawn.map(({ on }, index) => ({ event: on, plan: `w/core_p${index}@1`, correlate_by: 'id' })),
    routes: [{ event: 'w/Ping@1', reducer: 'w/Log@1', key_field: 'id' }],
    policy,
  });
}

const modules = scriptedModules({ 'w/Log@1': ({ state }) => ({ state: Number(state ?? 0) + 1 }) });
const options = { modules, limits: { derived_records: 60, retained_settled: 6, retained_ingress_ids: 1 } };
type Command = typeof commands extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

async function perform(ran: Run, command: Command, manifests: readonly MergedManifest[], settled: readonly Hash[]): Promise<void> {
  switch (command.do) {
    case 'event':
      await ran.event(command.schema, { id: command.id }, command.ingress);
      return;
    case 'answer':
    case 'repeat': {
      const ids = command.do === 'repeat' ? settled : ran.kernel.outbox().map(({ intentId }) => intentId);
      const intentId = ids[command.at % Math.max(1, ids.length)];
      if (intentId) await ran.kernel.submitReceipt({ intentId, adapterId: 'x', answer: ANSWERS[command.how]! });
      return;
    }
    case 'manifest':
      await ran.kernel.changeManifest(manifests[command.to % manifests.length]!);
  }
}

function checkInvariants(records: readonly JournalRecord[], ran: Run): void {
  const count = <K extends JournalRecord['k']>(k: K, idOf: (record: Extract<JournalRecord, { k: K }>) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const entry of records) if (entry.k === k) counts.set(idOf(entry as never), (counts.get(idOf(entry as never)) ?? 0) + 1);
    return counts;
  };
  const started = count('plan_started', ({ instance_id }) => instance_id);
  const ended = count('plan_ended', ({ instance_id }) => instance_id);
  expect([...started.values(), ...ended.values()].every((times) => times === 1)).toBe(true);
  const alive = new Set(ran.kernel.state.instances.keys() as Iterable<string>);
  for (const id of started.keys()) expect(ended.has(id)).toBe(!alive.has(id));

  const intents = count('intent', ({ intent_id }) => intent_id);
  const answered = new Map([...count('receipt_in', ({ intent_id }) => intent_id), ...count('receipt', ({ intent_id }) => intent_id)]);
  expect([...intents.values(), ...answered.values()].every((times) => times === 1)).toBe(true);
  const underWay = new Set(ran.kernel.state.intents.keys() as Iterable<string>);
  for (const id of intents.keys()) expect(answered.has(id)).toBe(!underWay.has(id));
  // An instance never waits for an effect that has settled.
  for (const instance of ran.kernel.state.instances.values()) {
    for (const [step, id] of instance.emitted) expect(instance.outcomes.has(step)).toBe(!underWay.has(id));
  }
}

test('replay ends where the live world is after every command; one end an instance; one receipt an intent; runs are byte-identical', () =>
  property(fc.tuple(plans, plans, commands), async ([first, second, script]) => {
    const manifests = [await build(first, 'allow'), await build(second, 'allow'), await build(first, [{ when: { effect_kind: 'timer.set' }, decision: 'deny' }])];
    const [ran, twin] = [await run(manifests[0]!, options), await run(manifests[0]!, options)];
    for (const command of script) {
      const settled = [...ran.kernel.state.settled.keys()];
      await perform(ran, command, manifests, settled);
      await perform(twin, command, manifests, settled);
      checkReplay(ran);
      const checkpoint = ran.kernel.checkpoint();
      expect(replay({ ...ran.options, header: ran.journal.header!, records: ran.journal.records(), from: checkpoint })).toMatchObject({ stateHash: ran.kernel.stateHash() });
    }
    expect([...twin.journal.records()]).toEqual([...ran.journal.records()]);
    const records = [...ran.journal.records()].map(decodeRecord);
    checkInvariants(records, ran);
    expect(records.map(encodeRecord)).toEqual([...ran.journal.records()]);
    expect(records.length === 0 || ran.kernel.state.nextCause > 0).toBe(true);
  }, 120));
