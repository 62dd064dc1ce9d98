// What checkPlan accepts does not fault for a reason it claims to exclude: random plans and mutants of them, run with
// random inputs, receipts, events and orders of arrival. Faults that depend on values alone are allowed.
import fc from 'fast-check';
import { codeEntry, STEP_OPS_1, type FindingCode } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { afterAll, describe, expect, test } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { OPERATORS } from '../../src/expr/operators.ts';
import type { PlanView } from '../../src/view.ts';
import { Counts } from './counts.ts';
import { randomPlan, SHAPES } from './generate-plan.ts';
import { run, type Outcome } from './interpret.ts';
import { MUTATION_NAMES, mutate } from './mutate.ts';
import { PLAN_CODES } from './plan-codes.ts';
import { Random } from './random.ts';
import { viewOf } from './world.ts';

const SEED = 20_260_731;
const LEAST = 50;
const VALUE_FAULTS: ReadonlySet<string> = new Set(['overflow', 'division_by_zero', 'missing_key', 'index_out_of_range']);

const counts = new Counts();

function codesOf(view: PlanView): { readonly errors: readonly FindingCode[]; readonly all: readonly FindingCode[] } {
  const all = checkPlan(view).map((problem) => problem.code);
  return { all, errors: all.filter((code) => codeEntry(code).severity === 'error') };
}

/** The first outcome of some runs that an accepted plan must not have. */
function firstFault(view: PlanView, seed: number, runs: number): Outcome | undefined {
  for (let each = 0; each < runs; each += 1) {
    const outcome = run(view, new Random(seed * 31 + each));
    counts.add('outcome', outcome.end === 'fault' ? outcome.code : outcome.end);
    if (outcome.end === 'no_result' || (outcome.end === 'fault' && !VALUE_FAULTS.has(outcome.code))) return outcome;
  }
  return undefined;
}

function countRefused(view: PlanView, seed: number): void {
  const outcome = run(view, new Random(seed));
  counts.add('refused', outcome.end === 'fault' ? outcome.code : outcome.end);
}

function countParts(plan: JsonObject): void {
  const text = JSON.stringify(plan);
  for (const [, name] of text.matchAll(/"op":"([a-z_]+)","args"/g)) counts.add('operator', String(name));
  for (const step of plan['steps'] as readonly JsonObject[]) counts.add('op', String(step['op']));
}

function explain(outcome: Outcome, plan: JsonObject): string {
  return `${JSON.stringify(outcome)}\n${JSON.stringify(plan, undefined, 1)}`;
}

describe('soundness', () => {
  test('accepted plans do not fault', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { plan, shapes } = randomPlan(new Random(seed));
        const view = viewOf(plan);
        if (typeof view === 'string') throw new Error(view);
        const { errors } = codesOf(view);
        counts.add('random plan', errors.length === 0 ? 'accepted' : 'refused');
        if (errors.length > 0) return;
        countParts(plan);
        for (const shape of shapes) counts.add('shape', shape);
        const fault = firstFault(view, seed, 4);
        if (fault) throw new Error(explain(fault, plan));
      }),
      { seed: SEED, numRuns: 500 },
    );
    expect(counts.of('random plan', 'accepted')).toBeGreaterThan(4 * counts.of('random plan', 'refused'));
  });

  test('single mutations are found, or do no harm', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...MUTATION_NAMES), (seed, name) => {
        const mutant = mutate(randomPlan(new Random(seed)).plan, name, new Random(seed + 1));
        const view = viewOf(mutant);
        if (typeof view === 'string') {
          counts.add('mutant', 'refused by the loader');
          return;
        }
        const { all, errors } = codesOf(view);
        for (const code of all) counts.add('code', code);
        counts.add('mutant', errors.length > 0 ? 'refused' : 'accepted');
        if (errors.length > 0) {
          if (!errors.includes('duplicate_step')) countRefused(view, seed);
          return;
        }
        const fault = firstFault(view, seed, 6);
        if (fault) throw new Error(`${name}: ${explain(fault, mutant)}`);
      }),
      { seed: SEED, numRuns: 4500 },
    );
  });

  test('refused plans do fault, so that the interpreter would notice', () => {
    const faults = ['unbound', 'missing_field', 'type', 'arity'].map((code) => counts.of('refused', code));
    expect(Math.min(...faults)).toBeGreaterThan(10);
  });

  test('everything was met often enough', () => {
    expect(counts.below(LEAST, 'op', STEP_OPS_1)).toEqual([]);
    expect(counts.below(LEAST, 'operator', Object.keys(OPERATORS))).toEqual([]);
    expect(counts.below(LEAST, 'shape', SHAPES)).toEqual([]);
    expect(counts.below(LEAST, 'code', PLAN_CODES)).toEqual([]);
  });

  afterAll(() => {
    console.log(`seed ${SEED}\n${counts.text()}`);
  });
});
