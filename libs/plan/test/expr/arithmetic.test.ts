// Checked integer arithmetic against unbounded integers.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { evaluate, parseExpr, scopeOf, type Value } from '../../src/runtime.ts';

type Number = Value & { readonly t: 'int' | 'nat' };

const numbers: fc.Arbitrary<Number> = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((v): Number => ({ t: 'nat', v })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((v): Number => ({ t: 'int', v })),
  fc.constantFrom<Number>({ t: 'nat', v: 0n }, { t: 'int', v: -1n }, { t: 'int', v: -(2n ** 63n) }, { t: 'nat', v: 2n ** 64n - 1n }),
);

const exact = {
  add: (a: bigint, b: bigint) => a + b,
  sub: (a: bigint, b: bigint) => a - b,
  mul: (a: bigint, b: bigint) => a * b,
  div: (a: bigint, b: bigint) => (b === 0n ? undefined : a / b),
  mod: (a: bigint, b: bigint) => (b === 0n ? undefined : a % b),
};

test('every result is the exact one of its type, or a fault', () => {
  fc.assert(
    fc.property(fc.constantFrom('add', 'sub', 'mul', 'div', 'mod' as const), numbers, numbers, (op, a, b) => {
      const parsed = parseExpr({ op, args: [{ [a.t]: a.v }, { [b.t]: b.v }] });
      if (!parsed.ok) throw new Error(parsed.fault.expected);
      const result = evaluate(parsed.expr, scopeOf({}));
      const expected = exact[op as keyof typeof exact](a.v, b.v);
      if (expected === undefined) {
        expect(result).toMatchObject({ ok: false, fault: { code: 'division_by_zero' } });
        return;
      }
      const unsigned = a.t === 'nat' && b.t === 'nat' && expected >= 0n;
      const fits = unsigned ? expected < 2n ** 64n : expected >= -(2n ** 63n) && expected < 2n ** 63n;
      if (fits) expect(result).toEqual({ ok: true, value: { t: unsigned ? 'nat' : 'int', v: expected } });
      else expect(result).toMatchObject({ ok: false, fault: { code: 'overflow' } });
    }),
    { seed: 20_261_120, numRuns: 2_000, verbose: true },
  );
});
