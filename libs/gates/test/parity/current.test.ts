// What counts as a difference between a recorded record and the one that today's definitions lead to.
import { hashBytes, type Hash } from '@nx-air/canon';
import type { JournalRecord, ModuleCall } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { differingField } from '../../src/parity/current.ts';
import * as r from '../summary/support/records.ts';

const hash = (name: string): Hash => hashBytes(new TextEncoder().encode(name));
const call = (more: Partial<ModuleCall> = {}): JournalRecord => ({ ...(r.call() as ModuleCall), fuel: 100n, ...more });

describe('hashes of definitions are blanked', () => {
  test.each<[string, JournalRecord, JournalRecord]>([
    ['of a plan and a manifest', r.started(), { ...r.started(), plan_hash: hash('other'), manifest_hash: hash('other') } as JournalRecord],
    ['of a grant', r.cap('allow'), { ...r.cap('allow'), grant_hash: hash('other') } as JournalRecord],
    ['of a module', call({ fuel: 7n }), call({ fuel: 7n, module_hash: hash('other') })],
    ['none', r.intent('a'), r.intent('a')],
  ])('%s', (_what, before, now) => {
    expect([differingField(before, now), differingField(now, before)]).toEqual([undefined, undefined]);
  });
});

describe('everything else counts', () => {
  test.each<[string, JournalRecord, JournalRecord, string]>([
    ['another kind', r.started(), r.ended(), 'k'],
    ['another plan', r.started(), r.started(1, { plan: 'w/other@1' }), 'plan'],
    ['another input', r.spawned(1), r.spawned(2), 'count'],
    ['a member more', r.ended(), r.ended(1, { code: 'c' }), 'error'],
    ['parameters', r.intent('a'), r.intent('a', r.planOrigin(), { params: { n: 1 } }), 'params'],
    ['an origin, deep inside', r.intent('a'), r.intent('a', r.planOrigin(1, 'other')), 'origin'],
  ])('%s', (_what, before, now, field) => {
    if (field === 'error') expect(['status', 'error']).toContain(differingField(before, now));
    else expect(differingField(before, now)).toBe(field);
  });
});

describe('the fuel of a call', () => {
  test('of the same code is its own', () => {
    expect(differingField(call(), call({ fuel: 101n }))).toBe('fuel');
  });

  test('of other code may be another', () => {
    expect(differingField(call(), call({ fuel: 101n, module_hash: hash('other') }))).toBeUndefined();
  });

  test('of other code hides nothing else', () => {
    expect(differingField(call(), call({ fuel: 101n, module_hash: hash('other'), events: 3 }))).toBe('events');
  });
});
