// The state as bytes: of every value, of a busy world, and nothing that is none.
import { decodeCanonical, encodeCanonical, encodeWith, hashBytes } from '@nx-air/canon';
import { setOf, mapOf, text, nat, type Value } from '@nx-air/plan/runtime';
import { describe, expect, test } from 'vitest';
import { decodeState, encodeState, KernelError, Kernel, MemoryJournal, stateHash } from '../../src/index.ts';
import { BadShape } from '../../src/codec/codec.ts';
import { valueCodec } from '../../src/state/value-codec.ts';
import { awaitEvent, awaitReceipt, chain, end, op, ref, timer } from '../support/plan.ts';
import { timerWorld } from '../support/receipts.ts';
import { checkReplay, fired, run, type Run } from '../support/run.ts';

const VALUES: readonly Value[] = [
  { t: 'null' },
  { t: 'unit' },
  { t: 'bool', v: true },
  { t: 'int', v: -(2n ** 63n) },
  { t: 'nat', v: 2n ** 64n - 1n },
  { t: 'time', v: 1n },
  { t: 'duration', v: -1n },
  text('x'),
  { t: 'uuid', v: '00000000-0000-0000-0000-000000000000' },
  { t: 'dec128', v: '1.50' },
  { t: 'hash', v: hashBytes(new Uint8Array()) },
  { t: 'bytes', v: new Uint8Array([1]) },
  { t: 'list', v: [nat(1n), text('a')] },
  setOf([nat(2n), nat(1n)]),
  mapOf([[text('bb'), nat(1n)], [text('a'), { t: 'null' }]]),
  { t: 'record', v: new Map([['a', nat(1n)]]) },
  { t: 'variant', tag: 'A', value: { t: 'unit' } },
];

describe('values keep their AIR type', () => {
  test.each(VALUES.map((value) => [value.t, value] as const))('%s', (_t, value) => {
    expect(valueCodec.read(decodeCanonical(encodeWith(valueCodec.write, value)), '')).toEqual(value);
  });

  test.each([['no list', 1], ['an unknown type', ['float', 1]], ['no integer', ['nat', 'x']], ['no body', ['text']], ['a bad hash', ['hash', 'x']]] as const)('%s', (_name, data) => {
    expect(() => valueCodec.read(data, 'v')).toThrow(BadShape);
  });
});

async function busy(): Promise<Run> {
  const where = op('eq', ref('@event.id'), ref('@plan.input.id'));
  const keyed = timer('t', { nat: 5 }, { idempotency_key: op('hash', ref('@plan.input.id')) });
  const manifest = await timerWorld([keyed, awaitEvent('w', 'w/Ping@1', where), awaitReceipt('got', 't_handle'), timer('u'), end('e')], ['t got', 'got u', ...chain('w', 'e'), 'u e'].slice(0, 3));
  const ran = await run(manifest);
  for (const id of ['a', 'a', 'b', 'c']) await ran.event('w/Go@1', { id }, `id-${id}-${ran.records().length}`);
  await ran.answer(fired());
  await ran.event('w/Ping@1', { id: 'b' });
  return ran;
}

test('reading gives back a state with the same bytes, and it goes on in the same way', async () => {
  const ran = await busy();
  const encoded = encodeState(ran.kernel.state);
  expect(encodeState(decodeState(encoded))).toEqual(encoded);
  const journal = new MemoryJournal({ header: ran.journal.header!, records: ran.journal.records() });
  const restored = await Kernel.open({ ...ran.options, journal, from: ran.kernel.checkpoint() });
  for (const kernel of [ran.kernel, restored]) {
    await kernel.submitEvent({ schema: 'w/Ping@1', value: { id: 'a' } });
    await kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'a' } });
    for (const { intentId } of kernel.outbox()) await kernel.submitReceipt({ intentId, adapterId: 'x', answer: fired() });
    await kernel.submitEvent({ schema: 'w/Ping@1', value: { id: 'c' } });
  }
  expect([...journal.records()]).toEqual([...ran.journal.records()]);
  expect(restored.stateHash()).toBe(ran.kernel.stateHash());
  checkReplay(ran);
});

test('the hash is that of the bytes', async () => {
  const ran = await busy();
  expect(stateHash(ran.kernel.state)).toBe(hashBytes(encodeState(ran.kernel.state)));
});

test.each([['no CBOR', new Uint8Array([1])], ['another map', encodeCanonical({ worldId: 'w' })], ['a list', encodeCanonical([])]])('%s is no state', (_name, data) => {
  expect(() => decodeState(data)).toThrow(KernelError);
});
