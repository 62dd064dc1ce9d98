// Reducers: cells by key, order of calls, output that is refused as a whole: 10.8, 10.19.
import { decodeCanonical, encodeCanonical, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { KernelError, ModuleTrap, scriptedModules } from '../../src/index.ts';
import type { Limits, ModuleHost, ScriptedInput, ScriptedModule } from '../../src/index.ts';
import { plan, raise, ref } from '../support/plan.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { world, type Json, type WorldParts } from '../support/world.ts';

const schemas = {
  Add: { record: { id: { text: {} }, n: { nat: {} } } },
  Total: { record: { id: { text: {} }, total: { nat: {} } } },
  Count: { record: { total: { nat: {} } } },
  CounterEvent: { variant: { Add: { ref: 'w/Add@1' }, Total: { ref: 'w/Total@1' } } },
};
const reducer = (name: string, more: Json = {}, abi: Json = {}): Json => ({
  $kind: 'defmodule',
  name: `w/${name}@1`,
  module_kind: 'reducer',
  wasm_hash: '',
  key_schema: 'w/Key@1',
  abi: { reducer: { state: 'w/Count@1', event: 'w/Add@1', ...abi } },
  ...more,
});
const route = (name: string, more: Json = {}): Json => ({ event: 'w/Add@1', reducer: `w/${name}@1`, key_field: 'id', ...more });

async function start(module: ScriptedModule | ModuleHost, parts: WorldParts = {}): Promise<Run> {
  const manifest = await world({
    schemas: { ...schemas, Key: { text: {} } },
    nodes: [reducer('Counter')],
    routes: [route('Counter')],
    ...parts,
  });
  return run(manifest, { modules: typeof module === 'function' ? scriptedModules({ 'w/Counter@1': module, 'w/Aaa@1': module }) : module });
}

const member = (value: CanonValue | undefined, name: string): CanonValue => (value instanceof Map ? (value.get(name) ?? null) : null);
const add: ScriptedModule = ({ state, event }) => ({ state: { total: Number(member(state, 'total') ?? 0) + Number(member(event.value, 'n')) } });
const cells = (ran: Run, module = 'w/Counter@1'): readonly string[] => [...(ran.kernel.state.cells.get(module)?.values() ?? [])].map(({ state }) => String(member(decodeCanonical(state), 'total')));
const last = (ran: Run): string => {
  checkReplay(ran);
  return ran.lines().split('\n').at(-1)!;
};

describe('cells', () => {
  test('one for each key', async () => {
    const ran = await start(add);
    for (const [id, n] of [['a', 1], ['b', 10], ['a', 2]] as const) await ran.event('w/Add@1', { id, n });
    expect(cells(ran)).toEqual(['3', '10']);
    expect(last(ran)).toBe('module_call module=w/Counter@1 key=a call=0 input={kind: event, event_hash: #1} events=0 effects=0'.replace('#1', last(ran).match(/#\d+/)![0]));
  });

  test('without a key there is one', async () => {
    const ran = await start(add, { nodes: [{ ...reducer('Counter'), key_schema: undefined }], routes: [{ event: 'w/Add@1', reducer: 'w/Counter@1' }] });
    for (const id of ['a', 'b']) await ran.event('w/Add@1', { id, n: 1 });
    expect(cells(ran)).toEqual(['2']);
    checkReplay(ran);
  });

  test('no state ends the cell', async () => {
    const ran = await start(({ state }) => (state ? {} : { state: { total: 1 } }));
    for (const _ of [1, 2]) await ran.event('w/Add@1', { id: 'a', n: 1 });
    expect(ran.kernel.state.cells.size).toBe(0);
    checkReplay(ran);
  });

  test('a variant event schema: the event comes in its arm', async () => {
    const seen: ScriptedInput[] = [];
    const ran = await start((input) => {
      seen.push(input);
      return { state: { total: 1 } };
    }, { nodes: [reducer('Counter', {}, { event: 'w/CounterEvent@1', context: 'sys/ReducerContext@1' })] });
    await ran.event('w/Add@1', { id: 'a', n: 1 });
    expect(seen[0]?.event).toMatchObject({ schema: 'w/Add@1', value: new Map<string, unknown>([['$tag', 'Add'], ['$value', new Map<string, unknown>([['n', 1], ['id', 'a']])]]) });
    expect(member(seen[0]?.context, 'journal_height')).toBe(1);
    expect(member(seen[0]?.context, 'reducer')).toBe('w/Counter@1');
    expect(member(seen[0]?.context, 'cell_mode')).toBe(true);
  });
});

describe('order', () => {
  test('plans before modules, modules by name', async () => {
    const parts = {
      nodes: [reducer('Counter'), reducer('Aaa'), plan([raise('p', 'w/Total@1', { record: { id: ref('@plan.input.id'), total: ref('@plan.input.n') } })], [], { input: 'w/Add@1' })],
      routes: [route('Counter'), route('Aaa')],
      triggers: [{ event: 'w/Add@1', plan: 'w/core_main@1' }],
    };
    const ran = await start(add, parts);
    await ran.event('w/Add@1', { id: 'a', n: 1 });
    expect(ran.records().map((record) => (record.k === 'module_call' ? record.module : record.k))).toEqual(['event_in', 'plan_started', 'event', 'plan_ended', 'w/Aaa@1', 'w/Counter@1']);
    checkReplay(ran);
  });

  test('two routes of one module: by key', async () => {
    const ran = await start(add, {
      schemas: { ...schemas, Key: { text: {} }, Add: { record: { id: { text: {} }, other: { text: {} }, n: { nat: {} } } } },
      routes: [route('Counter'), route('Counter', { key_field: 'other' })],
    });
    await ran.event('w/Add@1', { id: 'b', other: 'a', n: 1 });
    expect(ran.lines(1).split('\n').map((line) => /key=(\w)/.exec(line)?.[1])).toEqual(['a', 'b']);
  });

  test('events of a module come after everything that the event in hand reaches', async () => {
    const ran = await start((input) => ({ ...add(input), events: [{ schema: 'w/Total@1', value: { id: 'a', total: 1 } }] }));
    await ran.event('w/Add@1', { id: 'a', n: 1 });
    expect(ran.lines(1)).toContain('event schema=w/Total@1 value={id: a, total: 1} source=w/Counter@1:');
    expect(ran.kinds()).toEqual(['event_in', 'module_call', 'event']);
  });
});

describe('output that is refused: a record, the old state kept', () => {
  const many = Array.from({ length: 257 }, () => ({ schema: 'w/Total@1', value: { id: 'a', total: 1 } }));
  const raw = (output: Uint8Array): ModuleHost => ({ call: () => ({ ok: true, output, fuel: 7n }) });
  test.each<[string, ScriptedModule | ModuleHost, string]>([
    ['a trap', () => { throw new ModuleTrap('unreachable'); }, 'code=trap message=unreachable'],
    ['a missing module', scriptedModules({}), 'code=module_missing message=no scripted module w/Counter@1'],
    ['state of another type', () => ({ state: { total: 'x' } }), 'code=bad_output message=state.total: expected nat, found "x"'],
    ['an event of another type', () => ({ events: [{ schema: 'w/Total@1', value: { id: 1, total: 1 } }] }), 'code=bad_output message=domain_events[0].id: expected text, found 1'],
    ['an unknown event', () => ({ events: [{ schema: 'w/None@1', value: 1 }] }), 'code=unknown_event message=domain_events[0]: no schema w/None@1'],
    ['a good event before a bad one', () => ({ events: [many[0]!, { schema: 'w/Total@1', value: 1 }] }), 'code=bad_output message=domain_events[1]: expected record, found 1'],
    ['an effect', () => ({ effects: [{ kind: 'timer.set', params: encodeCanonical({}) }] }), 'code=undeclared_effect message=a reducer emits no effects'],
    ['too many events', () => ({ events: many }), 'code=limit_exceeded message=events: 257, at most 256 limit={name: events, allowed: 256, observed: 257}'],
    ['garbage', raw(new Uint8Array([1, 2])), 'code=bad_output message='],
    ['an unknown field', raw(encodeCanonical({ more: 1 })), 'code=bad_output message=the value: expected no key more fuel=7'],
    ['too many bytes', raw(encodeCanonical({ ann: new Uint8Array(1_048_576) })), 'code=limit_exceeded message=output_bytes: 1048589, at most 1048576 fuel=7'],
  ])('%s', async (_name, module, expected) => {
    const bad = typeof module === 'function' ? scriptedModules({ 'w/Counter@1': module }) : module;
    const good = scriptedModules({ 'w/Counter@1': add });
    // The journal tells the two calls apart by the event, so that replay calls the same one.
    const ran = await start({ call: (called: Parameters<ModuleHost['call']>[0], input: Uint8Array, limits: Limits) => (Buffer.from(input).includes('good') ? good : bad).call(called, input, limits) }, {
      schemas: { ...schemas, Key: { text: {} }, Add: { record: { id: { text: {} }, n: { nat: {} }, how: { text: {} } } } },
    });
    await ran.event('w/Add@1', { id: 'a', n: 1, how: 'good' });
    const cellsBefore = cells(ran);
    await ran.event('w/Add@1', { id: 'a', n: 1, how: 'bad' });
    expect(last(ran)).toContain('module_fault module=w/Counter@1 key=a');
    expect(last(ran)).toContain(expected);
    expect(cells(ran)).toEqual(cellsBefore);
  });

  test('the key is missing', async () => {
    const ran = await start(add, { routes: [route('Counter', { key_field: 'none' })] });
    await ran.event('w/Add@1', { id: 'a', n: 1 });
    expect(last(ran)).toContain('code=bad_key message=the event has no none');
  });

  test('a manifest may lower the limits', async () => {
    const limits = { policy: 'w/policy@1', cap_grants: [], limits: { events: 0 } };
    const ran = await start(() => ({ events: many.slice(0, 1) }), { manifest: { defaults: limits }, airVersion: '1.1' });
    await ran.event('w/Add@1', { id: 'a', n: 1 });
    expect(last(ran)).toContain('limit={name: events, allowed: 0, observed: 1}');
  });
});

test('a fault of the host stops the kernel and journals nothing', async () => {
  const ran = await start(() => {
    throw new RangeError('stack');
  });
  await expect(ran.event('w/Add@1', { id: 'a', n: 1 })).rejects.toMatchObject({ code: 'host_fault' });
  expect(ran.records()).toEqual([]);
  await expect(ran.event('w/Add@1', { id: 'a', n: 1 })).rejects.toBeInstanceOf(KernelError);
  const again = await run(ran.options.manifest, { journal: ran.journal, store: ran.store, modules: scriptedModules({ 'w/Counter@1': add }) });
  await again.event('w/Add@1', { id: 'a', n: 1 });
  expect(cells(again)).toEqual(['1']);
});
