// What every content store must do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { directoryStore } from '../src/fs.ts';
import { hashBytes, memoryStore, ZERO_HASH } from '../src/index.ts';
import type { Hash } from '../src/index.ts';

const root = mkdtempSync(join(tmpdir(), 'nx-air-store-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

describe.each([
  ['memory', memoryStore],
  ['directory', () => directoryStore(join(root, String((count += 1)), 'not', 'there', 'yet'))],
])('%s', (_, create) => {
  test('bytes come back under their hash', () => {
    const store = create();
    for (const bytes of [Uint8Array.of(), Uint8Array.of(0), Uint8Array.of(1, 2, 3), new Uint8Array(100_000).fill(7)]) {
      expect(store.has(hashBytes(bytes))).toBe(false);
      expect(store.get(hashBytes(bytes))).toBeUndefined();
      const hash = store.put(bytes);
      expect(hash).toBe(hashBytes(bytes));
      expect(store.put(bytes)).toBe(hash);
      expect(store.has(hash)).toBe(true);
      expect(store.get(hash)).toEqual(bytes);
      expect(store.get(hash)).not.toBeInstanceOf(Buffer);
    }
  });

  test('nothing is shared with the caller', () => {
    const store = create();
    const bytes = Uint8Array.of(1, 2, 3);
    const hash = store.put(bytes);
    bytes.fill(9);
    store.get(hash)?.fill(9);
    expect(store.get(hash)).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('a hash in upper case names the same bytes', () => {
    const store = create();
    const hash = store.put(Uint8Array.of(1));
    const upper = `sha256:${hash.slice(7).toUpperCase()}` as Hash;
    expect([store.has(upper), store.get(upper)]).toEqual([true, Uint8Array.of(1)]);
  });

  test.each(['', '..', '../../etc/passwd', 'sha256:', `sha256:${'../'.repeat(21)}x`, `sha256:${'0'.repeat(63)}/`, `sha256:${'0'.repeat(64)}\0`, '/etc/passwd'])(
    '%j names nothing',
    text => {
      const store = create();
      expect([store.has(text as Hash), store.get(text as Hash)]).toEqual([false, undefined]);
    },
  );

  test('the zero hash names nothing', () => {
    expect([create().has(ZERO_HASH), create().get(ZERO_HASH)]).toEqual([false, undefined]);
  });
});
