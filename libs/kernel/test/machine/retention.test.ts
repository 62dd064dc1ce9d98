// What is remembered, at the numbers that the page states: 100,000 ids, settled intents and keys, no more and no fewer.
import { bytesToHex, hashValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, decodeState, encodeState } from '../../src/index.ts';
import type { WorldState } from '../../src/index.ts';
import { awaitReceipt, chain, end, plan, ref, timer } from '../support/plan.ts';
import { simple } from '../support/receipts.ts';
import { fired, run } from '../support/run.ts';
import { world } from '../support/world.ts';

const STATED = 100_000;
const hash = (index: number) => hashValue(['old', index]);

test('the stated numbers are the defaults', () => {
  expect(DEFAULT_LIMITS).toMatchObject({ retained_ingress_ids: STATED, retained_settled: STATED });
});

function fill<K, V>(entries: Map<K, V>, size: number, entry: (index: number) => readonly [K, V]): void {
  for (let index = entries.size; index < size; index += 1) entries.set(...entry(index));
}

describe('one below the number, at it, one beyond', () => {
  test('ids of ingress', async () => {
    const ran = await run(await simple());
    const ids = (ran.kernel.state as WorldState).ingressIds;
    fill(ids, STATED - 1, (index) => [`old-${index}`, hash(0)]);
    await ran.event('w/Go@1', { id: 'a' }, 'new-1');
    expect([ids.size, ids.has('old-0'), ids.has('new-1')]).toEqual([STATED, true, true]);
    await ran.event('w/Go@1', { id: 'a' }, 'new-2');
    expect([ids.size, ids.has('old-0'), ids.has('old-1'), ids.has('new-2')]).toEqual([STATED, false, true, true]);
    expect(await ran.event('w/Go@1', { id: 'a' }, 'new-1')).toMatchObject({ status: 'duplicate' });
    expect(ids.size).toBe(STATED);
  });

  test('settled intents and keys', async () => {
    const keyed = { ...timer('t'), idempotency_key: ref('@plan.input.key') };
    const manifest = await world({
      schemas: { Go: { record: { key: { bytes: {} } } } },
      nodes: [plan([keyed, awaitReceipt('got', 't_handle'), end('e')], chain('t', 'got', 'e'))],
      triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
    });
    const ran = await run(manifest);
    const { settled, keysSettled } = ran.kernel.state as WorldState;
    const settle = async (key: number): Promise<void> => {
      await ran.event('w/Go@1', { key: new Uint8Array(32).fill(key) });
      await ran.answer(fired());
    };
    await settle(1);
    const [first, firstKey] = [settled.keys().next().value!, bytesToHex(new Uint8Array(32).fill(1))];
    const [old, oldKey] = [settled.get(first)!, keysSettled.get(firstKey)!];
    fill(settled, STATED - 1, (index) => [hash(index), old]);
    fill(keysSettled, STATED - 1, (index) => [hash(index).slice(7), oldKey]);
    await settle(2);
    expect([settled.size, settled.has(first), keysSettled.size, keysSettled.has(firstKey)]).toEqual([STATED, true, STATED, true]);
    await settle(3);
    expect([settled.size, settled.has(first), keysSettled.size, keysSettled.has(firstKey)]).toEqual([STATED, false, STATED, false]);
    expect(await ran.kernel.submitReceipt({ intentId: first, adapterId: 'x', answer: fired() })).toMatchObject({ status: 'refused', code: 'unknown_intent' });
    // The state of that size survives its bytes.
    const bytes = encodeState(ran.kernel.state);
    const decoded = decodeState(bytes);
    expect([decoded.settled.size, decoded.keysSettled.size, [...decoded.settled.keys()].at(-1)]).toEqual([STATED, STATED, [...settled.keys()].at(-1)]);
    expect(Buffer.compare(encodeState(decoded), bytes)).toBe(0);
  });
});
