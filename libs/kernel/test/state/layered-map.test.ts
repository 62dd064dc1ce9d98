// A layered map does what a map does, and no fork sees what becomes of another one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LayeredMap } from '../../src/state/layered-map.ts';

type Step = { readonly op: 'set' | 'delete' | 'fork' | 'use'; readonly key: number; readonly value: number };

const steps = fc.array(fc.record({ op: fc.constantFrom<Step['op']>('set', 'set', 'set', 'delete', 'fork', 'use'), key: fc.nat(90), value: fc.nat(9) }), { maxLength: 400 });

test('like maps that are copied, in content and order', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const pairs = [{ layered: LayeredMap.of<number, number>([]), plain: new Map<number, number>() }];
      let at = 0;
      for (const { op, key, value } of all) {
        const pair = pairs[at % pairs.length]!;
        if (op === 'set') for (const map of [pair.layered, pair.plain]) map.set(key, value);
        if (op === 'delete') expect(pair.layered.delete(key)).toBe(pair.plain.delete(key));
        if (op === 'fork' && pairs.length < 6) pairs.push({ layered: pair.layered.fork(), plain: new Map(pair.plain) });
        if (op === 'use') at = key;
      }
      for (const { layered, plain } of pairs) {
        expect([...layered]).toEqual([...plain]);
        expect([[...layered.keys()], [...layered.values()], layered.size]).toEqual([[...plain.keys()], [...plain.values()], plain.size]);
        for (let key = 0; key <= 90; key += 1) expect([layered.has(key), layered.get(key)]).toEqual([plain.has(key), plain.get(key)]);
        for (const other of pairs) expect(layered.equals(other.layered, Object.is)).toBe(JSON.stringify([...plain]) === JSON.stringify([...other.plain]));
      }
    }),
    { seed: 7, numRuns: 200, verbose: 1 },
  );
});

test('clear, and each', () => {
  const map = LayeredMap.of([['a', 1], ['b', 2]] as const);
  const seen: unknown[] = [];
  map.forEach((value, key) => seen.push([key, value]));
  expect(seen).toEqual([['a', 1], ['b', 2]]);
  const fork = map.fork();
  map.clear();
  expect([map.size, fork.size]).toEqual([0, 2]);
});

test('a value that is equal counts as the same', () => {
  const [left, right] = [LayeredMap.of([['a', [1]]]), LayeredMap.of([['a', [1]]])];
  expect(left.equals(right, () => false)).toBe(false);
  expect(left.equals(right, ([one], [other]) => one === other)).toBe(true);
});
