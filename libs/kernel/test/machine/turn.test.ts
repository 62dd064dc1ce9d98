// Readiness, turns and the end of an instance: 10.15, 10.16, 10.17.
import { describe, expect, test } from 'vitest';
import { assign, awaitEvent, awaitReceipt, chain, end, op, plan, raise, record, ref, text, timer, type EdgeForm } from '../support/plan.ts';
import { checkReplay, fired, run } from '../support/run.ts';
import { world, type Json } from '../support/world.ts';

const GO = { record: { id: { text: {} }, n: { option: { nat: {} } } } };
const trace = (id: string): Json => raise(id, 'w/Did@1', record({ step: text(id) }));

interface Ran {
  /** Steps of the events raised, in order. */
  readonly did: readonly string[];
  readonly ended: string;
}

async function runPlan(steps: readonly Json[], edges: readonly EdgeForm[] = [], more: Json = {}, value: Json = { id: 'a', n: 7 }): Promise<Ran> {
  const manifest = await world({
    schemas: { Go: GO, Did: { record: { step: { text: {} } } }, Num: { nat: {} } },
    nodes: [plan(steps, edges, more)],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
  });
  const ran = await run(manifest);
  await ran.event('w/Go@1', value as never);
  checkReplay(ran);
  const records = ran.records();
  return {
    did: records.flatMap((entry) => (entry.k === 'event' && entry.source.kind === 'plan' ? [entry.source.step] : [])),
    ended: ran.lines().split('\n').filter((line) => line.startsWith('plan_ended')).map((line) => line.replace('plan_ended instance_id=@1 plan=w/core_main@1 ', '')).join('; '),
  };
}

const no = op('eq', { nat: 1 }, { nat: 2 });
const yes = op('eq', { nat: 1 }, { nat: 1 });
const broken = op('eq', ref('@plan.input.n.x'), { nat: 2 });

describe('readiness (10.15)', () => {
  test.each<[string, readonly Json[], readonly EdgeForm[], readonly string[]]>([
    ['without edges: all, in declared order', [trace('b'), trace('a'), trace('c')], [], ['b', 'a', 'c']],
    ['an edge backwards in the list', [trace('b'), trace('a')], ['a b'], ['a', 'b']],
    ['true guard', [trace('a'), trace('b')], [['a b', yes]], ['a', 'b']],
    ['false guard skips', [trace('a'), trace('b')], [['a b', no]], ['a']],
    ['skipping goes on to what follows', [trace('a'), trace('b'), trace('c')], [['a b', no], 'b c'], ['a']],
    ['a join waits for the last predecessor', [trace('a'), trace('j'), trace('b')], ['a j', 'b j'], ['a', 'b', 'j']],
    ['a join runs once one edge is true', [trace('a'), trace('b'), trace('j')], [['a j', no], ['b j', yes]], ['a', 'b', 'j']],
    ['a join all of whose edges are false is skipped', [trace('a'), trace('b'), trace('j'), trace('k')], [['a j', no], ['b j', no], 'j k'], ['a', 'b']],
    ['an edge from a skipped step counts for nothing', [trace('a'), trace('b'), trace('j')], [['a b', no], ['b j', yes], ['a j', no]], ['a']],
    ['a diamond', [trace('a'), trace('b'), trace('c'), trace('d')], [['a b', yes], ['a c', no], 'b d', 'c d'], ['a', 'b', 'd']],
  ])('%s', async (_name, steps, edges, did) => {
    expect(await runPlan(steps, edges)).toEqual({ did, ended: 'status=ok' });
  });

  test('a true edge before a faulting one decides; after it the fault ends the instance', async () => {
    expect(await runPlan([trace('a'), trace('b'), trace('j')], [['a j', yes], ['b j', broken]])).toEqual({ did: ['a', 'b', 'j'], ended: 'status=ok' });
    expect(await runPlan([trace('a'), trace('b'), trace('j')], [['a j', broken], ['b j', yes]])).toEqual({
      did: ['a', 'b'],
      ended: 'status=error error={code: guard_fault, message: the guard of the edge from a: type: expected record, variant or map, got nat, step: j}',
    });
  });

  test('a guard that is no bool', async () => {
    expect((await runPlan([trace('a'), trace('b')], [['a b', text('x')]])).ended).toBe('status=error error={code: guard_fault, message: the guard of the edge from a is text, not bool, step: b}');
  });

  test('a guard is evaluated once, with what is bound when the last predecessor settles', async () => {
    const steps = [assign('x', { nat: 1 }, 'v'), trace('late'), assign('y', { nat: 2 }, 'v'), trace('b')];
    const edges: readonly EdgeForm[] = ['x late', ['x b', op('eq', ref('@var:v'), { nat: 1 })], 'late y'];
    expect(await runPlan(steps, edges)).toEqual({ did: ['late', 'b'], ended: 'status=ok' });
  });
});

describe('turns (10.16)', () => {
  test('the first ready step in declared order, again after each', async () => {
    const steps = [trace('c'), trace('a'), trace('b'), trace('d')];
    expect((await runPlan(steps, ['a c'])).did).toEqual(['a', 'c', 'b', 'd']);
  });

  test('`end` completes at once: ready siblings do not run', async () => {
    expect(await runPlan([trace('a'), end('done'), trace('b')])).toEqual({ did: ['a'], ended: 'status=ok' });
  });

  test('several awaits at once; steps beside them run on', async () => {
    const manifest = await world({
      schemas: { Go: GO, Did: { record: { step: { text: {} } } } },
      nodes: [plan([timer('t', { nat: 5 }), timer('u', { nat: 6 }), awaitReceipt('x', 't_handle'), awaitReceipt('y', 'u_handle'), trace('z'), trace('both')], ['t x', 'u y', 'x both', 'y both'])],
      triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    });
    const ran = await run(manifest);
    await ran.event('w/Go@1', { id: 'a' });
    expect(ran.kinds().filter((kind) => kind === 'event')).toEqual(['event']);
    expect([...[...ran.kernel.state.instances.values()][0]!.steps]).toEqual([3, 3, 2, 2, 3, 0]);
    await ran.answer(fired(), 1);
    await ran.answer(fired());
    expect(ran.kinds().slice(-2)).toEqual(['event', 'plan_ended']);
    checkReplay(ran);
  });
});

describe('the end of an instance (10.17)', () => {
  const output = { output: 'w/Num@1' };
  test.each<[string, readonly Json[], readonly EdgeForm[], Json, string]>([
    ['a result', [end('e', ref('@plan.input.n'))], [], output, 'status=ok result=7'],
    ['no end, no output', [assign('x', { nat: 1 })], [], {}, 'status=ok'],
    ['no end ran and an output is declared', [assign('x', { nat: 1 })], [], output, 'status=error error={code: no_result, message: the plan declares an output and no `end` ran}'],
    ['the end was skipped', [assign('x', { nat: 1 }), end('e', { nat: 1 })], [['x e', no]], output, 'status=error error={code: no_result, message: the plan declares an output and no `end` ran}'],
    ['two ends: the first one wins (10.37)', [end('e', ref('@plan.input.n')), end('f', { nat: 2 })], [], output, 'status=ok result=7'],
    ['a result of another type', [end('e', ref('@plan.input.id'))], [], output, 'status=error error={code: bad_value, message: value: expected nat, found "a", step: e}'],
    ['a fault in an expression', [assign('x', op('add', ref('@plan.input.id'), { nat: 1 }))], [], {}, 'status=error error={code: expression_fault, message: type: expected int or nat, got text, step: x}'],
    ['an unbound variable', [assign('x', ref('@var:y'))], [], {}, 'status=error error={code: expression_fault, message: unbound: @var:y is not bound, step: x}'],
    ['a step that was skipped', [assign('x', { nat: 1 }), assign('y', { nat: 1 }), assign('z', ref('@step:y'))], [['x y', no], 'x z'], {}, 'status=error error={code: expression_fault, message: unbound: @step:y is not bound, step: z}'],
    ['a local of another type', [assign('x', ref('@plan.input.id'), 'v')], [], { locals: { v: 'w/Num@1' } }, 'status=error error={code: bad_value, message: value: expected nat, found "a", step: x}'],
    ['an event of another type', [raise('x', 'w/Num@1', ref('@plan.input.id'))], [], {}, 'status=error error={code: bad_value, message: value: expected nat, found "a", step: x}'],
    ['parameters of another type', [timer('t', ref('@plan.input.id'))], [], {}, 'status=error error={code: bad_params, message: value.deliver_at_ns: expected nat, found "a", step: t}'],
    ['an await before its emit', [awaitReceipt('x', 't_handle'), timer('t')], [], {}, 'status=error error={code: not_emitted, message: the effect that it awaits was not emitted, step: x}'],
    ['steps in a circle', [assign('x', { nat: 1 }), assign('y', { nat: 1 })], ['x y', 'y x'], {}, 'status=error error={code: stalled, message: the steps that are left wait for each other}'],
  ])('%s', async (_name, steps, edges, more, ended) => {
    expect((await runPlan(steps, edges, more)).ended).toBe(ended);
  });

  test('a value nested deeper than the bound', async () => {
    const around = (inner: Json): Json => Array.from({ length: 32 }).reduce<Json>((nested) => ({ list: [nested, ref('@plan.input.id')] }), inner);
    const steps = [assign('x', around({ nat: 1 })), assign('y', around(ref('@var:x')))];
    expect(await runPlan(steps)).toEqual({ did: [], ended: 'status=ok' });
    expect((await runPlan([...steps, assign('z', { list: [ref('@var:y')] })])).ended).toBe('status=error error={code: value_too_deep, message: nested deeper than 64, step: z}');
  });

  test('steps with children need AIR 1.1', async () => {
    const step = { id: 's', op: 'spawn_plan', plan: 'w/core_main@1', input: { record: { id: ref('@plan.input.id'), n: ref('@plan.input.n') } }, bind: { handle_as: 'h' } };
    await expect(runPlan([step])).rejects.toThrow('defplan w/core_main@1: step s needs AIR 1.1');
  });

  test('one end record an instance, and nothing of it stays behind', async () => {
    const manifest = await world({
      schemas: { Go: GO },
      nodes: [plan([awaitEvent('w', 'w/Go@1'), timer('t'), end('e', undefined)], ['t e'])],
      triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    });
    const ran = await run(manifest);
    await ran.event('w/Go@1', { id: 'a' });
    expect(ran.kinds().filter((kind) => kind === 'plan_ended')).toHaveLength(1);
    expect(ran.kernel.state.instances.size).toBe(0);
    expect(ran.lines().split('\n').at(-1)).toBe('plan_ended instance_id=@1 plan=w/core_main@1 status=ok orphaned=[#1]');
  });

  test('a chain of a hundred steps', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `s${index}`);
    expect((await runPlan(ids.map(trace), chain(...ids))).did).toEqual(ids);
  });
});
