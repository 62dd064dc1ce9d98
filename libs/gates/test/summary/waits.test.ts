// Waiting times and timeout branches, derived from records: what made an instance go on, and since when it rested.
import { describe, expect, test } from 'vitest';
import { summarise, type AwaitSummary } from '../../src/summary.ts';
import * as r from './support/records.ts';
import type { JournalRecord } from '@nx-air/kernel';

const go = [r.eventIn(0), r.started()];
const show = ({ on, step, what, times }: AwaitSummary): string => [on, step ?? '-', what, times.count, times.p50Ns / r.SECOND, times.p95Ns / r.SECOND, times.maxNs / r.SECOND].join(' ');
const awaitsOf = (...records: readonly JournalRecord[]): readonly string[] => {
  const { plans, workflows } = summarise([r.journal(records)]);
  return [...plans, ...workflows].flatMap(({ awaits }) => awaits.map(show));
};
const branches = (...records: readonly JournalRecord[]): number => summarise([r.journal(records)]).totals['instances.timeout_branch'];

describe('waiting times', () => {
  test('of a receipt: from the intent to the receipt, by emitting step', () => {
    expect(awaitsOf(...go, r.intent('a'), r.receiptIn(7, 'a'), r.ended())).toEqual(['receipt emit http.request 1 7 7 7']);
  });

  test('not of what is answered inside, and not of what nobody waits for', () => {
    expect(awaitsOf(...go, r.intent('a', r.planOrigin(), { internal: true }), r.receipt('a', 'internal'), r.intent('b'), r.ended(1, { orphaned: ['b'] }), r.receiptIn(7, 'b'))).toEqual([]);
  });

  test('of an event: from the last record of the instance to the event after which it has another', () => {
    expect(awaitsOf(...go, r.intent('a'), r.receiptIn(2, 'a'), r.raised(), r.eventIn(9, 'w/Answer@1'), r.ended())).toEqual(['event - w/Answer@1 1 7 7 7', 'receipt emit http.request 1 2 2 2']);
  });

  test('of an event that another instance raised', () => {
    expect(awaitsOf(...go, r.eventIn(3, 'w/Other@1'), r.started(2), r.eventIn(8), r.raised(2, 'w/Answer@1'), r.ended(1))).toEqual(['event - w/Go@1 1 5 5 5', 'event - (others) 1 8 8 8'].toReversed());
  });

  test('no wait where the instance started in the same batch', () => {
    expect(awaitsOf(...go, r.raised(), r.ended())).toEqual([]);
  });

  test('of a child: from its start to its end, and its parent goes on by it', () => {
    expect(awaitsOf(...go, r.spawned(1), r.started(2, { parent: 1, plan: 'w/core_child@1' }), r.eventIn(5), r.ended(2, { plan: 'w/core_child@1' }), r.ended(1))).toEqual(['event - w/Go@1 1 5 5 5', 'child spawn w/core_child@1 1 5 5 5']);
  });

  test('of a workflow: by effect kind', () => {
    expect(awaitsOf(r.eventIn(0), r.call({ status: 'waiting', effects: 1 }), r.intent('a', r.flowOrigin()), r.receiptIn(4, 'a'), r.call({ status: 'completed', intent: 'a' }))).toEqual(['receipt - http.request 1 4 4 4']);
  });

  test('children are counted by step and plan', () => {
    const child = { parent: 1, plan: 'w/core_child@1' };
    const { plans } = summarise([r.journal([...go, r.spawned(3), r.started(2, child), r.started(3, child), r.started(4, child), r.ended(2, { plan: child.plan }), r.ended(3, { plan: child.plan, code: 'no_result' })])]);
    expect(plans.find(({ name }) => name === 'w/core_main@1')!.children).toEqual([{ step: 'spawn', plan: 'w/core_child@1', started: 3, ok: 1, error: 1, spawns: 1, joined: 0 }]);
  });
});

describe('barriers', () => {
  const child = { parent: 1, plan: 'w/core_child@1' };
  const group = (...more: readonly JournalRecord[]) => summarise([r.journal([...go, r.spawned(2), r.started(2, child), r.started(3, { ...child, index: 1 }), ...more])]).plans.find(({ name }) => name === 'w/core_main@1')!.children;

  test.each<[string, readonly JournalRecord[], number, number]>([
    ['nothing has ended', [], 0, 0],
    ['one of two', [r.ended(3, { plan: child.plan })], 1, 0],
    ['both, one in error', [r.ended(2, { plan: child.plan, code: 'no_result' }), r.ended(3, { plan: child.plan })], 2, 1],
    ['both, but one after the parent', [r.ended(2, { plan: child.plan }), r.ended(1), r.ended(3, { plan: child.plan })], 2, 0],
  ])('%s', (_name, records, ended, joined) => {
    const [counts] = group(...records);
    expect([counts!.ok + counts!.error, counts!.joined, counts!.spawns]).toEqual([ended, joined, 1]);
  });

  test('an empty list is joined at once', () => {
    expect(summarise([r.journal([...go, r.spawned(0)])]).plans[0]!.children).toEqual([{ step: 'spawn', plan: 'w/core_child@1', started: 0, ok: 0, error: 0, spawns: 1, joined: 1 }]);
  });

  test('a child that ends twice joins nothing twice', () => {
    const [counts] = group(r.ended(2, { plan: child.plan }), r.ended(2, { plan: child.plan }), r.ended(3, { plan: child.plan }));
    expect([counts!.joined, counts!.spawns]).toEqual([1, 1]);
  });
});

describe('timeout branches', () => {
  test('a timer made the instance go on', () => {
    expect(branches(...go, r.timer('t'), r.receiptIn(60, 't'), r.raised())).toBe(1);
  });

  test('a `timeout` receipt made it go on, or end', () => {
    expect(branches(...go, r.intent('a'), r.receiptIn(60, 'a', 'timeout'), r.raised())).toBe(1);
    expect(branches(...go, r.intent('a'), r.receiptIn(60, 'a', 'timeout'), r.ended(1, { code: 'adapter_timeout' }))).toBe(1);
  });

  test('an instance takes it once, however many timers it has', () => {
    expect(branches(...go, r.timer('t'), r.receiptIn(60, 't'), r.timer('u'), r.receiptIn(90, 'u'), r.ended())).toBe(1);
  });

  test('not when it rests on: it waits for something else as well', () => {
    expect(branches(...go, r.timer('t'), r.receiptIn(60, 't'), r.eventIn(70), r.ended())).toBe(0);
  });

  test('not when another receipt made it go on', () => {
    expect(branches(...go, r.timer('t'), r.intent('a'), r.receiptIn(60, 'a'), r.ended(1, { orphaned: ['t'] }), r.receiptIn(61, 't'))).toBe(0);
  });

  test('a workflow: its call with the receipt of a timer emits, raises or ends', () => {
    const start = [r.eventIn(0), r.call({ status: 'waiting', effects: 1 }), r.timer('t', r.flowOrigin()), r.receiptIn(60, 't')];
    expect(branches(...start, r.call({ status: 'completed', intent: 't' }))).toBe(1);
    expect(branches(...start, r.call({ status: 'waiting', intent: 't', effects: 1 }))).toBe(1);
    expect(branches(...start, r.call({ status: 'waiting', intent: 't' }))).toBe(0);
  });
});
