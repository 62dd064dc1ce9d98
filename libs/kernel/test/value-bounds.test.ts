// Bounds on values: what counts, and what happens where a value would go beyond them.
import { record as recordOf, text as textOf, type Value } from '@nx-air/plan/runtime';
import { describe, expect, test } from 'vitest';
import { checkBounds } from '../src/value-bounds.ts';
import { assign, awaitEvent, awaitReceipt, chain, end, op, plan, record, ref, text, timer } from './support/plan.ts';
import { timerWorld } from './support/receipts.ts';
import { checkReplay, ok, run, type Run } from './support/run.ts';
import { world, type Json } from './support/world.ts';

const nat = (v: bigint): Value => ({ t: 'nat', v });
const list = (...v: readonly Value[]): Value => ({ t: 'list', v });
const nested = (depth: number): Value => (depth === 0 ? nat(0n) : list(nested(depth - 1)));
const bytes = (length: number): Value => ({ t: 'bytes', v: new Uint8Array(length) });

describe('size', () => {
  test.each<[string, Value, number]>([
    ['a number', nat(2n ** 64n - 1n), 8],
    ['null', { t: 'null' }, 8],
    ['text', textOf('abc'), 11],
    ['text counts UTF-8', textOf('ä€𝄞'), 8 + 2 + 3 + 4],
    ['bytes', bytes(5), 13],
    ['a list', list(nat(1n), textOf('a')), 8 + 8 + 9],
    ['a map', { t: 'map', v: [[textOf('k'), nat(1n)]] }, 8 + 9 + 8],
    ['a record with its names', recordOf([['name', nat(1n)]]), 8 + 4 + 8],
    ['a variant with its tag', { t: 'variant', tag: 'Ok', value: nat(1n) }, 8 + 2 + 8],
  ])('%s', (_name, value, size) => {
    expect(checkBounds(value, { value_bytes: size, value_depth: 64 })).toBeUndefined();
    expect(checkBounds(value, { value_bytes: size - 1, value_depth: 64 })).toEqual({ code: 'value_too_large', message: `larger than ${size - 1} bytes` });
  });

  test('one large value many times over is counted each time, and counting stops early', () => {
    let doubled: Value = textOf('x'.repeat(100));
    for (let level = 0; level < 60; level += 1) doubled = list(doubled, doubled);
    expect(checkBounds(doubled, { value_bytes: 10_000, value_depth: 64 })?.code).toBe('value_too_large');
  });
});

test.each<[number, number, boolean]>([
  [0, 0, true],
  [3, 3, true],
  [4, 3, false],
])('%i lists inside each other, %i allowed', (depth, allowed, fits) => {
  const fault = checkBounds(nested(depth), { value_bytes: 1_000_000, value_depth: allowed });
  expect(fault).toEqual(fits ? undefined : { code: 'value_too_deep', message: `nested deeper than ${allowed}` });
});

const limits = { value_bytes: 200, derived_records: 500 };
const endings = (ran: Run): string => ran.lines().split('\n').filter((line) => line.startsWith('plan_ended')).map((line) => line.slice(line.indexOf('status'))).join('\n');
const double = (name: string, from: string) => assign(name, op('concat', ref(from), ref(from)));

describe('a value that is too large', () => {
  test('inside one expression: concat faults before the engine does', async () => {
    let doubled: Json = ref('@plan.input.id');
    for (let level = 0; level < 11; level += 1) doubled = op('concat', doubled, doubled);
    const ran = await run(await timerWorld([assign('x', op('len', doubled))], []));
    await ran.event('w/Go@1', { id: 'x'.repeat(8192), key: null });
    await ran.event('w/Go@1', { id: 'x'.repeat(8193), key: null });
    expect(endings(ran)).toMatch(/^status=ok\nstatus=error error=\{code: expression_fault, message: overflow at [^ ]*: concat gives text longer than 16777216, step: x\}$/);
  });

  test('doubled step by step: the step at which it goes beyond the bound ends the instance', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const steps = names.map((name, index) => double(name, index === 0 ? '@plan.input.id' : `@var:${names[index - 1]}`));
    const ran = await run(await timerWorld(steps, chain(...names)), { limits });
    await ran.event('w/Go@1', { id: '12345678', key: null });
    expect(endings(ran)).toBe('status=error error={code: value_too_large, message: larger than 200 bytes, step: e}');
    checkReplay(ran);
  });

  test('by a loop of events: text grows to the bound and not beyond', async () => {
    const loop = plan([{ id: 'r', op: 'raise_event', event: 'w/Go@1', value: record({ id: op('concat', ref('@plan.input.id'), text('0123456789')), key: { null: {} } }) }, end('e')], chain('r', 'e'));
    const ran = await run(await timerWorld([], [], {}, { nodes: [loop] }), { limits });
    await ran.event('w/Go@1', { id: '', key: null });
    expect(endings(ran).split('\n').at(-1)).toContain('value_too_large');
    expect(ran.kinds()).not.toContain('limit');
    checkReplay(ran);
  });

  test('of an event: refused; of a receipt: bad_payload', async () => {
    const manifest = await world({
      schemas: { Go: { record: { id: { text: {} } } }, Ping: { record: { id: { text: {} } } } },
      nodes: [plan([timer('t'), awaitReceipt('got', 't_handle'), awaitEvent('p', 'w/Ping@1'), end('e')], chain('t', 'got', 'p', 'e'))],
      triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    });
    const ran = await run(manifest, { limits });
    expect(await ran.event('w/Go@1', { id: 'x'.repeat(200) })).toEqual({ status: 'refused', code: 'bad_event', message: 'larger than 200 bytes' });
    expect(ran.kinds()).toEqual([]);
    await ran.event('w/Go@1', { id: 'x' });
    await ran.answer(ok({ delivered_at_ns: 1, key: 'k'.repeat(200) }));
    expect(endings(ran)).toBe('status=error error={code: adapter_error, message: bad_payload: payload: larger than 200 bytes, step: got}');
    checkReplay(ran);
  });
});
