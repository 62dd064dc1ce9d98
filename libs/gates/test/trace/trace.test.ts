// Timelines of flows: who belongs to one, in which order it is told, across worlds.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { traceFlow, type JournalInput } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

const show = (journals: readonly JournalInput[], id: string): readonly string[] =>
  traceFlow(journals, id).entries.map(({ ns, world, seq, kind, subject, step, text }) => [`${ns / r.SECOND}s`, world, seq, kind, [subject, step].filter(Boolean).join(':') || '-', text.replaceAll(/sha256:[0-9a-f]{60}/gu, '#')].join(' '));
const seqs = (records: readonly JournalRecord[], id: string): readonly number[] => traceFlow([r.journal(records)], id).entries.map(({ seq }) => seq);

const flow = (number: number, id: string): readonly JournalRecord[] => [
  r.eventIn(number, 'w/Go@1', { id }),
  r.started(number, { correlation: id }),
  r.cap('allow', r.planOrigin(number), `i${number}`),
  r.policy('allow', r.planOrigin(number), `i${number}`, 0),
  r.intent(`i${number}`, r.planOrigin(number)),
];

describe('one world', () => {
  test('a flow from its event to its end', () => {
    const records = [...flow(1, 'one'), ...flow(2, 'two'), r.receiptIn(5, 'i1', 'error'), r.ended(1, { code: 'adapter_error', step: 'got', message: 'busy: try later' })];
    expect(show([r.journal(records)], 'one')).toMatchInlineSnapshot(`
      [
        "1s w 0 event - event w/Go@1 came in {id: "one"}",
        "1s w 1 instance w/core_main@1 started by trigger 0, correlation "one"",
        "1s w 2 decision w/core_main@1:emit http.request through http: capability allows",
        "1s w 3 decision w/core_main@1:emit http.request through http: policy allows (rule 0 of w/policy@1)",
        "1s w 4 effect w/core_main@1:emit http.request through http {}",
        "5s w 10 receipt w/core_main@1:emit error for http.request from adapter.x: busy: try later",
        "5s w 11 instance w/core_main@1:got ended in error: adapter_error: busy: try later",
      ]
    `);
  });

  test.each<[string, () => string]>([
    ['its correlation value', () => 'one'],
    ['an instance id', () => r.id(1)],
    ['an intent id', () => r.hash('i1')],
  ])('is found by %s', (_name, id) => {
    expect(seqs([...flow(1, 'one'), ...flow(2, 'two'), r.receiptIn(5, 'i1'), r.ended(1)], id())).toEqual([0, 1, 2, 3, 4, 10, 11]);
  });

  test('and not by what belongs to another flow', () => {
    expect(seqs(flow(1, 'one'), 'on')).toEqual([]);
    expect(seqs(flow(1, 'one'), r.id(9))).toEqual([]);
  });

  test('an event id names the flow that it starts', () => {
    expect(seqs([r.eventIn(0, 'w/Go@1', { id: 'x' }, 'request-7'), r.eventAgain(1)], 'request-7')).toEqual([0]);
  });

  test('an event that makes a member go on is shown as the reason, once', () => {
    const records = [...flow(1, 'one'), r.eventIn(3, 'w/Tick@1', { at: 3 }), r.raised(1), r.ended(1)];
    expect(seqs(records, 'one')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('children and the parents of members belong to it', () => {
    const records = [r.eventIn(0, 'w/Go@1', { id: 'p' }), r.started(1), r.spawned(1), r.started(2, { parent: 1, plan: 'w/core_child@1', correlation: 'child' }), r.eventIn(1), r.started(9), r.eventIn(2), r.ended(2), r.ended(1)];
    expect(seqs(records, 'child')).toEqual([0, 1, 2, 3, 6, 7, 8]);
    expect(seqs(records, r.id(1))).toEqual([0, 1, 2, 3, 6, 7, 8]);
  });

  test('a workflow instance belongs to the flow whose event it takes, or by its key; a reducer only with that event', () => {
    const records = [r.eventIn(0, 'w/Go@1', { id: 'k' }), r.call({ status: 'waiting', effects: 1 }), r.intent('f', r.flowOrigin()), r.call({ module: 'w/Count@1' }), r.eventIn(1, 'w/Go@1', { id: 'z' }), r.call({ key: 'z', status: 'waiting' }), r.call({ module: 'w/Count@1' }), r.receiptIn(2, 'f'), r.call({ status: 'completed', intent: 'f' })];
    expect(seqs(records, 'k')).toEqual([0, 1, 2, 3, 7, 8]);
  });

  test('a refusal is part of it', () => {
    expect(show([r.journal([r.eventIn(0, 'w/Go@1', { id: 'd' }), r.started(1, { correlation: 'd' }), r.cap('deny'), r.ended(1, { code: 'cap_denied', step: 'emit' })])], 'd').at(2)).toBe('0s w 2 decision w/core_main@1:emit http.request through http: capability denies (grant): grant_missing: no grant http');
  });

  test('a refused effect of a workflow is named, though it has no intent', () => {
    const origin = r.flowOrigin('d');
    const records = [r.eventIn(0, 'w/Go@1', { id: 'd' }), r.call({ key: 'd', status: 'running', effects: 1 }), r.cap('deny', origin), r.receipt('denied', 'gate', 'denied'), r.call({ key: 'd', status: 'completed', events: 1, effects: 2, intent: 'denied' })];
    expect(show([r.journal(records)], 'd').slice(1)).toEqual([
      '0s w 1 module w/Flow@1 called with event, key "d": running, 0 events, 1 effect',
      '0s w 2 decision w/Flow@1 http.request through http: capability denies (grant): grant_missing: no grant http',
      '0s w 3 receipt w/Flow@1 denied for http.request (gate): refused: no',
      '0s w 4 module w/Flow@1 called with receipt of http.request, key "d": completed, 1 event, 2 effects',
    ]);
  });

  test('workflow instances are told apart by module and key, reducers have none', () => {
    const records = [r.eventIn(0, 'w/Go@1', { id: 'x' }), r.call({ key: 'x', status: 'waiting' }), r.call({ module: 'w/Other@1', key: 'x', status: 'running' }), r.call({ module: 'w/Count@1', key: 'x' }), r.moduleFault('trap', { key: 'x', status: 'failed' })];
    const shown = traceFlow([r.journal(records)], 'x').entries.map(({ workflow }) => workflow && [workflow.id.split(' ')[0], workflow.key, workflow.status]);
    expect(shown).toEqual([undefined, ['w/Flow@1', '"x"', 'waiting'], ['w/Other@1', '"x"', 'running'], undefined, ['w/Flow@1', '"x"', 'failed']]);
  });

  test('numbers are found as correlation values', () => {
    expect(seqs([r.eventIn(0, 'w/Go@1', { id: 77 }), r.started(1, { correlation: 77 })], '77')).toEqual([0, 1]);
  });
});

describe('two worlds', () => {
  const request = r.hash('ask');
  const buyer = (at: number): JournalInput => r.journal([r.eventIn(0, 'b/Go@1', { id: 'q' }), r.started(1, { plan: 'b/core_ask@1', correlation: 'q' }), r.intent('ask', r.planOrigin(1, 'ask', 'b/core_ask@1'), { kind: 'carrier.send' }), r.receiptIn(at, 'ask'), r.ended(1, { plan: 'b/core_ask@1' })], 'buyer');
  const seller = (at: number): JournalInput => r.journal([r.eventIn(at, 's/Asked@1', { number: 4711 }, `buyer ${request}`), r.started(11, { plan: 's/core_answer@1' }), r.raised(11, 's/Answered@1'), r.ended(11, { plan: 's/core_answer@1' })], 'seller');

  const ORDER = ['buyer 0', 'buyer 1', 'buyer 2', 'seller 0', 'seller 1', 'seller 2', 'seller 3', 'buyer 3', 'buyer 4'];
  const order = (journals: readonly JournalInput[], id: string): readonly string[] => traceFlow(journals, id).entries.map(({ world, seq }) => `${world} ${seq}`);

  test('a carried delivery takes the other world in, whichever journal is given first', () => {
    expect(order([buyer(9), seller(4)], 'q')).toEqual(ORDER);
    expect(order([seller(4), buyer(9)], 'q')).toEqual(ORDER);
  });

  test('also where no time passes: a delivery follows its intent, the receipt follows the delivery', () => {
    expect(order([buyer(0), seller(0)], 'q')).toEqual(ORDER);
  });

  test('and backwards: an instance of the receiving world leads to the one that asked', () => {
    expect(order([seller(4), buyer(9)], r.id(11))).toEqual(ORDER);
  });

  test('a world that has nothing to do with it stays out', () => {
    const other = r.journal([r.eventIn(1, 'o/Go@1', { id: 'other' }), r.started(21, { plan: 'o/core_x@1' })], 'other');
    expect(order([other, buyer(9), seller(4)], 'q')).toEqual(ORDER);
  });
});

describe('what others wrote', () => {
  test('texts are one line each, cut, with control and direction characters visible', () => {
    const id = '\u202e</script><img src=x onerror=alert(1)>\u0000\n';
    const entries = traceFlow([r.journal([r.eventIn(0, 'w/Go@1', { id, long: 'y'.repeat(100_000) }), r.started(1, { correlation: id })])], id).entries;
    expect(entries).toHaveLength(2);
    for (const { text } of entries) {
      expect([...text].length).toBeLessThanOrEqual(240);
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/u);
    }
  });

  test('bytes that are not canonical are counted, not read', () => {
    const start = r.started(1, { correlation: 'a' }) as Extract<JournalRecord, { k: 'plan_started' }>;
    expect(seqs([r.eventIn(0, 'w/Go@1', { id: 'a' }), { ...start, input: new Uint8Array([1, 2, 3]) }], 'a')).toEqual([0, 1]);
  });
});
