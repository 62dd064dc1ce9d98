// Two worlds on two kernels: one queue, journals of their own, and either may be cut anywhere.
import { fileURLToPath } from 'node:url';
import { decodeRecord, MemoryJournal } from '@nx-air/kernel';
import { nodeHost } from '@nx-air/world';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRunnableWorld, readScenarios, runScenario, soloScenarios, type RunnableWorld, type Scenario, type ScenarioRun } from '../src/index.ts';
import { traceFlow, type JournalInput } from '../src/summary.ts';

const BUYER = fileURLToPath(new URL('../../../worlds/parts-buyer', import.meta.url));

let world: RunnableWorld;
const scenarios = new Map<string, Scenario>();

beforeAll(async () => {
  const loaded = await loadRunnableWorld(nodeHost(), BUYER);
  if (!loaded.world) throw new Error('parts-buyer does not load');
  world = loaded.world;
  for (const { name, scenario } of await readScenarios(nodeHost(), world)) if (scenario) scenarios.set(name, scenario);
});

const NAMES = ['two-worlds', 'request-lost', 'request-duplicated', 'request-delayed', 'response-duplicated', 'response-lost', 'response-too-late', 'several-orders'];

const scenarioNamed = (name: string): Scenario => scenarios.get(name) ?? expect.fail(`no scenario ${name}`);
const hexOf = ({ records }: ScenarioRun): readonly string[] => records.map((record) => Buffer.from(record).toString('hex'));
const sidesOf = (run: ScenarioRun): readonly ScenarioRun[] => [run, ...run.peers];
const journalsOf = (run: ScenarioRun): readonly JournalInput[] => sidesOf(run).map(({ header, records }) => ({ name: header.world_id, header, records }));

interface Batch {
  readonly side: number;
  readonly end: number;
  readonly ns: bigint;
}

/** Batches of both journals in the order in which the run wrote them: by time, then name of the world. */
function batchesOf(run: ScenarioRun): readonly Batch[] {
  const all = sidesOf(run).flatMap(({ records }, side) => {
    const decoded = records.map(decodeRecord);
    const starts = decoded.flatMap((record, seq) => ('stamp' in record ? [seq] : []));
    return starts.map((start, index): Batch => {
      const first = decoded[start];
      return { side, end: starts[index + 1] ?? records.length, ns: first && 'stamp' in first ? first.stamp.logical_now_ns : 0n };
    });
  });
  return all.sort((left, right) => (left.ns === right.ns ? left.side - right.side || left.end - right.end : left.ns < right.ns ? -1 : 1));
}

const cutAt = ({ header, records }: ScenarioRun, length: number): MemoryJournal => new MemoryJournal({ header, records: records.slice(0, length) });

describe.each(NAMES)('%s', (name) => {
  test('twice the same two journals', async () => {
    const [one, two] = [await runScenario(world, scenarioNamed(name)), await runScenario(world, scenarioNamed(name))];
    expect(sidesOf(two).map(hexOf)).toEqual(sidesOf(one).map(hexOf));
    expect(one.peers).toHaveLength(1);
    expect(one.peers[0]?.records.length).toBeGreaterThan(5);
    expect(one.problems).toEqual([]);
  });

  test('either world is cut after any record, in the middle of its batch too: the same two journals', async () => {
    const scenario = scenarioNamed(name);
    const whole = await runScenario(world, scenario);
    const lengths = [0, 0];
    let cuts = 0;
    for (const { side, end } of batchesOf(whole)) {
      for (let length = (lengths[side] ?? 0) + 1; length <= end; length += 1) {
        lengths[side] = length;
        const [main, peer] = sidesOf(whole).map((run, index) => cutAt(run, lengths[index] ?? 0));
        const continued = await runScenario(world, scenario, { ...(main && { journal: main }), peerJournal: () => peer });
        expect(sidesOf(continued).map(hexOf), `cut after ${lengths.join(' and ')} records`).toEqual(sidesOf(whole).map(hexOf));
        expect(sidesOf(continued).map(({ stateHash }) => stateHash)).toEqual(sidesOf(whole).map(({ stateHash }) => stateHash));
        cuts += 1;
      }
    }
    expect(cuts).toBe(sidesOf(whole).reduce((sum, { records }) => sum + records.length, 0));
  });

  test('each world by itself writes the journal that it has beside the other', async () => {
    const whole = await runScenario(world, scenarioNamed(name));
    const solos = await soloScenarios(world, scenarioNamed(name));
    expect(solos.map((solo) => solo.world.id)).toEqual(['parts-buyer', 'parts-supplier']);
    for (const [index, solo] of solos.entries()) {
      const run = await runScenario(solo.world, solo.scenario);
      expect(hexOf(run)).toEqual(hexOf(sidesOf(whole)[index] ?? expect.fail('no such side')));
      expect(run.problems).toEqual([]);
    }
  });
});

test('a delivery is identified by the world that sent it and its intent', async () => {
  const run = await runScenario(world, scenarioNamed('two-worlds'));
  const intents = new Set(run.records.map(decodeRecord).flatMap((record) => (record.k === 'intent' && record.effect_kind === 'message.send' ? [`parts-buyer ${record.intent_id}`] : [])));
  const arrived = run.peers.flatMap(({ records }) => records.map(decodeRecord).flatMap((record) => (record.k === 'event_in' ? [record.ingress_id ?? ''] : [])));
  expect(arrived).toHaveLength(1);
  expect(arrived.every((id) => intents.has(id))).toBe(true);
});

test('what is carried twice is a recorded repetition', async () => {
  const run = await runScenario(world, scenarioNamed('request-duplicated'));
  const kinds = run.peers.flatMap(({ records }) => records.map((record) => decodeRecord(record).k));
  expect(kinds.filter((kind) => kind === 'event_duplicate')).toHaveLength(1);
});

test('the trace of one request shows both worlds in order', async () => {
  const run = await runScenario(world, scenarioNamed('several-orders'));
  const { entries } = traceFlow(journalsOf(run), 'o-2');
  const turns = entries.filter(({ world: id }, index) => entries[index - 1]?.world !== id).map(({ world: id }) => id);
  expect(turns).toEqual(['parts-buyer', 'parts-supplier', 'parts-buyer']);
  expect(entries.map(({ ns }) => ns)).toEqual(entries.map(({ ns }) => ns).toSorted((left, right) => Number(left - right)));
  const sent = entries.findIndex(({ record, kind, world: id }) => id === 'parts-buyer' && record === 'intent' && kind === 'effect');
  const arrived = entries.findIndex(({ carriedFrom, world: id }) => id === 'parts-supplier' && carriedFrom.length > 0);
  const back = entries.findIndex(({ carriedFrom, world: id }) => id === 'parts-buyer' && carriedFrom.length > 0);
  expect([sent, arrived, back].every((index) => index >= 0)).toBe(true);
  expect(sent < arrived && arrived < back).toBe(true);
  expect(JSON.stringify(entries.map(({ text }) => text))).not.toMatch(/o-1|o-3/u);
});
