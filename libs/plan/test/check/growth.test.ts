// A plan of a thousand steps is checked in work that grows with its size, not with its square.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { Bits } from '../../src/flow/bits.ts';
import { FactTable } from '../../src/flow/facts.ts';
import { plansOf } from '../plan-view.ts';

const POINT = { record: { x: { nat: {} } } };
const SCHEMAS: readonly JsonObject[] = [{ $kind: 'defschema', name: 't/In@1', type: { record: { count: { nat: {} }, point: POINT } } }];

type Shape = (size: number) => { readonly steps: JsonObject[]; readonly edges: JsonObject[] };

const assign = (id: string, expr: JsonValue, as = id): JsonObject => ({ id, op: 'assign', expr, bind: { as } });
const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index);

const chain: Shape = (size) => ({
  steps: range(size).map((n) => assign(`s${n}`, n === 0 ? { nat: 1 } : { op: 'add', args: [{ ref: `@step:s${n - 1}` }, { nat: 1 }] })),
  edges: range(size - 1).map((n) => ({ from: `s${n}`, to: `s${n + 1}` })),
});

/** Every third step joins two that exclude each other and bind one variable. */
const diamonds: Shape = (size) => {
  const steps: JsonObject[] = [assign('j0', { nat: 0 })];
  const edges: JsonObject[] = [];
  for (const n of range(Math.floor(size / 3))) {
    const guard: JsonValue = { op: 'lt', args: [{ ref: `@step:j${n}` }, { nat: 3 }] };
    steps.push(assign(`a${n}`, { ref: '@plan.input.count' }, `v${n}`), assign(`b${n}`, { ref: '@plan.input.point.x' }, `v${n}`), assign(`j${n + 1}`, { ref: `@var:v${n}` }));
    edges.push({ from: `j${n}`, to: `a${n}`, when: guard }, { from: `j${n}`, to: `b${n}`, when: { op: 'not', args: [guard] } });
    edges.push({ from: `a${n}`, to: `j${n + 1}` }, { from: `b${n}`, to: `j${n + 1}` });
  }
  return { steps, edges };
};

const forks: Shape = (size) => {
  const steps: JsonObject[] = [assign('j0', { nat: 0 })];
  const edges: JsonObject[] = [];
  for (const n of range(Math.floor(size / 3))) {
    steps.push(assign(`a${n}`, { ref: `@step:j${n}` }), assign(`b${n}`, { ref: `@step:j${n}` }));
    steps.push(assign(`j${n + 1}`, { op: 'add', args: [{ ref: `@step:a${n}` }, { ref: `@var:b${n}` }] }));
    edges.push({ from: `j${n}`, to: `a${n}` }, { from: `j${n}`, to: `b${n}` }, { from: `a${n}`, to: `j${n + 1}` }, { from: `b${n}`, to: `j${n + 1}` });
  }
  return { steps, edges };
};

/** How often facts were asked for while a plan of this size was checked. */
function work(shape: Shape, size: number): number {
  const { knows, assume, contradict, canHold } = FactTable.prototype;
  let calls = 0;
  const counted = <A extends unknown[], R>(inner: (this: FactTable, ...args: A) => R) =>
    function (this: FactTable, ...args: A): R {
      calls += 1;
      return inner.apply(this, args);
    };
  try {
    Object.assign(FactTable.prototype, { knows: counted(knows), assume: counted(assume), contradict: counted(contradict), canHold: counted(canHold) });
    const [view] = plansOf(JSON.stringify([...SCHEMAS, { $kind: 'defplan', name: 't/big@1', input: 't/In@1', ...shape(size) }]));
    expect(view && checkPlan(view)).toEqual([]);
  } finally {
    Object.assign(FactTable.prototype, { knows, assume, contradict, canHold });
  }
  return calls;
}

/** One step with a case for each value of a number. */
const cases: Shape = (size) => ({
  steps: [assign('s', { ref: '@plan.input.count' }), ...range(size).map((n) => assign(`a${n}`, { nat: 1 }, 'v'))],
  edges: range(size).map((n) => ({ from: 's', to: `a${n}`, when: { op: 'eq', args: [{ ref: '@step:s' }, { nat: n }] } })),
});

/** How often sets of facts were looked into. */
function lookups(shape: Shape, size: number): number {
  const { has } = Bits.prototype;
  let calls = 0;
  try {
    Object.assign(Bits.prototype, {
      has(this: Bits, bit: number): boolean {
        calls += 1;
        return has.call(this, bit);
      },
    });
    work(shape, size);
  } finally {
    Object.assign(Bits.prototype, { has });
  }
  return calls;
}

/** How often two sets of facts were compared. */
function comparisons(shape: Shape, size: number): number {
  const { meetsTwin } = Bits.prototype;
  let calls = 0;
  try {
    Object.assign(Bits.prototype, {
      meetsTwin(this: Bits, other: Bits): boolean {
        calls += 1;
        return meetsTwin.call(this, other);
      },
    });
    work(shape, size);
  } finally {
    Object.assign(Bits.prototype, { meetsTwin });
  }
  return calls;
}

describe('growth', () => {
  test('the values of one number are compared in pairs, not in threes', () => {
    expect(lookups(cases, 320)).toBeLessThan(18 * lookups(cases, 80));
  });

  test('branches for the values of one number are told apart without comparing them in pairs', () => {
    const [small, middle, large] = [100, 200, 400].map((size) => comparisons(cases, size));
    expect(middle).toBeLessThan(2.2 * (small ?? 0) + 1);
    expect(large).toBeLessThan(2.2 * (middle ?? 0) + 1);
  });

  test('and two that bind one variable for the same value are still found', () => {
    const twice: Shape = (size) => {
      const { steps, edges } = cases(size);
      return { steps: [...steps, assign('again', { nat: 1 }, 'v')], edges: [...edges, { ...edges[3], to: 'again' }] };
    };
    const [view] = plansOf(JSON.stringify([...SCHEMAS, { $kind: 'defplan', name: 't/big@1', input: 't/In@1', ...twice(10) }]));
    expect(view && checkPlan(view).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['racy_variable /0/steps/11/bind/as'].map((each) => each.replace('/0/', view?.origin.pointer === '' ? '/' : `${view?.origin.pointer ?? ''}/`)));
  });

  test.each([['chain', chain], ['diamonds', diamonds], ['forks', forks]] as const)('%s', (_name, shape) => {
    const [small, large] = [work(shape, 300), work(shape, 1200)];
    expect(large).toBeLessThan(4.2 * small);
  });
});
