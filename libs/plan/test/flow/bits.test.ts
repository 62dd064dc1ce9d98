// Sets of small numbers against those of the platform, copies that share their words above all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bits } from '../../src/flow/bits.ts';

const SEED = 20261121;
const SETS = 4;

interface Twin {
  readonly bits: Bits;
  readonly set: ReadonlySet<number>;
}

type Step = readonly [op: 'add' | 'addAll' | 'keep' | 'drop' | 'copy', left: number, right: number, member: number];

const steps = fc.array(
  fc.tuple(fc.constantFrom('add', 'addAll', 'keep', 'drop', 'copy'), fc.nat(SETS - 1), fc.nat(SETS - 1), fc.oneof(fc.nat(70), fc.constantFrom(31, 32, 63, 1000))),
  { maxLength: 60 },
);

function apply([op, left, right, member]: Step, twins: Twin[], copyOf: (bits: Bits) => Bits): void {
  const [a, b] = [twins[left]!, twins[right]!];
  switch (op) {
    case 'add':
      twins[left] = { bits: a.bits.add(member), set: new Set([...a.set, member]) };
      return;
    case 'addAll':
      twins[left] = { bits: a.bits.addAll(b.bits), set: new Set([...a.set, ...b.set]) };
      return;
    case 'keep':
      twins[left] = { bits: a.bits.keep(b.bits), set: new Set([...a.set].filter((item) => b.set.has(item))) };
      return;
    case 'drop':
      twins[left] = { bits: a.bits.drop(b.bits), set: new Set([...a.set].filter((item) => !b.set.has(item))) };
      return;
    case 'copy':
      twins[left] = { bits: copyOf(b.bits), set: b.set };
  }
}

const inOrder = (set: ReadonlySet<number>): readonly number[] => [...set].sort((a, b) => a - b);

function agree(all: readonly Step[], copyOf: (bits: Bits) => Bits): boolean {
  const twins = Array.from({ length: SETS }, (): Twin => ({ bits: new Bits(), set: new Set() }));
  for (const step of all) apply(step, twins, copyOf);
  return twins.every(({ bits, set }, index) => {
    const other = twins[(index + 1) % SETS]!;
    const common = inOrder(set).find((item) => other.set.has(item));
    const meets = [...set].some((item) => other.set.has(item ^ 1));
    return (
      JSON.stringify([...bits.members()]) === JSON.stringify(inOrder(set)) &&
      inOrder(set).every((item) => bits.has(item)) &&
      bits.firstCommon(other.bits) === common &&
      bits.meetsTwin(other.bits) === meets
    );
  });
}

describe('Bits', () => {
  it('hold what sets hold', () => {
    fc.assert(fc.property(steps, (all) => agree(all, (bits) => bits.copy())), { seed: SEED, numRuns: 500, verbose: true });
  });

  it('would not, if a copy were the set itself', () => {
    const { failed } = fc.check(fc.property(steps, (all) => agree(all, (bits) => bits)), { seed: SEED, numRuns: 500 });
    expect(failed).toBe(true);
  });

  it.each([31, 63])('hold %i, the sign of its word', (member) => {
    const bits = Bits.of(0, member);
    expect([...bits.members()]).toEqual([0, member]);
    expect(bits.firstCommon(Bits.of(member))).toBe(member);
    expect(bits.meetsTwin(Bits.of(member - 1))).toBe(true);
  });
});
