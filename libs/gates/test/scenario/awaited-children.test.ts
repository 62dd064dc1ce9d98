// Who waits for which child: in the run, and as an expectation with its broken twin.
import { describe, expect, test } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { DEFINITIONS, go, MANIFEST, reportOf, scenarioOf, smallWorld, TIMED_PLAN, type Json } from '../support/small-world.ts';

const ref = (path: string): Json => ({ ref: path });
const PARENT: Json = {
  $kind: 'defplan',
  name: 'w/entry_both@1',
  input: 'w/Go@1',
  steps: [
    { id: 'each', op: 'spawn_for_each', plan: 'w/core_main@1', inputs: { list: [ref('@plan.input'), ref('@plan.input')] }, max_fanout: 2, bind: { handles_as: 'both' } },
    { id: 'one', op: 'spawn_plan', plan: 'w/core_main@1', input: ref('@plan.input'), bind: { handle_as: 'one' } },
    { id: 'all', op: 'await_plans_all', handles: ref('@var:both'), bind: { results_as: 'outcomes' } },
    { id: 'again', op: 'await_plans_all', handles: ref('@var:both'), bind: { results_as: 'same' } },
    { id: 'end', op: 'end' },
  ],
  edges: [{ from: 'each', to: 'one' }, { from: 'one', to: 'all' }, { from: 'one', to: 'again' }, { from: 'all', to: 'end' }, { from: 'again', to: 'end' }],
};
const world = () =>
  smallWorld({
    manifest: { ...MANIFEST, air_version: '1.1', plans: [{ name: 'w/core_main@1' }, { name: 'w/entry_both@1' }], triggers: [{ event: 'w/Go@1', plan: 'w/entry_both@1' }] },
    definitions: [...DEFINITIONS, TIMED_PLAN, PARENT],
  });

/** The first timers fire, later ones never do. */
const firing = (times: number): Json => ({
  receipts: [...(times > 0 ? [{ kind: 'timer.set', times, answers: [{ payload: { delivered_at_ns: 1, key: null } }] }] : []), { kind: 'timer.set', answers: [] }],
});
const run = async (content: Json) => {
  const loaded = await world();
  return runScenario(loaded, await scenarioOf(loaded, content));
};

describe('a run', () => {
  test.each<[string, readonly Json[], number, readonly unknown[]]>([
    ['no child has ended; one that two barriers name counts once', [go('a')], 0, [{ plan: 'w/entry_both@1', child: 'w/core_main@1', parents: 1, children: 2 }]],
    ['two parents', [go('a'), go('b')], 0, [{ plan: 'w/entry_both@1', child: 'w/core_main@1', parents: 2, children: 4 }]],
    ['one of two has ended', [go('a')], 1, [{ plan: 'w/entry_both@1', child: 'w/core_main@1', parents: 1, children: 1 }]],
    ['a child that nobody awaits is under way', [go('a')], 2, []],
    ['nothing runs', [go('a')], 3, []],
  ])('%s', async (_what, inputs, times, awaited) => {
    const ran = await run({ inputs, ...firing(times) });
    expect(ran.awaited).toEqual(awaited);
  });
});

describe('`waits_for`', () => {
  const judged = async (plans: readonly Json[], times: number): Promise<string> => reportOf((await run({ inputs: [go('a')], expect: { plans }, ...firing(times) })).problems);
  const waits: Json = { plan: 'w/entry_both@1', waits_for: 'w/core_main@1' };

  test('holds while a child that it awaits is under way, and means a running instance', async () => {
    expect(await judged([waits, { plan: 'w/core_main@1', waits_for: 'w/core_main@1', count: 0 }], 1)).toBe('');
    expect(await judged([{ ...waits, count: 1, status: 'running' }], 0)).toBe('');
  });

  test.each<[string, readonly Json[], number, string]>([
    ['it has ended', [waits], 3, 'plan_result_differs /expect/plans/0 expected w/entry_both@1 running waiting for w/core_main@1 found w/entry_both@1 ok'],
    ['it waits for another plan', [{ ...waits, waits_for: 'w/entry_both@1' }], 0, 'plan_result_differs /expect/plans/0 expected w/entry_both@1 running waiting for w/entry_both@1 found w/entry_both@1 running waiting for 2 of w/core_main@1'],
    ['more than one does', [{ ...waits, count: 2 }], 0, 'plan_count_differs /expect/plans/0/count expected 2 of w/entry_both@1 running waiting for w/core_main@1 found 1'],
  ])('fails where %s', async (_what, plans, times, found) => {
    expect(await judged(plans, times)).toBe(found);
  });

  test('names a plan of the world', async () => {
    const loaded = await world();
    await expect(scenarioOf(loaded, { inputs: [], expect: { plans: [{ ...waits, waits_for: 'w/core_mian@1' }] } })).rejects.toThrow('scenario_unknown_name');
  });
});
