// Every expectation: a run that meets it, and its broken twin.
import { ModuleTrap, scriptedModules } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { DEFINITIONS, go, MANIFEST, reportOf, scenarioOf, smallWorld, TIMED_PLAN, type Json } from '../support/small-world.ts';

const COUNTER: Json = {
  $kind: 'defmodule',
  name: 'w/Counter@1',
  module_kind: 'reducer',
  key_schema: 'w/Id@1',
  abi: { reducer: { state: 'w/Count@1', event: 'w/Go@1', context: 'sys/ReducerContext@1' } },
};

const world = (parts: Json = {}) =>
  smallWorld({
    manifest: { ...MANIFEST, ...parts, schemas: ['w/Go@1', 'w/Done@1', 'w/Id@1', 'w/Count@1', 'sys/ReducerContext@1'].map((name) => ({ name })), modules: [{ name: 'w/Counter@1' }], routing: { events: [{ event: 'w/Go@1', reducer: 'w/Counter@1', key_field: 'id' }] } },
    definitions: [...DEFINITIONS, TIMED_PLAN, COUNTER, { $kind: 'defschema', name: 'w/Id@1', type: { text: {} } }, { $kind: 'defschema', name: 'w/Count@1', type: { record: { n: { nat: {} } } } }],
    modules: scriptedModules({
      'w/Counter@1': ({ state, event }) => {
        const id = event.value instanceof Map ? event.value.get('id') : undefined;
        if (id === 'trap') throw new ModuleTrap('asked for');
        const n = state instanceof Map ? Number(state.get('n')) : 0;
        return id === 'gone' ? {} : { state: { n: n + 1 } };
      },
    }),
  });

async function verdict(content: Json, parts: Json = {}): Promise<string> {
  const loaded = await world(parts);
  return reportOf((await runScenario(loaded, await scenarioOf(loaded, content))).problems);
}

const two = [go('a', '@time:2s'), go('b', '@time:1s')];
const done = (id: string, more: Json = {}): Json => ({ event: 'w/Done@1', value: { id }, ...more });
const plan = (more: Json): Json => ({ plan: 'w/core_main@1', ...more });
const expecting = (expect: Json, inputs: readonly Json[] = two, more: Json = {}): Json => ({ inputs, expect, ...more });
const failing = { receipts: [{ kind: 'timer.set', answers: [{ fault: { code: 'broken' } }] }] };

describe('met', () => {
  test.each<[string, Json]>([
    ['events in order', expecting({ events: [done('b'), done('a', { value: { at: '@time:2s' } })] })],
    ['events counted', expecting({ events: [{ event: 'w/Done@1', count: 2 }, done('a', { count: 1 }), done('c', { count: 0 })] })],
    ['plans in order and counted', expecting({ plans: [plan({ result: { id: 'b' } }), plan({ result: { id: 'a' } }), plan({ status: 'ok', count: 2 }), plan({ status: 'running', count: 0 })] })],
    ['an expected error', expecting({ plans: [plan({ error: 'adapter_error' }), plan({ status: 'error' })] }, two, failing)],
    ['running instances', expecting({ plans: [plan({ status: 'running', count: 2 })], under_way: { 'timer.set': 2 } }, two, { receipts: [{ kind: 'timer.set', answers: [] }] })],
    ['effects', expecting({ effects: { 'timer.set': 2 }, under_way: { 'timer.set': 0 } })],
    ['cells', expecting({ cells: [{ module: 'w/Counter@1', key: 'a', state: { n: 2 } }, { module: 'w/Counter@1', key: 'c', state: null }] }, [go('a'), go('a')])],
    ['a fault', expecting({ faults: [{ fault: 'module_fault', name: 'w/Counter@1', code: 'trap', count: 1 }] }, [go('trap')])],
    ['a refusal', { inputs: [{ event: 'w/Go@1', value: { id: 1 }, refused: 'bad_event' }] }],
  ])('%s', async (_name, content) => {
    expect(await verdict(content)).toBe('');
  });
});

describe('not met', () => {
  test.each<[string, Json, string]>([
    ['order of events', expecting({ events: [done('a'), done('b')] }), 'event_not_raised /expect/events/1 expected w/Done@1 found none after w/Done@1'],
    ['value of an event', expecting({ events: [done('b', { value: { id: 'b', at: 7 } })] }), 'event_not_raised /expect/events/0 expected w/Done@1.at 7 found 1000000000'],
    ['number of events', expecting({ events: [{ event: 'w/Done@1', count: 1 }] }), 'event_count_differs /expect/events/0/count expected 1 of w/Done@1 found 2'],
    ['result of a plan', expecting({ plans: [plan({ result: { id: 'c' } })] }), 'plan_result_differs /expect/plans/0 expected w/core_main@1.result.id "c" found "b"'],
    ['an error that does not come', expecting({ plans: [plan({ error: 'adapter_error' })] }), 'plan_result_differs /expect/plans/0 expected w/core_main@1 error adapter_error found w/core_main@1 ok'],
    ['number of plans', expecting({ plans: [plan({ status: 'ok', count: 3 })] }), 'plan_count_differs /expect/plans/0/count expected 3 of w/core_main@1 ok found 2'],
    ['a cell', expecting({ cells: [{ module: 'w/Counter@1', key: 'a', state: { n: 3 } }] }), 'cell_differs /expect/cells/0/state expected w/Counter@1.n 3 found 1'],
    ['a cell that is not there', expecting({ cells: [{ module: 'w/Counter@1', key: 'z', state: { n: 3 } }] }), 'cell_differs /expect/cells/0/state expected w/Counter@1 {"n":3} found nothing'],
    ['a cell that is there', expecting({ cells: [{ module: 'w/Counter@1', key: 'a', state: null }] }), 'cell_differs /expect/cells/0/state expected no cell found a cell'],
    ['number of effects', expecting({ effects: { 'timer.set': 1 } }), 'effect_count_differs /expect/effects/timer.set expected 1 of timer.set found 2'],
    ['number under way', expecting({ under_way: { 'timer.set': 1 } }), 'under_way_differs /expect/under_way/timer.set expected 1 of timer.set found 0'],
    ['a fault that does not come', expecting({ faults: [{ fault: 'limit' }] }), 'fault_not_found /expect/faults/0 expected at least one found 0'],
    ['an unexpected error of a plan', { inputs: [go('a')], ...failing }, 'fault_not_expected /expect expected no error of w/core_main@1 found w/core_main@1 error adapter_error: step fired: broken'],
    ['an unexpected fault of a module', { inputs: [go('trap')] }, 'fault_not_expected /expect expected no module_fault found module_fault w/Counter@1 trap: asked for'],
    ['a refused input', { inputs: [go('a', 1, { ingress_id: 'x' }), go('b', 1, { ingress_id: 'x' })] }, 'input_refused /inputs/1 expected no refusal found ingress_conflict: '],
    ['another refusal', { inputs: [{ event: 'w/Go@1', value: { id: 1 }, refused: 'unknown_event' }] }, 'input_refused /inputs/0 expected the refusal `unknown_event` found bad_event: '],
    ['an accepted input', { inputs: [go('a', 1, { refused: 'bad_event' })] }, 'input_accepted /inputs/0/refused expected the refusal `bad_event` found the world took it'],
    ['no end', { inputs: two, max_items: 3 }, 'scenario_not_idle /max_items expected nothing due after 3 items found more'],
    ['a secret in an event', { secrets: { key: 'hunter2' }, inputs: [go('hunter2')] }, 'secret_in_journal /secrets/key expected no record that holds it found a record'],
  ])('%s', async (_name, content, expected) => {
    const report = await verdict(content);
    expect(report.slice(0, expected.length)).toBe(expected);
    expect(report.split('\n')).toHaveLength(1);
  });

  test('a denial ends the plan and is told with it', async () => {
    expect(await verdict({ inputs: [go('a')] }, { defaults: { ...(MANIFEST['defaults'] as Json), cap_grants: [{ name: 'timer', cap: 'sys/timer@1', params: { record: {} }, expiry_ns: 0 }] } })).toMatch(/^fault_not_expected \/expect expected no error of w\/core_main@1 found w\/core_main@1 error cap_denied/);
  });
});

test('an answer that would carry the value of a secret becomes a fault', async () => {
  const content = { secrets: { key: 'hunter2' }, inputs: [go('a')], receipts: [{ kind: 'timer.set', answers: [{ fault: { code: 'no', message: 'the key hunter2 is wrong' } }] }] };
  const report = await verdict(content);
  expect(report).toContain('secret_echoed');
  expect(report).not.toContain('hunter2');
});
