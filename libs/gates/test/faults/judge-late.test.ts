// What follows from a receipt that came last: kernels that give it to others, twice or to nobody must be found.
import { instanceId, type JournalRecord } from '@nx-air/kernel';
import { hashBytes, ZERO_HASH } from '@nx-air/canon';
import { expect, test } from 'vitest';
import { judgeLate } from '../../src/faults/judge-late.ts';

const [mine, other] = [instanceId('w', 'w/p@1', 1, 0), instanceId('w', 'w/p@1', 2, 0)];
const held = hashBytes(new Uint8Array([1]));
const stamp = { now_ns: 0n, logical_now_ns: 0n, entropy: new Uint8Array(32) };
const intent: JournalRecord = { k: 'intent', intent_id: held, effect_hash: ZERO_HASH, effect_kind: 'timer.set', cap_name: 't', params: new Uint8Array(), origin: { kind: 'plan', name: 'w/p@1', instance_id: mine, step: 's' }, internal: false };
const receipt: JournalRecord = { k: 'receipt_in', cause: 3, stamp, intent_id: held, adapter_id: 'a', status: 'ok' };
const ended = (instance_id: typeof mine): JournalRecord => ({ k: 'plan_ended', instance_id, plan: 'w/p@1', status: 'ok', orphaned: [] });
const told = (instance_id: typeof mine): JournalRecord => ({ k: 'event', schema: 'w/E@1', value: new Uint8Array(), event_hash: ZERO_HASH, source: { kind: 'plan', name: 'w/p@1', instance_id, step: 's' } });

test.each<[string, readonly JournalRecord[], string | undefined]>([
  ['its instance goes on', [intent, receipt, ended(mine)], undefined],
  ['its instance tells another one first', [intent, receipt, told(mine), ended(other)], undefined],
  ['nothing follows where its instance has ended', [intent, ended(mine), receipt], undefined],
  ['it is taken by another instance', [intent, receipt, ended(other)], `expected instance ${mine} to go on, found plan_ended of ${other}`],
  ['it wakes an instance that has ended', [intent, ended(mine), receipt, told(mine)], 'expected nothing to follow from a receipt that nobody waits for, found event'],
  ['it is taken twice', [intent, receipt, receipt], `expected the receipt of ${held} to be taken once, found 2 times`],
  ['it is lost', [intent], `expected the receipt of ${held} to be taken once, found 0 times`],
])('%s', (_what, records, message) => {
  expect(judgeLate(records, held)).toBe(message);
});
