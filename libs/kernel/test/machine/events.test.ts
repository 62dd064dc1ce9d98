// Waits, triggers and the order of delivery: 10.18, 10.19.
import { describe, expect, test } from 'vitest';
import { assign, awaitEvent, awaitReceipt, chain, end, op, plan, raise, record, ref, text, timer, type EdgeForm } from '../support/plan.ts';
import { checkReplay, fired, run, type Run } from '../support/run.ts';
import { world, type Json, type WorldParts } from '../support/world.ts';

const ID = { record: { id: { text: {} } } };
const schemas = {
  Go: ID,
  Ping: { record: { id: { text: {} }, n: { option: { nat: {} } } } },
  Other: ID,
  Did: { record: { step: { text: {} } } },
};
const did = (id: string): Json => raise(id, 'w/Did@1', record({ step: text(id) }));
const same = op('eq', ref('@event.id'), ref('@plan.input.id'));
const go = { event: 'w/Go@1', plan: 'w/core_main@1' };

async function start(nodes: readonly Json[], parts: WorldParts = {}): Promise<Run> {
  return run(await world({ schemas, nodes, triggers: [go], ...parts }), { limits: parts.id === 'small' ? { derived_records: 40 } : {} });
}

/** What plans raised and which faults were recorded, in order. */
function told(ran: Run, from = 0): readonly string[] {
  checkReplay(ran);
  return ran.records().slice(from).flatMap((entry) => {
    if (entry.k === 'event' && entry.source.kind === 'plan') return [entry.source.step];
    if (entry.k === 'wait_fault') return [`fault ${entry.step} ${entry.code}`];
    if (entry.k === 'trigger_skipped') return [`skipped ${entry.plan} ${entry.trigger} ${entry.code}`];
    if (entry.k === 'plan_started') return [`start ${entry.plan}`];
    if (entry.k === 'plan_ended' && entry.status === 'error') return [`${entry.error?.code}`];
    return [];
  });
}

describe('await_event (10.18)', () => {
  const waits = (where?: Json): Json => plan([awaitEvent('w', 'w/Ping@1', where), did('got')], chain('w', 'got'));

  test('the value is bound, and @event is not kept', async () => {
    const ran = await start([plan([awaitEvent('w', 'w/Ping@1'), end('e', ref('@var:w'))], chain('w', 'e'), { output: 'w/Ping@1' })]);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.event('w/Ping@1', { id: 'x', n: 3 });
    expect(ran.lines().split('\n').at(-1)).toBe('plan_ended instance_id=@1 plan=w/core_main@1 status=ok result={n: 3, id: x}');
    checkReplay(ran);
  });

  test('broadcast: every waiter, in the order in which instances were started', async () => {
    const ran = await start([waits()]);
    for (const id of ['b', 'a', 'c']) await ran.event('w/Go@1', { id });
    const from = ran.records().length;
    const order = [...ran.kernel.state.instances.keys()];
    await ran.event('w/Ping@1', { id: 'x' });
    const ended = ran.records().slice(from).flatMap((entry) => (entry.k === 'plan_ended' ? [entry.instance_id] : []));
    expect(ended).toEqual(order);
  });

  test('only those whose `where` holds', async () => {
    const ran = await start([waits(same)]);
    for (const id of ['a', 'b', 'a']) await ran.event('w/Go@1', { id });
    const from = ran.records().length;
    await ran.event('w/Ping@1', { id: 'a' });
    expect(told(ran, from)).toEqual(['got', 'got']);
    expect(ran.kernel.state.instances.size).toBe(1);
  });

  test('one event may satisfy several waits of one instance; the instance then takes one turn', async () => {
    const ran = await start([plan([awaitEvent('v', 'w/Ping@1', same), did('after_v'), awaitEvent('w', 'w/Ping@1'), did('after_w')], ['v after_v', 'w after_w'])]);
    await ran.event('w/Go@1', { id: 'a' });
    const from = ran.records().length;
    await ran.event('w/Ping@1', { id: 'a' });
    expect(told(ran, from)).toEqual(['after_v', 'after_w']);
  });

  test('a wait is satisfied once: the second of two waits in a row needs a second event', async () => {
    const ran = await start([plan([awaitEvent('v', 'w/Ping@1'), awaitEvent('w', 'w/Ping@1'), did('got')], chain('v', 'w', 'got'))]);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.event('w/Ping@1', { id: 'x' });
    expect(told(ran)).toEqual(['start w/core_main@1']);
    await ran.event('w/Ping@1', { id: 'y' });
    expect(told(ran)).toEqual(['start w/core_main@1', 'got']);
  });

  test('an event raised before the wait is not seen, one raised after it in the same turn is', async () => {
    const ping = raise('ping', 'w/Ping@1', record({ id: text('x'), n: { null: {} } }));
    const before = await start([plan([ping, awaitEvent('w', 'w/Ping@1'), did('got')], ['ping w', 'w got'])]);
    await before.event('w/Go@1', { id: 'a' });
    expect(told(before)).toEqual(['start w/core_main@1', 'ping']);
    const after = await start([plan([awaitEvent('w', 'w/Ping@1'), ping, did('got')], ['w got'])]);
    await after.event('w/Go@1', { id: 'a' });
    expect(told(after)).toEqual(['start w/core_main@1', 'ping', 'got']);
  });

  test('an instance does not see the event that started it, others do', async () => {
    const ran = await start([plan([awaitEvent('w', 'w/Go@1'), did('got')], chain('w', 'got'))]);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.event('w/Go@1', { id: 'b' });
    expect(told(ran)).toEqual(['start w/core_main@1', 'got', 'start w/core_main@1']);
  });

  test.each<[string, Json, readonly string[]]>([
    ['a place that the event does not have', op('eq', op('add', ref('@event.n'), { nat: 1 }), { nat: 2 }), ['fault w type']],
    ['no bool', ref('@event.id'), ['fault w type']],
    ['not bound', op('eq', ref('@event.id'), ref('@var:later')), ['fault w unbound']],
    ['behind an `and` that is false', op('and', same, op('eq', op('add', ref('@event.n'), { nat: 1 }), { nat: 2 })), []],
    ['before an `and` that is false', op('and', op('eq', op('add', ref('@event.n'), { nat: 1 }), { nat: 2 }), same), ['fault w type']],
  ])('a `where` that faults is no match and a record: %s', async (_name, where, faults) => {
    const ran = await start([waits(where)]);
    await ran.event('w/Go@1', { id: 'a' });
    const from = ran.records().length;
    await ran.event('w/Ping@1', { id: 'b' });
    expect(told(ran, from)).toEqual(faults);
    expect(ran.kernel.state.instances.size).toBe(1);
  });
});

describe('the index of waits', () => {
  const branch: readonly EdgeForm[] = ['t x', 'x set'];
  const steps = (where: Json): readonly Json[] => [timer('t'), awaitReceipt('x', 't_handle'), assign('set', text('late'), 'v'), awaitEvent('w', 'w/Ping@1', where), did('got')];

  test('a variable that is bound while the step waits', async () => {
    const ran = await start([plan(steps(op('eq', ref('@event.id'), ref('@var:v'))), [...branch, 'w got'])]);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.event('w/Ping@1', { id: 'late' });
    await ran.answer(fired());
    await ran.event('w/Ping@1', { id: 'late' });
    expect(told(ran)).toEqual(['start w/core_main@1', 'fault w unbound', 'got']);
  });

  test('a variable with two writers is read anew for every event', async () => {
    const twice = [assign('first', text('early'), 'v'), ...steps(op('eq', ref('@event.id'), ref('@var:v')))];
    const ran = await start([plan(twice, ['first t', 'first w', ...branch, 'w got'])]);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.answer(fired());
    await ran.event('w/Ping@1', { id: 'early' });
    expect(ran.kernel.state.instances.size).toBe(1);
    await ran.event('w/Ping@1', { id: 'late' });
    expect(told(ran)).toEqual(['start w/core_main@1', 'got']);
  });

  /** Counts how many instances the delivery of events looks at. */
  function countAsked({ kernel: { state: { instances } } }: Run): { count: number } {
    const asked = { count: 0 };
    const get = instances.get.bind(instances);
    (instances as { get: typeof get }).get = (id) => {
      asked.count += 1;
      return get(id);
    };
    return asked;
  }

  test('of ten thousand parked instances an event asks one', async () => {
    const ran = await start([plan([awaitEvent('w', 'w/Ping@1', same), did('got')], chain('w', 'got'))]);
    for (let index = 0; index < 10_000; index += 1) await ran.kernel.submitEvent({ schema: 'w/Go@1', value: { id: `i${index}` } });
    const asked = countAsked(ran);
    await ran.event('w/Ping@1', { id: 'i7777' });
    expect(ran.kernel.state.instances.size).toBe(9_999);
    expect(asked.count).toBe(1);
  });

  test.each<[string, Json | undefined]>([['by value', same], ['without a value', undefined]])('a wait that is over is not asked again, nor is an instance that has ended: %s', async (_name, where) => {
    const ran = await start([plan([awaitEvent('v', 'w/Ping@1', where), awaitEvent('w', 'w/Other@1', where), awaitEvent('x', 'w/Ping@1', op('eq', ref('@event.id'), text('x'))), end('e')], ['v w', 'w e'])]);
    await ran.event('w/Go@1', { id: 'a' });
    const asked = countAsked(ran);
    const pings = async (): Promise<number> => {
      asked.count = 0;
      await ran.event('w/Ping@1', { id: 'a' });
      return asked.count;
    };
    expect(await pings()).toBe(1);
    expect(await pings()).toBe(0);
    await ran.event('w/Other@1', { id: 'a' });
    expect(ran.kernel.state.instances.size).toBe(0);
    asked.count = 0;
    await ran.event('w/Ping@1', { id: 'x' });
    expect(asked.count).toBe(0);
  });
});

describe('triggers', () => {
  const other = (name: string, more: Json = {}): Json => plan([did(name)], [], { name: `w/core_${name}@1`, ...more });
  const of = (name: string, more: Json = {}): Json => ({ event: 'w/Go@1', plan: `w/core_${name}@1`, ...more });

  test('by plan name, then index', async () => {
    const ran = await start([other('b'), other('a')], { triggers: [of('b'), of('a'), of('b')] });
    await ran.event('w/Go@1', { id: 'x' });
    expect(told(ran)).toEqual(['start w/core_a@1', 'a', 'start w/core_b@1', 'b', 'start w/core_b@1', 'b']);
  });

  test('waits come before triggers', async () => {
    const ran = await start([plan([awaitEvent('w', 'w/Ping@1'), did('waited')], chain('w', 'waited')), other('a', { input: 'w/Ping@1' })], {
      triggers: [go, { event: 'w/Ping@1', plan: 'w/core_a@1' }],
    });
    await ran.event('w/Go@1', { id: 'x' });
    await ran.event('w/Ping@1', { id: 'x' });
    expect(told(ran).slice(1)).toEqual(['waited', 'start w/core_a@1', 'a']);
  });

  test.each<[string, Json, readonly string[]]>([
    ['when is true', { when: op('eq', ref('@event.id'), text('x')) }, ['start w/core_a@1', 'a', 'start w/core_b@1', 'b']],
    ['when is false', { when: op('eq', ref('@event.id'), text('y')) }, ['start w/core_b@1', 'b']],
    ['when faults', { when: op('eq', ref('@event.none'), text('y')) }, ['skipped w/core_a@1 0 expression_fault', 'start w/core_b@1', 'b']],
    ['when is no bool', { when: ref('@event.id') }, ['skipped w/core_a@1 0 bad_value', 'start w/core_b@1', 'b']],
    ['input_expr faults', { input_expr: record({ id: ref('@event.none') }) }, ['skipped w/core_a@1 0 expression_fault', 'start w/core_b@1', 'b']],
    ['input_expr has another type', { input_expr: record({ id: { nat: 1 } }) }, ['skipped w/core_a@1 0 bad_input', 'start w/core_b@1', 'b']],
  ])('%s', async (_name, more, expected) => {
    const ran = await start([other('a'), other('b')], { triggers: [of('a', more), of('b')], airVersion: '1.1' });
    await ran.event('w/Go@1', { id: 'x' });
    expect(told(ran)).toEqual(expected);
  });

  test('correlate_by: the value in the input, else in the event, bound as correlation_id', async () => {
    const echo = (name: string, more: Json = {}): Json => plan([end('e', record({ step: ref('@var:correlation_id') }))], [], { name: `w/core_${name}@1`, output: 'w/Did@1', ...more });
    const ran = await start([echo('a'), echo('b', { input: 'w/Did@1' }), echo('c')], {
      triggers: [of('a', { correlate_by: 'id' }), of('b', { correlate_by: 'id', input_expr: record({ step: text('s') }) }), of('c')],
      airVersion: '1.1',
    });
    await ran.event('w/Go@1', { id: 'x' });
    expect(ran.lines().split('\n').filter((line) => line.startsWith('plan_'))).toMatchInlineSnapshot(`
      [
        "plan_started instance_id=@1 plan=w/core_a@1 input={id: x} correlation=x trigger=0",
        "plan_ended instance_id=@1 plan=w/core_a@1 status=ok result={step: x}",
        "plan_started instance_id=@2 plan=w/core_b@1 input={step: s} correlation=x trigger=1",
        "plan_ended instance_id=@2 plan=w/core_b@1 status=ok result={step: x}",
        "plan_started instance_id=@3 plan=w/core_c@1 input={id: x} trigger=2",
        "plan_ended instance_id=@3 plan=w/core_c@1 status=error error={code: expression_fault, message: unbound at /record/step: @var:correlation_id is not bound, step: e}",
      ]
    `);
    checkReplay(ran);
  });
});

describe('derived events (10.19)', () => {
  test('first in, first out', async () => {
    const two = plan([raise('p', 'w/Ping@1', record({ id: text('x'), n: { null: {} } })), raise('o', 'w/Other@1', record({ id: text('x') }))]);
    const on = (name: string, event: string): Json => plan([did(name), raise(`${name}_again`, 'w/Did@1', record({ step: text(name) }))], [], { name: `w/core_${name}@1`, input: event });
    const ran = await start([two, on('ping', 'w/Ping@1'), on('other', 'w/Other@1')], {
      triggers: [go, { event: 'w/Ping@1', plan: 'w/core_ping@1' }, { event: 'w/Other@1', plan: 'w/core_other@1' }],
    });
    await ran.event('w/Go@1', { id: 'a' });
    expect(told(ran)).toEqual(['start w/core_main@1', 'p', 'o', 'start w/core_ping@1', 'ping', 'ping_again', 'start w/core_other@1', 'other', 'other_again']);
  });

  test('a cascade that feeds itself is cut off with a `limit` record, and the world goes on', async () => {
    const again = plan([raise('again', 'w/Go@1', ref('@plan.input'))]);
    const ran = await start([again], { id: 'small' });
    await ran.event('w/Go@1', { id: 'a' });
    const last = ran.records().at(-1);
    expect(last).toEqual({ k: 'limit', limit: 'derived_records', allowed: 40, dropped_events: 0 });
    expect(ran.records().length).toBeLessThan(50);
    expect(ran.kernel.state.instances.size).toBe(0);
    await ran.event('w/Other@1', { id: 'a' });
    expect(ran.kinds().at(-1)).toBe('event_in');
    checkReplay(ran);
  });

  test('at the bound an instance in the middle of a turn, or about to take one, ends with `limit`', async () => {
    const burst = Array.from({ length: 60 }, (_, index) => did(`d${index}`));
    const ran = await start([plan(burst)], { id: 'small' });
    await ran.event('w/Go@1', { id: 'a' });
    expect(told(ran).at(-1)).toBe('limit');
    expect(ran.kinds().at(-1)).toBe('limit');
    checkReplay(ran);
  });
});
