// The tree of plans: who spawns whom, how far it has come, and journals in which plans spawn each other.
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { familyTree } from '../../src/report/family-tree.ts';
import { summarise } from '../../src/summary.ts';
import * as r from '../summary/support/records.ts';

const html = (...records: readonly JournalRecord[]): string => familyTree(summarise([r.journal([r.eventIn(0), ...records])]).plans.map((row, index) => ({ row, anchor: `plan-${index}` })));
const lines = (...records: readonly JournalRecord[]): readonly string[] => [...html(...records).matchAll(/<li class="d(\d)">(.*?)<\/li>/gu)].map(([, depth, line = '']) => `${'  '.repeat(Number(depth))}${line.replaceAll(/<[^>]*>/gu, '')}`);

const main = r.started(1);
const spawn = (count: number, from = 1, plan = 'w/core_child@1', step = 'spawn'): JournalRecord => r.spawned(count, from, step, plan);
const child = (instance: number, index = 0, plan = 'w/core_child@1', parent = 1): JournalRecord => r.started(instance, { plan, parent, index });

test('nothing spawns: no tree', () => {
  expect(html(main, r.ended())).toBe('');
});

test('children that ended, failed and run, below their parent', () => {
  expect(lines(main, spawn(3), child(2), child(3, 1), child(4, 2), r.ended(2, { plan: 'w/core_child@1' }), r.ended(3, { plan: 'w/core_child@1', code: 'no_result' }))).toEqual(['w/core_main@1', '  spawn spawns w/core_child@1 2 of 3 ended, 1 in error, 1 running, 0 of 1 joined']);
});

test('a joined spawn says nothing of errors and of what runs', () => {
  expect(lines(main, spawn(1), child(2), r.ended(2, { plan: 'w/core_child@1' }))).toEqual(['w/core_main@1', '  spawn spawns w/core_child@1 1 of 1 ended, 1 of 1 joined']);
});

test('grandchildren stand below their parent', () => {
  expect(lines(main, spawn(1), child(2), spawn(1, 2, 'w/core_deep@1'), child(3, 0, 'w/core_deep@1', 2))).toEqual(['w/core_main@1', '  spawn spawns w/core_child@1 0 of 1 ended, 1 running, 0 of 1 joined', '    spawn spawns w/core_deep@1 0 of 1 ended, 1 running, 0 of 1 joined']);
});

test('a plan that two spawn stands below both, what it spawns only once', () => {
  const other = r.started(5, { plan: 'w/core_other@1' });
  const shown = lines(main, spawn(1), child(2), spawn(1, 2, 'w/core_deep@1'), child(3, 0, 'w/core_deep@1', 2), other, spawn(1, 5), child(6, 0, 'w/core_child@1', 5));
  expect(shown.map((line) => line.replace(/ \d+ of .*/u, ''))).toEqual(['w/core_main@1', '  spawn spawns w/core_child@1', '    spawn spawns w/core_deep@1', 'w/core_other@1', '  spawn spawns w/core_child@1']);
});

test('names lead to the sections of the plans', () => {
  expect(html(main, spawn(1), child(2))).toMatch(/<a href="#plan-1"><code>w\/<wbr>core_<wbr>main@<wbr>1<\/code><\/a>.*<a href="#plan-0"><code>w\/<wbr>core_<wbr>child/u);
});

describe('hostile journals', () => {
  test('plans that spawn each other have no root', () => {
    expect(html(r.started(1, { plan: 'a' }), spawn(1, 1, 'b'), child(2, 0, 'b'), spawn(1, 2, 'a'), child(3, 0, 'a', 2))).toBe('');
  });

  test('a plan that spawns itself ends', () => {
    expect(lines(main, spawn(1), child(2), spawn(1, 2), child(3, 0, 'w/core_child@1', 2), spawn(1, 3)).length).toBeLessThan(6);
  });

  test('many plans that spawn many are a bounded number of lines', () => {
    const plans = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const records = plans.flatMap((plan, index) => [r.started(index + 1, { plan }), ...plans.slice(index + 1).map((to) => spawn(1, index + 1, to, `to_${to}`))]);
    expect(lines(...records).length).toBeLessThanOrEqual(100);
    expect(html(...records)).toContain('more are not shown');
  });

  test('names are inert', () => {
    expect(html(r.started(1, { plan: '<img src=x>' }), spawn(1, 1, '"><script>', '<b>'), child(2, 0, '"><script>'))).not.toMatch(/<(img|script|b)>/u);
  });
});
