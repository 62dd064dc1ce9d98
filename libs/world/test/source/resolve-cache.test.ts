// Values are computed once for a cache and a key.
import { expect, test } from 'vitest';
import { cacheSlot, createResolveCache } from '../../src/source/resolve-cache.ts';

test('once per cache and key, `undefined` included', () => {
  const slot = cacheSlot<string | undefined>();
  const [one, two] = [createResolveCache(), createResolveCache()];
  const computed: string[] = [];
  const ask = (cache: typeof one, key: string) =>
    slot(cache, key, () => {
      computed.push(key);
      return undefined;
    });
  for (let round = 0; round < 3; round += 1) {
    ask(one, 'a');
    ask(one, '__proto__');
  }
  ask(two, 'a');
  expect(computed).toEqual(['a', '__proto__', 'a']);
});

test('slots do not see each other', () => {
  const [left, right] = [cacheSlot<number>(), cacheSlot<number>()];
  const cache = createResolveCache();
  expect([left(cache, 'k', () => 1), right(cache, 'k', () => 2), left(cache, 'k', () => 3)]).toEqual([1, 2, 1]);
});

test('a computation that throws is tried again', () => {
  const slot = cacheSlot<number>();
  const cache = createResolveCache();
  expect(() => slot(cache, 'k', () => { throw new Error('no'); })).toThrow('no');
  expect(slot(cache, 'k', () => 5)).toBe(5);
});
