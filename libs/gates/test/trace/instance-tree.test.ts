// Trees of parents and children: what each spawn has come to, who is waited for, and journals that claim the impossible.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { diagnosisJson, diagnose, instanceTree, traceFlow, traceJson, treeLines } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

const CHILD = 'w/core_child@1';
const child = (instance: number, index: number, parent = 1, step = 'spawn'): JournalRecord => r.started(instance, { parent, index, step, plan: CHILD });
const parent = [r.eventIn(0, 'w/Go@1', { id: 'p' }), r.started(1, { correlation: 'p' })];
const trace = (records: readonly JournalRecord[]) => traceFlow([r.journal(records)], 'p');
const lines = (records: readonly JournalRecord[]): readonly string[] => treeLines(instanceTree(trace(records).entries)).map(({ depth, text }) => `${'  '.repeat(depth)}${named(text)}`);
/** Instances by their number in the test. */
const named = (text: string): string => Array.from({ length: 60 }, (_, number) => number).reduce((shown, number) => shown.replaceAll(r.id(number), `#${number}`), text);

test('no children, no tree', () => {
  expect(lines([...parent, r.intent('a')])).toEqual([]);
  expect(traceJson(trace([...parent]))).not.toHaveProperty('tree');
});

test('one child that never ends: the parent waits for it, by name', () => {
  expect(lines([...parent, r.spawned(1), child(2, 0), r.intent('a', r.planOrigin(2, 'call', CHILD))])).toEqual(['w/core_main@1 #1 running, waits for child 0 #2', '  spawn: 0 of 1 w/core_child@1 ended', '    0 w/core_child@1 #2 running']);
});

test('a barrier of three, one in error, one still running', () => {
  expect(lines([...parent, r.spawned(3), child(2, 0), child(3, 1), child(4, 2), r.eventIn(1), r.ended(4, { plan: CHILD, code: 'no_result' }), r.ended(2, { plan: CHILD })])).toMatchInlineSnapshot(`
    [
      "w/core_main@1 #1 running, waits for child 1 #3",
      "  spawn: 2 of 3 w/core_child@1 ended",
      "    0 w/core_child@1 #2 ended ok",
      "    1 w/core_child@1 #3 running",
      "    2 w/core_child@1 #4 ended in error",
    ]
  `);
});

test('once all have ended, and the parent too, nobody waits', () => {
  expect(lines([...parent, r.spawned(1), child(2, 0), r.ended(2, { plan: CHILD }), r.ended(1)])).toEqual(['w/core_main@1 #1 ended ok', '  spawn: 1 of 1 w/core_child@1 ended', '    0 w/core_child@1 #2 ended ok']);
});

test('a parent with an effect under way waits for its receipt first; a timer is none', () => {
  const spawned = [...parent, r.spawned(1), child(2, 0)];
  expect(lines([...spawned, r.intent('a')])[0]).toBe('w/core_main@1 #1 running');
  expect(lines([...spawned, r.intent('a'), r.receiptIn(1, 'a')])[0]).toBe('w/core_main@1 #1 running, waits for child 0 #2');
  expect(lines([...spawned, r.timer('t')])[0]).toBe('w/core_main@1 #1 running, waits for child 0 #2');
});

test('grandchildren, and two steps of one parent', () => {
  expect(lines([...parent, r.spawned(1), child(2, 0), r.spawned(1, 2, 'deeper'), child(3, 0, 2, 'deeper'), r.spawned(1, 1, 'other'), child(4, 0, 1, 'other'), r.ended(4, { plan: CHILD })])).toEqual([
    'w/core_main@1 #1 running, waits for child 0 #2',
    '  spawn: 0 of 1 w/core_child@1 ended',
    '    0 w/core_child@1 #2 running, waits for child 0 #3',
    '      deeper: 0 of 1 w/core_child@1 ended',
    '        0 w/core_child@1 #3 running',
    '  other: 1 of 1 w/core_child@1 ended',
    '    0 w/core_child@1 #4 ended ok',
  ]);
});

test('an empty list', () => {
  expect(lines([...parent, r.spawned(0)])).toEqual(['w/core_main@1 #1 running', '  spawn: 0 of 0 w/core_child@1 ended']);
});

test('of many children those that run or failed come first, and the rest is counted', () => {
  const many = Array.from({ length: 30 }, (_, index) => child(index + 2, index));
  const ended = Array.from({ length: 28 }, (_, index) => r.ended(index + 2, { plan: CHILD, ...(index === 5 && { code: 'no_result' }) }));
  const shown = lines([...parent, r.spawned(30), ...many, ...ended]);
  expect(shown[0]).toBe('w/core_main@1 #1 running, waits for children 28 #30, 29 #31');
  expect(shown[1]).toBe('  spawn: 28 of 30 w/core_child@1 ended');
  expect(shown.filter((line) => / running$|in error$/u.test(line))).toEqual(['    5 w/core_child@1 #7 ended in error', '    28 w/core_child@1 #30 running', '    29 w/core_child@1 #31 running']);
  expect(shown).toHaveLength(2 + 12 + 1);
  expect(shown.at(-1)).toBe('    18 more');
});

test('as JSON, beside the timeline; and in diagnoses', () => {
  const records = [...parent, r.spawned(2), child(2, 0), child(3, 1), r.ended(2, { plan: CHILD })];
  expect(traceJson(trace(records))).toMatchObject({ tree: [{ world: 'w', instance: r.id(1), plan: 'w/core_main@1', state: 'running', waits_for: [r.id(3)], spawns: [{ step: 'spawn', plan: CHILD, count: 2, ended: 1, children: [{ index: 0, state: 'ok' }, { index: 1, state: 'running' }] }] }] });
  expect(diagnosisJson(diagnose([r.journal(records)]))).toMatchObject({ diagnoses: [{ cause: 'waiting_child', children: { count: 2, ended: 1, running: [r.id(3)] } }, { cause: 'waiting_event' }] });
});

describe('journals that claim the impossible', () => {
  test('children of each other have no root and no end', () => {
    expect(lines([...parent, r.spawned(1), child(2, 0, 3), child(3, 0, 2)])).toEqual(['w/core_main@1 #1 running', '  spawn: 0 of 1 w/core_child@1 ended', '    1 more']);
  });

  test('an instance that starts many times is one', () => {
    const twice = Array.from({ length: 50 }, (_, index) => [child(index + 2, 0, index + 1), child(index + 2, 1, index + 1)]).flat();
    expect(lines([...parent, ...twice]).length).toBeLessThan(120);
  });

  test('a chain is shown down to a bound', () => {
    const chain = Array.from({ length: 2000 }, (_, index) => child(index + 2, 0, index + 1));
    expect(lines([...parent, ...chain]).length).toBeLessThan(80);
  });
});
