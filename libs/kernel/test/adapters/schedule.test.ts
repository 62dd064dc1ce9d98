// What is due when, and driving a world on logical time: 10.22.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runUntilIdle, Schedule, scriptedAdapter, timerAdapter } from '../../src/index.ts';
import { awaitReceipt, chain, end, op, plan, raise, record, ref, timer } from '../support/plan.ts';
import { property } from '../support/property.ts';
import { timerWorld } from '../support/receipts.ts';
import { checkReplay, error, fired, run, type Run } from '../support/run.ts';
import { world } from '../support/world.ts';

describe('a schedule', () => {
  test('orders by due time, timers first, then as added', () =>
    property(fc.array(fc.record({ dueNs: fc.bigInt({ min: 0n, max: 5n }), isTimer: fc.boolean() })), async (items) => {
      const schedule = new Schedule();
      const ran: number[] = [];
      for (const [index, item] of items.entries()) schedule.add({ ...item, run: async () => void ran.push(index) });
      for (let item = schedule.next(); item; item = schedule.next()) await item.run(0n);
      const expected = items.map((item, index) => ({ ...item, index })).sort((a, b) => Number(a.dueNs - b.dueNs) || Number(b.isTimer) - Number(a.isTimer) || a.index - b.index);
      expect(ran).toEqual(expected.map(({ index }) => index));
      expect(schedule.size).toBe(0);
    }, 300));
});

const times = (ran: Run): readonly string[] => {
  checkReplay(ran);
  return ran.records().flatMap((entry) => (entry.k === 'receipt_in' || entry.k === 'event_in' ? [`${entry.stamp.logical_now_ns} ${entry.k}`] : []));
};

describe('driving', () => {
  const three = () => timerWorld([timer('a', { nat: 300 }), timer('b', { nat: 100 }), timer('c', { nat: 200 }), ...['a', 'b', 'c'].map((id) => awaitReceipt(`${id}x`, `${id}_handle`))], ['a ax', 'b bx', 'c cx']);

  test('timers fire in the order of their times, whatever the order of intents', async () => {
    const ran = await run(await three());
    await ran.event('w/Go@1', { id: 'a' });
    expect(await runUntilIdle(ran.kernel, { adapters: [timerAdapter()] })).toEqual({ items: 3, underWay: [] });
    expect(times(ran)).toEqual(['1 event_in', '100 receipt_in', '200 receipt_in', '300 receipt_in']);
    expect(ran.lines()).toContain('delivered_at_ns: 200');
  });

  test('a timer in the past is due at once; time never runs backwards', async () => {
    const ran = await run(await three());
    await ran.event('w/Go@1', { id: 'a' }, undefined, { at: 250n });
    await runUntilIdle(ran.kernel, { adapters: [timerAdapter()] });
    expect(times(ran)).toEqual(['250 event_in', '250 receipt_in', '250 receipt_in', '300 receipt_in']);
  });

  test('items of a scenario and timers at the same time: timers first', async () => {
    const ran = await run(await three());
    const schedule = new Schedule();
    for (const dueNs of [0n, 200n]) schedule.add({ dueNs, run: async (nowNs) => void (await ran.event('w/Go@1', { id: 'a' }, undefined, { at: nowNs })) });
    await runUntilIdle(ran.kernel, { adapters: [timerAdapter()], schedule });
    expect(times(ran).slice(0, 5)).toEqual(['0 event_in', '100 receipt_in', '200 receipt_in', '200 event_in', '200 receipt_in']);
  });

  test('a script: rules in order, used up, delayed, twice, never', async () => {
    const ran = await run(await three());
    const adapter = scriptedAdapter([
      { kind: 'timer.set', params: { deliver_at_ns: 100n }, receipts: [] },
      { kind: 'timer.set', times: 1, receipts: [{ answer: fired(), delayNs: 50n }, { answer: fired(2), delayNs: 60n }] },
      { kind: 'timer.set', receipts: [{ answer: error() }] },
    ]);
    await ran.event('w/Go@1', { id: 'a' });
    const { underWay } = await runUntilIdle(ran.kernel, { adapters: [adapter] });
    expect(underWay).toHaveLength(1);
    expect(ran.records().flatMap((entry) => (entry.k === 'receipt_in' ? [entry.status] : entry.k === 'receipt_duplicate' ? [`duplicate ${entry.conflict}`] : []))).toEqual(['error', 'ok', 'duplicate true']);
    checkReplay(ran);
  });

  test('an effect kind that no adapter serves stays under way', async () => {
    const ran = await run(await three());
    await ran.event('w/Go@1', { id: 'a' });
    expect((await runUntilIdle(ran.kernel, { adapters: [] })).underWay).toHaveLength(3);
  });

  test('a world that is never idle is stopped by the bound', async () => {
    const again = op('add', ref('@var:x.delivered_at_ns'), { nat: 1 });
    const forever = plan([timer('t', ref('@plan.input.at')), awaitReceipt('x', 't_handle'), raise('r', 'w/Go@1', record({ at: again })), end('e')], chain('t', 'x', 'r', 'e'));
    const ran = await run(await world({ schemas: { Go: { record: { at: { nat: {} } } } }, nodes: [forever], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }] }));
    await ran.event('w/Go@1', { at: 1 });
    await expect(runUntilIdle(ran.kernel, { adapters: [timerAdapter()], maxItems: 10 })).rejects.toMatchObject({ code: 'not_idle' });
    expect(times(ran)).toHaveLength(11);
  });
});
