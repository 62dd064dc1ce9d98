// Children: spawn, await, fan-out and barrier (10.11, 10.17, 10.20, 10.21).
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { decodeState, encodeState } from '../../src/state/state-codec.ts';
import { MemoryJournal } from '../../src/index.ts';
import { assign, awaitEvent, awaitReceipt, chain, end, op, plan, raise, record, ref, text, timer } from '../support/plan.ts';
import { checkReplay, error, fired, run, type Run } from '../support/run.ts';
import { world, type Json } from '../support/world.ts';

const SCHEMAS = {
  Go: { record: { ids: { list: { text: {} } }, ns: { list: { int: {} } } } },
  Item: { record: { id: { text: {} } } },
  Count: { nat: {} },
  Sum: { record: { first: { text: {} } } },
  Did: { record: { step: { text: {} } } },
};

const ITEM = record({ id: text('x') });
const spawn = (id: string, child = 'w/child@1', input: unknown = ITEM): Json => ({ id, op: 'spawn_plan', plan: child, input, bind: { handle_as: `${id}_h` } });
const fan = (id: string, inputs: unknown, more: Json = {}, child = 'w/child@1'): Json => ({ id, op: 'spawn_for_each', plan: child, inputs, bind: { handles_as: `${id}_hs` }, ...more });
const wait = (id: string, handle: unknown): Json => ({ id, op: 'await_plan', for: handle, bind: { as: `${id}_v` } });
const all = (id: string, handles: unknown): Json => ({ id, op: 'await_plans_all', handles, bind: { results_as: `${id}_v` } });
const child = (steps: readonly Json[], ids: readonly string[] = [], more: Json = {}): Json => plan(steps, chain(...ids), { name: 'w/child@1', input: 'w/Item@1', ...more });

/** Answers with the id it was given, after a timer. */
const SLOW = child([timer('nap'), awaitReceipt('woke', 'nap_handle'), end('done', ref('@plan.input'))], ['nap', 'woke', 'done'], { output: 'w/Item@1' });
const QUICK = child([end('done', ref('@plan.input'))], [], { output: 'w/Item@1' });
const FAILING = child([end('done', record({ id: ref('@var:no') }))], [], { output: 'w/Item@1' });

const items = (...ids: readonly string[]): Json => ({ list: ids.map((id) => record({ id: text(id) })) });

async function start(steps: readonly Json[], ids: readonly string[], nodes: readonly Json[], more: Json = {}, parts: Json = {}): Promise<Run> {
  const manifest = await world({
    airVersion: '1.1',
    schemas: SCHEMAS,
    nodes: [plan(steps, chain(...ids), more), ...nodes],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    ...parts,
  });
  return run(manifest);
}
const go = async (ran: Run, value: Json = {}): Promise<void> => void (await ran.event('w/Go@1', { ids: ['a', 'b'], ns: [1, 2], ...value } as never));
const ends = (ran: Run): readonly string[] => ran.lines().split('\n').filter((line) => line.startsWith('plan_ended')).map((line) => line.replace(/^plan_ended instance_id=@\d+ plan=w\//, ''));
const roundTrip = ({ kernel }: Run): void => expect(encodeState(decodeState(encodeState(kernel.state)))).toEqual(encodeState(kernel.state));

const ONE = [spawn('go'), wait('done', ref('@var:go_h')), raise('tell', 'w/Did@1', record({ step: ref('@var:done_v.$tag') })), end('end')] as const;
const ONE_IDS = ['go', 'done', 'tell', 'end'];

describe('one child', () => {
  test('that ends at once', async () => {
    const ran = await start(ONE, ONE_IDS, [QUICK]);
    await go(ran);
    expect(ran.lines(1)).toMatchInlineSnapshot(`
      "plan_started instance_id=@1 plan=w/core_main@1 input={ns: [1, 2], ids: [a, b]} trigger=0
      spawned instance_id=@1 step=go plan=w/child@1 count=1
      plan_started instance_id=@2 plan=w/child@1 input={id: x} parent={instance_id: @1, step: go, index: 0}
      plan_ended instance_id=@2 plan=w/child@1 status=ok result={id: x}
      event schema=w/Did@1 value={step: Ok} source=w/core_main@1:tell
      plan_ended instance_id=@1 plan=w/core_main@1 status=ok"
    `);
    checkReplay(ran);
  });

  test('that ends later', async () => {
    const ran = await start(ONE, ONE_IDS, [SLOW]);
    await go(ran);
    expect(ends(ran)).toEqual([]);
    roundTrip(ran);
    await ran.answer(fired());
    expect(ends(ran)).toEqual(['child@1 status=ok result={id: x}', 'core_main@1 status=ok']);
    checkReplay(ran);
  });

  test.each([
    ['its own fault', FAILING, {}, 'expression_fault'],
    ['a denied effect', SLOW, { policy: [] }, 'policy_denied'],
  ])('Error: %s', async (_what, node, parts, code) => {
    const steps = [spawn('go'), wait('done', ref('@var:go_h')), raise('tell', 'w/Did@1', record({ step: ref('@var:done_v.$value.code') })), raise('where', 'w/Did@1', record({ step: ref('@var:done_v.$value.step') }))];
    const ran = await start(steps, ['go', 'done', 'tell', 'where'], [node], {}, parts);
    await go(ran);
    expect(ran.lines()).toContain(`value={step: ${code}}`);
    expect(ends(ran).at(-1)).toBe('core_main@1 status=ok');
    checkReplay(ran);
  });

  test('Error: an answer that is a fault', async () => {
    const ran = await start(ONE, ONE_IDS, [SLOW]);
    await go(ran);
    await ran.answer(error());
    expect(ran.lines()).toContain('value={step: Error}');
    checkReplay(ran);
  });

  test('without an output is Ok of unit', async () => {
    const ran = await start(ONE, ONE_IDS, [child([end('done')])]);
    await go(ran);
    expect(ran.lines()).toContain('value={step: Ok}');
  });

  test('is awaited twice, and after it ended', async () => {
    const ran = await start([spawn('go'), wait('one', ref('@var:go_h')), wait('two', ref('@step:go')), end('end')], ['go', 'one', 'two', 'end'], [SLOW]);
    await go(ran);
    await ran.answer(fired());
    expect(ends(ran).at(-1)).toBe('core_main@1 status=ok');
    checkReplay(ran);
  });

  test('two parents with the same input do not hear of each other', async () => {
    const ran = await start(ONE, ONE_IDS, [SLOW]);
    await go(ran);
    await go(ran);
    expect(new Set(ran.records().flatMap((entry) => (entry.k === 'plan_started' ? [entry.instance_id] : []))).size).toBe(4);
    await ran.answer(error(), 1);
    expect(ran.lines().match(/value=\{step: \w+\}/g)).toEqual(['value={step: Error}']);
    await ran.answer(fired());
    expect(ran.lines().match(/value=\{step: \w+\}/g)).toEqual(['value={step: Error}', 'value={step: Ok}']);
    checkReplay(ran);
  });

  test('a duplicated receipt of it counts once, also behind the end of its parent', async () => {
    const ran = await start(ONE, ONE_IDS, [SLOW]);
    await go(ran);
    const [{ intentId } = expect.fail('nothing is asked for')] = ran.kernel.outbox();
    await ran.answer(fired());
    expect(ends(ran)).toHaveLength(2);
    const twice = await ran.kernel.submitReceipt({ intentId, adapterId: 'test', answer: fired() });
    const other = await ran.kernel.submitReceipt({ intentId, adapterId: 'test', answer: error() });
    expect([twice, other]).toEqual([{ status: 'duplicate', conflict: false }, { status: 'duplicate', conflict: true }]);
    expect(ends(ran)).toHaveLength(2);
    checkReplay(ran);
  });

  test('a crash after any record, between its end and the await too, is completed to the same journal', async () => {
    const ran = await start(ONE, ONE_IDS, [SLOW]);
    await go(ran);
    await go(ran);
    await ran.answer(fired());
    await ran.answer(error());
    const whole = [...ran.journal.records()];
    const kinds = ran.kinds();
    const between = kinds.findIndex((kind, seq) => kind === 'plan_ended' && kinds[seq + 1] === 'event') + 1;
    expect(between).toBeGreaterThan(0);
    for (let cut = 1; cut <= whole.length; cut += 1) {
      const again = await run(ran.options.manifest, { store: ran.store, journal: new MemoryJournal({ header: ran.journal.header!, records: whole.slice(0, cut) }) });
      const kept = [...again.journal.records()];
      expect(kept).toEqual(whole.slice(0, kept.length));
      expect(kept.length >= cut).toBe(true);
      // The crash between the end of the child and the step of the parent ends behind both.
      if (cut === between) expect(kept.length).toBeGreaterThan(cut);
      checkReplay(again);
    }
  });

  test('runs on when its parent has ended', async () => {
    const ran = await start([spawn('go'), end('end')], ['go', 'end'], [SLOW]);
    await go(ran);
    expect(ends(ran)).toEqual(['core_main@1 status=ok']);
    await ran.answer(fired());
    expect(ends(ran).at(-1)).toBe('child@1 status=ok result={id: x}');
    checkReplay(ran);
  });

  test('sees what its parent raises after the spawn', async () => {
    const listener = child([awaitEvent('hear', 'w/Did@1'), end('done', ref('@plan.input'))], ['hear', 'done'], { output: 'w/Item@1' });
    const ran = await start([spawn('go'), raise('tell', 'w/Did@1', record({ step: text('now') })), wait('done', ref('@var:go_h')), end('end')], ['go', 'tell', 'done', 'end'], [listener]);
    await go(ran);
    expect(ends(ran).at(-1)).toBe('core_main@1 status=ok');
    checkReplay(ran);
  });

  test('that never ends keeps its parent waiting', async () => {
    const ran = await start(ONE, ONE_IDS, [child([awaitEvent('hear', 'w/Did@1')])]);
    await go(ran);
    expect([...ran.kernel.state.instances.values()].map(({ plan: name, parent }) => [name, parent?.step])).toEqual([['w/core_main@1', undefined], ['w/child@1', 'go']]);
  });
});

describe('fan-out and barrier', () => {
  const each = (inputs: unknown, more: Json = {}): readonly Json[] => [fan('each', inputs, more), all('join', ref('@var:each_hs')), assign('first', op('get', ref('@var:join_v'), { nat: 0 })), end('end', record({ first: ref('@var:first.$value.id') }))];
  const IDS = ['each', 'join', 'first', 'end'];
  const SUM = { output: 'w/Sum@1' };

  test('results stand in the order of the inputs, whoever ends first', async () => {
    const ran = await start(each(items('a', 'b', 'c')), IDS, [SLOW], SUM);
    await go(ran);
    for (const position of [2, 1, 0]) {
      expect(ends(ran)).toHaveLength(2 - position);
      roundTrip(ran);
      await ran.answer(fired(), position);
    }
    expect(ends(ran).map((line) => line.split(' ').at(-1))).toEqual(['c}', 'b}', 'a}', 'a}']);
    checkReplay(ran);
  });

  test('a failed child is one Error among the results', async () => {
    const ran = await start([fan('each', items('a', 'b')), all('join', ref('@var:each_hs')), assign('x', op('get', ref('@var:join_v'), { nat: 1 })), raise('tell', 'w/Did@1', record({ step: ref('@var:x.$value.code') }))], ['each', 'join', 'x', 'tell'], [SLOW]);
    await go(ran);
    await ran.answer(error(), 1);
    await ran.answer(fired());
    expect(ran.lines()).toContain('value={step: adapter_error}');
    checkReplay(ran);
  });

  test('an empty list passes the barrier at once', async () => {
    const ran = await start([fan('each', { list: [] }), all('join', ref('@var:each_hs')), raise('tell', 'w/Did@1', record({ step: text('past') }))], ['each', 'join', 'tell'], [SLOW]);
    await go(ran);
    expect(ran.kinds(1)).toEqual(['plan_started', 'spawned', 'event', 'plan_ended']);
    checkReplay(ran);
  });

  test('above the bound nothing starts', async () => {
    const ran = await start(each(items('a', 'b', 'c'), { max_fanout: 2 }), IDS, [SLOW], SUM);
    await go(ran);
    expect(ran.kinds(1)).toEqual(['plan_started', 'plan_ended']);
    expect(ends(ran)).toEqual(['core_main@1 status=error error={code: fanout_exceeded, message: 3 inputs, max_fanout is 2, step: each}']);
  });

  test('a wrong input in the middle: nothing starts', async () => {
    const minus = op('sub', op('get', ref('@plan.input.ns'), { nat: 0 }), { nat: 5 });
    const counting = child([end('done')], [], { input: 'w/Count@1' });
    const ran = await start([fan('each', { list: [{ nat: 1 }, minus, { nat: 2 }] }), all('join', ref('@var:each_hs'))], ['each', 'join'], [counting]);
    await go(ran);
    expect(ran.kinds(1)).toEqual(['plan_started', 'plan_ended']);
    expect(ends(ran)[0]).toContain('code: bad_value, message: value[1]: expected nat, found -4');
  });

  test('more children than records are allowed: nothing starts', async () => {
    const manifest = await world({ airVersion: '1.1', schemas: SCHEMAS, nodes: [plan(each(items('a', 'b', 'c', 'd')), chain(...IDS), SUM), SLOW], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }] });
    const ran = await run(manifest, { limits: { ...DEFAULT_LIMITS, derived_records: 5 } });
    await go(ran);
    expect(ran.kinds(1)).toEqual(['plan_started', 'plan_ended', 'limit']);
  });

  test('two parents with the same inputs do not hear of each other', async () => {
    const ran = await start(each(items('a', 'b')), IDS, [SLOW], SUM);
    await go(ran);
    await go(ran);
    const starts = ran.records().flatMap((entry) => (entry.k === 'plan_started' ? [entry.instance_id] : []));
    expect(new Set(starts).size).toBe(6);
    for (const position of [3, 0, 0]) await ran.answer(fired(), position);
    expect(ends(ran).filter((line) => line.startsWith('core_main'))).toHaveLength(1);
    await ran.answer(fired());
    expect(ends(ran).filter((line) => line.startsWith('core_main'))).toHaveLength(2);
    checkReplay(ran);
  });

  test('a duplicated receipt of a child counts once', async () => {
    const ran = await start(each(items('a', 'b')), IDS, [SLOW], SUM);
    await go(ran);
    const [first] = ran.kernel.outbox();
    await ran.answer(fired());
    const again = await ran.kernel.submitReceipt({ intentId: first!.intentId, adapterId: 'test', answer: fired() });
    expect(ran.kinds().at(-1)).toBe('receipt_duplicate');
    expect(again).toBeDefined();
    expect(ends(ran)).toHaveLength(1);
    await ran.answer(fired());
    expect(ends(ran)).toHaveLength(3);
    checkReplay(ran);
  });

  test('one barrier over children of two spawns, one of them twice', async () => {
    const ran = await start([spawn('a'), spawn('b', 'w/child@1', record({ id: text('y') })), all('join', { list: [ref('@var:b_h'), ref('@var:a_h'), ref('@var:b_h')] }), assign('n', op('len', ref('@var:join_v'))), end('end', ref('@var:n'))], ['a', 'b', 'join', 'n', 'end'], [SLOW], { output: 'w/Count@1' });
    await go(ran);
    await ran.answer(fired());
    roundTrip(ran);
    await ran.answer(fired());
    expect(ends(ran).at(-1)).toBe('core_main@1 status=ok result=3');
    checkReplay(ran);
  });

  test('a crash after any record is completed to the same journal', async () => {
    const ran = await start(each(items('a', 'b')), IDS, [SLOW], SUM);
    await go(ran);
    await ran.answer(fired(), 1);
    await ran.answer(fired());
    const whole = [...ran.journal.records()];
    for (let cut = 1; cut <= whole.length; cut += 1) {
      const again = await run(ran.options.manifest, { store: ran.store, journal: new MemoryJournal({ header: ran.journal.header!, records: whole.slice(0, cut) }) });
      const kept = [...again.journal.records()];
      expect(kept).toEqual(whole.slice(0, kept.length));
      checkReplay(again);
    }
  });
});

describe('handles', () => {
  test.each<[string, unknown]>([
    ['of nobody', { record: { instance_id: { uuid: '00000000-0000-8000-8000-000000000000' }, plan: text('w/child@1') } }],
    ['that is none', text('x')],
  ])('%s: invalid_handle', async (_what, handle) => {
    const ran = await start([spawn('go'), assign('h', handle), wait('done', ref('@var:h'))], ['go', 'h', 'done'], [QUICK]);
    await go(ran);
    expect(ends(ran).at(-1)).toContain('code: invalid_handle');
    checkReplay(ran);
  });

  test('of a sibling mean nothing to the child that was given one', async () => {
    const nosy = plan([wait('done', ref('@plan.input'))], [], { name: 'w/nosy@1', input: 'sys/PlanHandle@1' });
    const ran = await start([spawn('go'), spawn('ask', 'w/nosy@1', ref('@var:go_h')), wait('done', ref('@var:ask_h')), raise('tell', 'w/Did@1', record({ step: ref('@var:done_v.$value.code') }))], ['go', 'ask', 'done', 'tell'], [QUICK, nosy]);
    await go(ran);
    expect(ran.lines()).toContain('value={step: invalid_handle}');
  });
});

test('plans that spawn themselves end at the bound on records', async () => {
  const loop = child([spawn('again', 'w/child@1', ref('@plan.input'))]);
  const manifest = await world({ airVersion: '1.1', schemas: SCHEMAS, nodes: [plan([spawn('go')]), loop], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }] });
  const ran = await run(manifest, { limits: { ...DEFAULT_LIMITS, derived_records: 5000 } });
  await go(ran);
  expect(ran.kinds().at(-1)).toBe('limit');
  checkReplay(ran);
});

describe('projections of triggers', () => {
  const project = async (trigger: Json, value: Json = {}): Promise<Run> => {
    const manifest = await world({ airVersion: '1.1', schemas: SCHEMAS, nodes: [QUICK], triggers: [{ event: 'w/Go@1', plan: 'w/child@1', ...trigger }] });
    const ran = await run(manifest);
    await go(ran, value);
    checkReplay(ran);
    return ran;
  };
  const FIRST = record({ id: op('get', ref('@event.ids'), { nat: 0 }) });

  test('make the input of the event', async () => {
    expect(ends(await project({ input_expr: FIRST }))).toEqual(['child@1 status=ok result={id: a}']);
    expect(ends(await project({ input_expr: { id: 'fixed' } }))).toEqual(['child@1 status=ok result={id: fixed}']);
  });

  test('pass over events that `when` does not hold for', async () => {
    const some = op('gt', op('len', ref('@event.ids')), { nat: 1 });
    expect(ends(await project({ when: some, input_expr: FIRST }))).toHaveLength(1);
    expect((await project({ when: some, input_expr: FIRST }, { ids: ['a'] })).kinds()).toEqual(['event_in']);
  });

  test('that fault skip the trigger and say so', async () => {
    expect((await project({ input_expr: FIRST }, { ids: [] })).lines(1)).toMatchInlineSnapshot(`"trigger_skipped plan=w/child@1 trigger=0 code=expression_fault message=index_out_of_range at /record/id: index 0 of a list of 0"`);
    expect((await project({ when: op('eq', op('get', ref('@event.ids'), { nat: 3 }), text('x')), input_expr: FIRST })).kinds(1)).toEqual(['trigger_skipped']);
  });
});

test('a child keeps the definitions of its parent when the manifest changes', async () => {
  const version = (id: string) => world({ airVersion: '1.1', schemas: SCHEMAS, nodes: [plan([timer('t'), awaitReceipt('w', 't_handle'), spawn('go'), wait('done', ref('@var:go_h')), raise('tell', 'w/Did@1', record({ step: ref('@var:done_v.$value.id') }))], chain('t', 'w', 'go', 'done', 'tell')), child([end('done', record({ id: text(id) }))], [], { output: 'w/Item@1' })], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }] });
  const ran = await run(await version('old'));
  await go(ran);
  await ran.kernel.changeManifest(await version('new'));
  await ran.answer(fired());
  expect(ran.lines()).toContain('value={step: old}');
  checkReplay(ran);
});
