// Facts about numbers: what follows from guards is what holds for every number, gone through one by one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactTable, noFacts } from '../../src/flow/facts.ts';
import { and, holdsUnder, not, or, type Formula } from '../../src/flow/formula.ts';

const SEED = 20_260_801;
const RANGE = Array.from({ length: 16 }, (_, index) => BigInt(index - 3));

type Shape = { readonly k: 'is' | 'below'; readonly at: number } | { readonly k: 'not'; readonly of: Shape } | { readonly k: 'and' | 'or'; readonly all: readonly Shape[] };

const shapes = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3 },
    fc.record({ k: fc.constantFrom('is' as const, 'below' as const), at: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ k: fc.constant('not' as const), of: tie('shape') }),
    fc.record({ k: fc.constantFrom('and' as const, 'or' as const), all: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }) }),
  ),
})).shape;

function holdsFor(shape: Shape, value: bigint): boolean {
  switch (shape.k) {
    case 'is':
      return value === BigInt(shape.at);
    case 'below':
      return value < BigInt(shape.at);
    case 'not':
      return !holdsFor(shape.of, value);
    case 'and':
      return shape.all.every((each) => holdsFor(each, value));
    case 'or':
      return shape.all.some((each) => holdsFor(each, value));
  }
}

function formulaOf(shape: Shape, table: FactTable): Formula {
  switch (shape.k) {
    case 'is':
      return table.is('n', `=${shape.at}`, BigInt(shape.at));
    case 'below':
      return table.below('n', BigInt(shape.at));
    case 'not':
      return not(formulaOf(shape.of, table));
    case 'and':
      return and(...shape.all.map((each) => formulaOf(each, table)));
    case 'or':
      return or(...shape.all.map((each) => formulaOf(each, table)));
  }
}

test(`what can hold under facts is what some number shows, seed ${SEED}`, () => {
  const seen = { holds: 0, never: 0, contradicted: 0 };
  fc.assert(
    fc.property(shapes, shapes, (known, asked) => {
      const table = new FactTable();
      const facts = noFacts();
      table.assume(facts, formulaOf(known, table));
      const others = noFacts();
      const formula = formulaOf(asked, table);
      table.assume(others, formula);
      const wanted = RANGE.some((value) => holdsFor(known, value) && holdsFor(asked, value));
      const found = table.canHold(formula, facts);
      // What is known may be cut short where it is large: then more can hold, never less.
      expect(found).not.toBe(wanted ? false : undefined);
      if (table.contradict(facts, others)) {
        seen.contradicted += 1;
        expect(wanted).toBe(false);
      }
      seen[found === false ? 'never' : 'holds'] += 1;
      if (wanted) expect(found).toBe(true);
    }),
    { seed: SEED, numRuns: 4000, verbose: true },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
});

test('small facts decide exactly', () => {
  const table = new FactTable();
  const [five, below, above] = [table.is('n', '=5', 5n), table.below('n', 5n), not(table.below('n', 6n))];
  expect(table.implies(noFacts(), or(five, below, above))).toBe(true);
  expect(table.implies(noFacts(), or(below, above))).toBe(false);
  const facts = noFacts();
  table.assume(facts, below);
  expect(table.canHold(five, facts)).toBe(false);
  expect(table.canHold(table.below('n', 2n), facts)).toBe(true);
  expect(table.knows(facts, 'n', '=5')).toBe('no');
  expect(holdsUnder(above, () => true)).toBe(false);
});

test('a value that is compared with very many numbers is not gone through', () => {
  const table = new FactTable();
  const bounds = Array.from({ length: 200 }, (_, index) => table.below('n', BigInt(index)));
  expect(table.canHold(or(...bounds), noFacts())).toBeUndefined();
});
