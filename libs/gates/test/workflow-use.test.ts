// Lints about workflow modules from their runs: each with a twin about which there is nothing to say.
import type { MergedDef } from '@nx-air/air';
import { parseHash } from '@nx-air/canon';
import type { JournalRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { WorkflowUse } from '../src/workflow-use.ts';
import * as r from './summary/support/records.ts';

const node = (module_kind: string, effects: readonly string[] = ['http.request']) => ({ module_kind, abi: { [module_kind]: { effects_emitted: effects } } });
const def = (kind = 'workflow', effects?: readonly string[]) => ({ kind: 'defmodule', name: 'w/Flow@1', listed: true, node: node(kind, effects), origin: { file: 'w/air/m.json', pointer: '/0' } }) as unknown as MergedDef;

function found(records: readonly JournalRecord[], module = def()): readonly string[] {
  const use = new WorkflowUse({ defs: [module] });
  use.add('one', records);
  return use.problems().map(({ code, pointer, actual }) => `${code} ${pointer} ${actual}`);
}

const state = (digit: string): JournalRecord => ({ ...r.call({ status: 'waiting' }), state_hash: parseHash(`sha256:${digit.repeat(64)}`)! }) as JournalRecord;
const after = (intent: string, digit: string, more: { effects?: number; events?: number } = {}): JournalRecord => ({ ...r.call({ status: 'running', intent, ...more }), state_hash: parseHash(`sha256:${digit.repeat(64)}`)! }) as JournalRecord;
const cap = (intent: string): JournalRecord => ({ ...r.cap('allow', r.flowOrigin()), intent_id: r.hash(intent) }) as JournalRecord;

test('a kind that is declared and never emitted', () => {
  expect(found([r.eventIn(0), state('1'), cap('a')])).toEqual([]);
  expect(found([r.eventIn(0), state('1')])).toEqual(['effect_never_emitted /0/abi/workflow/effects_emitted/0 http.request']);
  expect(found([r.eventIn(0), state('1'), cap('a')], def('workflow', ['http.request', 'timer.set']))).toEqual(['effect_never_emitted /0/abi/workflow/effects_emitted/1 timer.set']);
});

test('a kind that is emitted and not declared', () => {
  expect(found([r.eventIn(0), state('1'), cap('a'), r.moduleFault('undeclared_effect', { status: 'failed' })])).toEqual(['effect_not_declared /0/abi/workflow/effects_emitted why']);
  expect(found([r.eventIn(0), state('1'), cap('a'), r.moduleFault('trap', { status: 'failed' })])).toEqual([]);
});

describe('a denied or faulted outcome that changes nothing', () => {
  const begun = [r.eventIn(0), state('1'), cap('a')];
  test.each([
    ['faulted', r.receiptIn(1, 'a', 'error')],
    ['faulted', r.receiptIn(1, 'a', 'timeout')],
    ['denied', r.receipt('a', 'gate', 'denied')],
  ])('%s: %#', (status, receipt) => {
    expect(found([...begun, receipt, after('a', '1')])).toEqual([`outcome_dropped /0 http.request ${status}, in scenario one`]);
    expect(found([...begun, receipt, after('a', '2')])).toEqual([]);
    expect(found([...begun, receipt, after('a', '1', { effects: 1 })])).toEqual([]);
    expect(found([...begun, receipt, after('a', '1', { events: 1 })])).toEqual([]);
    expect(found([...begun, receipt, r.call({ status: 'completed', intent: 'a' })])).toEqual([]);
  });
  test('one that went well', () => expect(found([...begun, r.receiptIn(1, 'a'), after('a', '1')])).toEqual([]));
});

test('nothing of other modules, and nothing before a run', () => {
  expect(found([r.eventIn(0), r.moduleFault('undeclared_effect')], def('reducer'))).toEqual([]);
  expect(new WorkflowUse({ defs: [def()] }).problems()).toEqual([]);
});
