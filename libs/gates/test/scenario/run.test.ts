// Scenarios run on logical time, byte for byte the same each time and from wherever they were left.
import { memoryStore } from '@nx-air/canon';
import { decodeRecord, MemoryJournal } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { runScenario, type Scenario, type ScenarioRun } from '../../src/index.ts';
import { go, reportOf, scenarioOf, smallWorld, type Json } from '../support/small-world.ts';

const hex = ({ records }: Pick<ScenarioRun, 'records'>): readonly string[] => records.map((record) => Buffer.from(record).toString('hex'));
const kinds = ({ records }: ScenarioRun): string => records.map((record) => decodeRecord(record).k).join(' ');
const times = ({ records }: ScenarioRun): readonly string[] =>
  records.map(decodeRecord).flatMap((record) => ('stamp' in record ? [`${record.k} ${record.stamp.logical_now_ns} ${record.stamp.now_ns}`] : []));

const timerRule = (answers: readonly Json[], more: Json = {}): Json => ({ kind: 'timer.set', answers, ...more });
const ok = (delay: unknown, at = 7): Json => ({ payload: { delivered_at_ns: at }, delay });

const SCENARIOS: Readonly<Record<string, Json>> = {
  empty: {},
  'three timers': { inputs: [go('a', '@time:3s'), go('b', '@time:1s'), go('c', '@time:2s', { at: '1s' })] },
  'timers due at the same time as inputs': { inputs: [go('a', '@time:1s'), go('b', '@time:1s', { at: '1s' }), go('c', 0, { at: '1s' })] },
  'receipts late, out of order, repeated and missing': {
    inputs: [go('a'), go('b'), go('c'), go('d'), go('e', '@time:5s')],
    receipts: [
      timerRule([ok('9s'), ok('3s', 8), { fault: { code: 'no' }, delay: '9s' }], { params: { key: 'a' } }),
      timerRule([{ status: 'timeout' }], { params: { key: 'b' } }),
      timerRule([], { times: 1 }),
      timerRule([ok('1s')], { times: 1 }),
    ],
  },
  'ids given twice': { inputs: [go('a', 0, { ingress_id: 'x' }), go('b', 0, { ingress_id: 'x', refused: 'ingress_conflict' }), go('a', 0, { ingress_id: 'x' }), go('c', 1, { at: '2s' })] },
};

describe('a run', () => {
  test('takes the time of its items, not of a clock', async () => {
    const world = await smallWorld();
    const run = await runScenario(world, await scenarioOf(world, { start: 1000, inputs: [go('a', '@time:60s', { at: '5s' })] }));
    expect(times(run)).toEqual(['event_in 5000001000 5000001000', 'receipt_in 60000001000 60000001000']);
    expect(kinds(run)).toBe('event_in plan_started cap_decision policy_decision intent receipt_in event plan_ended');
    expect([...run.plansStarted]).toEqual([['w/core_main@1', 1]]);
    expect(run.idle).toEqual({ items: 2, underWay: [] });
    expect(run.header.world_id).toBe('w');
  });

  test.each(Object.entries(SCENARIOS))('%s: twice the same bytes', async (_name, content) => {
    const world = await smallWorld();
    const [one, two] = [await runScenario(world, await scenarioOf(world, content)), await runScenario(world, await scenarioOf(world, content))];
    expect(hex(two)).toEqual(hex(one));
    expect(two.stateHash).toBe(one.stateHash);
  });

  test('entropy follows the seed', async () => {
    const world = await smallWorld();
    const entropyOf = async (seed?: string) => {
      const run = await runScenario(world, await scenarioOf(world, { ...(seed !== undefined && { seed }), inputs: [go('a')] }));
      const [first] = run.records.map(decodeRecord);
      return first?.k === 'event_in' ? Buffer.from(first.stamp.entropy).toString('hex') : '';
    };
    expect(await entropyOf('s')).toBe(await entropyOf());
    expect(await entropyOf('t')).not.toBe(await entropyOf());
  });

  test('limits go into the header', async () => {
    const world = await smallWorld();
    const run = await runScenario(world, await scenarioOf(world, { limits: { value_depth: 9 } }));
    expect(run.header.runtime_profile.value_depth).toBe(9);
  });
});

async function continuedAt(whole: ScenarioRun, cut: number, scenario: Scenario): Promise<ScenarioRun> {
  const world = await smallWorld();
  const journal = new MemoryJournal({ header: whole.header, records: whole.records.slice(0, cut) });
  return runScenario(world, scenario, { journal, store: memoryStore() });
}

describe('continued after any record', () => {
  test.each(Object.entries(SCENARIOS))('%s: the same bytes', async (_name, content) => {
    const world = await smallWorld();
    const scenario = await scenarioOf(world, content);
    const whole = await runScenario(world, scenario);
    for (let cut = 0; cut <= whole.records.length; cut += 1) {
      const continued = await continuedAt(whole, cut, scenario);
      expect(hex(continued), `cut after ${cut} records`).toEqual(hex(whole));
      expect(continued.stateHash).toBe(whole.stateHash);
      expect(reportOf(continued.problems)).toBe(reportOf(whole.problems));
    }
  });
});
