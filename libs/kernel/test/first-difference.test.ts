// Names the field in which two records differ.
import { hashBytes } from '@nx-air/canon';
import { expect, test } from 'vitest';
import { firstDifference } from '../src/first-difference.ts';
import { instanceId } from '../src/index.ts';
import type { PlanEnded } from '../src/index.ts';

const hash = hashBytes(new Uint8Array());
const base: PlanEnded = { k: 'plan_ended', instance_id: instanceId('w', 'p', 1, 0), plan: 'p', status: 'error', result: new Uint8Array([1]), error: { code: 'c', message: 'm' }, orphaned: [hash] };

test.each<[string, object]>([
  ['', {}],
  ['plan', { plan: 'q' }],
  ['error.code', { error: { code: 'd', message: 'm' } }],
  ['error.step', { error: { code: 'c', message: 'm', step: 's' } }],
  ['orphaned.1', { orphaned: [hash, hash] }],
  ['result', { result: new Uint8Array([2]) }],
  ['error.message', { error: { code: 'c', message: 'n' }, status: 'ok' }],
])('%s', (field, change) => {
  expect(firstDifference(base, { ...base, ...change })).toBe(field);
});

test('an absent field, and another kind', () => {
  const { result: _, ...without } = base;
  expect(firstDifference(base, without)).toBe('result');
  expect(firstDifference(base, { k: 'limit', limit: 'derived_records', allowed: 1, dropped_events: 0 })).toBe('k');
});
