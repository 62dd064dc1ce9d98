// What checkPlan accepts does not fail for a reason it claims to exclude. Random plans and single mutations of them: all
// runs of each are gone through (`every-run.ts`), and the kernel runs them too. Faults by values alone are allowed.
// AIR_SOUNDNESS=10 goes through ten times as many.
import { codeEntry, STEP_OPS_1, type FindingCode } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { checkPlan, PLAN_CODES, type PlanView } from '@nx-air/plan/check';
import { OPERATORS } from '@nx-air/plan/runtime';
import { afterAll, describe, expect, test } from 'vitest';
import { Counts } from './counts.ts';
import { everyRun } from './every-run.ts';
import { randomPlan, SHAPES } from './generate-plan.ts';
import { isExcluded, planName, runOnKernel } from './kernel-runs.ts';
import { MUTATION_NAMES, mutate } from './mutate.ts';
import { Random } from './random.ts';
import { viewOf } from './world.ts';

const SEED = 20_260_731;
const LEAST = 50;
const FACTOR = Math.max(1, Number(process.env['AIR_SOUNDNESS'] ?? 1));
const PLANS = 320 * FACTOR;
const MUTANTS = (LEAST + 2) * FACTOR;
/** Plans with more runs are left to the kernel, and no mutants are made of them. */
const MOST_RUNS = 60;
const MOST_TRIES = 40 * MUTANTS;
/** Every accepted mutant is proved harmless within as many. */
const LARGER = 20_000;

const counts = new Counts();
const accepted: { readonly name: string; readonly plan: JsonObject }[] = [];
/** Plans whose runs were all gone through. */
const proved: JsonObject[] = [];

function errorsIn(view: PlanView): readonly FindingCode[] {
  const codes = checkPlan(view).map((problem) => problem.code);
  for (const code of new Set(codes)) counts.add('finding code', code);
  return codes.filter((code) => codeEntry(code).severity === 'error');
}

function countParts(plan: JsonObject): void {
  const text = JSON.stringify(plan);
  for (const [, name] of text.matchAll(/"op":"([a-z_]+)","args"/g)) counts.add('operator', String(name));
  for (const step of plan['steps'] as readonly JsonObject[]) counts.add('op', String(step['op']));
}

const runsLike = (runs: number): string => (runs === 1 ? '1 run' : runs < 10 ? '2 to 9 runs' : runs < 100 ? '10 to 99 runs' : '100 runs or more');

function explain(what: unknown, plan: JsonObject): string {
  return `${JSON.stringify(what)}\n${JSON.stringify(plan, undefined, 1)}`;
}

describe('soundness', { timeout: 60_000 * FACTOR }, () => {
  test('random plans: no run fails', () => {
    for (let each = 0; each < PLANS; each += 1) {
      const { plan, shapes } = randomPlan(new Random(SEED + each), 1 + (each % 2));
      const view = viewOf(plan);
      if (typeof view === 'string') throw new Error(view);
      const refused = errorsIn(view).length > 0;
      counts.add('random plan', refused ? 'refused' : 'accepted');
      if (refused) continue;
      countParts(plan);
      for (const shape of shapes) counts.add('join shape', shape);
      const verdict = everyRun(view, MOST_RUNS);
      counts.add('random plan', verdict.is);
      if (verdict.is === 'fault' || verdict.is === 'cannot_run') throw new Error(explain(verdict, plan));
      accepted.push({ name: 'none', plan });
      if (verdict.is === 'harmless') proved.push(plan);
    }
    expect(counts.of('random plan', 'accepted')).toBeGreaterThan(9 * counts.of('random plan', 'refused'));
    expect(counts.of('random plan', 'harmless')).toBeGreaterThan(3 * counts.of('random plan', 'too_many'));
  });

  test.each(MUTATION_NAMES)('mutants: %s', (name) => {
    const unproved: string[] = [];
    for (let tries = 0, made = 0; made < MUTANTS && tries < MOST_TRIES; tries += 1) {
      const seed = SEED + tries * 7919 + MUTATION_NAMES.indexOf(name) * 104_729;
      const random = new Random(seed);
      const mutant = mutate(random.pick(proved), name, random);
      if (!mutant) continue;
      made += 1;
      counts.add('made', name);
      const view = viewOf(mutant);
      if (typeof view === 'string') {
        counts.add(name, `caught by the loader: ${view}`);
        continue;
      }
      const errors = errorsIn(view);
      if (errors.length > 0) {
        for (const code of new Set(errors)) counts.add(name, `caught: ${code}`);
        if (made % 2 === 0) countRefused(view);
        continue;
      }
      countParts(mutant);
      const verdict = everyRun(view, LARGER);
      const isProved = verdict.is === 'harmless';
      counts.add(name, isProved ? `harmless in ${runsLike(verdict.runs)}` : 'without a proof');
      counts.add('accepted mutant', isProved ? 'harmless in every run' : 'without a proof');
      if (isProved) accepted.push({ name, plan: mutant });
      else unproved.push(explain(verdict, mutant));
    }
    expect(unproved).toEqual([]);
    expect(counts.of('made', name)).toBeGreaterThanOrEqual(LEAST);
  });

  test('runs without a correlation value: none fails where one is expected of some', () => {
    for (let each = 0; each < PLANS; each += 1) {
      const { plan } = randomPlan(new Random(SEED + each), 1 + (each % 2));
      const view = viewOf(plan);
      if (typeof view === 'string' || !JSON.stringify(plan).includes('correlation_id') || errorsIn(view).length > 0) continue;
      const without: PlanView = { ...view, correlation: { type: view.correlation?.type, missing: { actual: '', related: [] } } };
      const refused = errorsIn(without).length > 0;
      const verdict = everyRun(without, MOST_RUNS);
      counts.add('without correlation', `${refused ? 'refused' : 'accepted'}, ${verdict.is}`);
      if (!refused && verdict.is === 'fault') throw new Error(explain(verdict, plan));
    }
    // Both answers are met, and those that are refused do fail.
    expect(counts.below(5, 'without correlation', ['accepted, harmless', 'refused, fault'])).toEqual([]);
  });

  /** What the explorer says of plans that checks refuse: it must be able to find each fault. */
  function countRefused(view: PlanView): void {
    const verdict = everyRun(view, 40);
    counts.add('refused', verdict.is === 'fault' ? verdict.code : verdict.is);
  }

  test('the kernel fails none of them either', async () => {
    const size = 60;
    for (let start = 0; start < accepted.length; start += size) {
      const batch = accepted.slice(start, start + size);
      const { endings, waitFaults } = await runOnKernel(batch.map(({ plan }) => plan), new Random(SEED + start), 10);
      for (const ending of [...endings, ...waitFaults]) {
        counts.add('kernel', typeof ending.end === 'string' ? ending.end : ending.end.code);
        if (!isExcluded(ending)) continue;
        const index = batch.findIndex((_, number) => planName(number) === ending.plan);
        throw new Error(explain([batch[index]?.name, ending], batch[index]?.plan ?? {}));
      }
    }
    expect(counts.of('kernel', 'ok')).toBeGreaterThan(accepted.length / 4);
  });

  test('refused plans do fail, so that the explorer would notice', () => {
    const faults = ['unbound', 'missing_field', 'missing_key', 'type', 'arity', 'slot', 'not_emitted', 'no_result'];
    expect(counts.below(10, 'refused', faults)).toEqual([]);
  });

  test('everything was met often enough', () => {
    expect(counts.below(LEAST, 'op', STEP_OPS_1)).toEqual([]);
    expect(counts.below(LEAST, 'operator', Object.keys(OPERATORS))).toEqual([]);
    expect(counts.below(LEAST, 'join shape', SHAPES)).toEqual([]);
    expect(counts.below(LEAST, 'finding code', PLAN_CODES)).toEqual([]);
    expect(counts.below(LEAST, 'made', MUTATION_NAMES)).toEqual([]);
  });

  afterAll(() => {
    console.log(`seed ${SEED}\n${counts.text()}`);
  });
});
