// Which flows a page tells in full: one for each cause, one that ended ok for each plan, none twice.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { chooseFlows, DEFAULT_FLOW_BOUNDS, type FlowBounds } from '../../src/report.ts';
import { diagnose } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

const chosen = (records: readonly JournalRecord[], bounds: Partial<FlowBounds> = {}): readonly string[] => {
  const journals = [r.journal(records)];
  return chooseFlows(journals, diagnose(journals), { ...DEFAULT_FLOW_BOUNDS, ...bounds }).map(({ id }) => id);
};
const run = (instance: number, correlation: string, ...more: readonly JournalRecord[]): readonly JournalRecord[] => [r.eventIn(instance, 'w/Go@1', { id: correlation }), r.started(instance, { correlation }), ...more];

test('causes first, then one that ended ok', () => {
  expect(chosen([...run(1, 'fine', r.ended(1)), ...run(2, 'broken', r.ended(2, { code: 'no_result' })), ...run(3, 'waits')])).toEqual(['broken', 'waits', 'fine']);
});

test('of many alike the first', () => {
  const many = Array.from({ length: 20 }, (_, index) => run(index + 1, `fine-${index}`, r.ended(index + 1))).flat();
  expect(chosen(many)).toEqual(['fine-0']);
});

test('a flow is not told again because another of its instances is an example, too', () => {
  const child = { parent: 1, plan: 'w/core_child@1' };
  expect(chosen([...run(1, 'p'), r.spawned(1), r.started(2, child), r.ended(2, { plan: child.plan, code: 'no_result' })])).toEqual(['p']);
});

test('without a correlation value it is the instance that names it', () => {
  expect(chosen([r.eventIn(0), r.started(7), r.ended(7)])).toEqual([r.id(7)]);
});

describe('bounds', () => {
  const records = [...run(1, 'fine', r.ended(1)), ...run(2, 'a', r.ended(2, { code: 'no_result' })), ...run(3, 'b', r.ended(3, { code: 'guard_fault' })), r.eventIn(9), r.started(4, { plan: 'w/other@1', correlation: 'other' }), r.ended(4, { plan: 'w/other@1' })];

  test.each<[string, Partial<FlowBounds>, readonly string[]]>([
    ['none', {}, ['b', 'a', 'fine', 'other']],
    ['one cause', { causes: 1 }, ['b', 'fine', 'other']],
    ['one plan', { plans: 1 }, ['b', 'a', 'fine']],
    ['no plan, no cause', { plans: 0, causes: 0 }, []],
    ['more records than are read again', { records: records.length - 1 }, []],
    ['as many as are', { records: records.length }, ['b', 'a', 'fine', 'other']],
  ])('%s', (_what, bounds, ids) => {
    expect(chosen(records, bounds)).toEqual(ids);
  });

  test('a name that is too long for one is left out', () => {
    expect(chosen(run(1, 'x'.repeat(201), r.ended(1)))).toEqual([r.id(1)]);
  });
});
