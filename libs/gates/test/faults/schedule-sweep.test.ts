// Orders of copies; a kernel that lets one instance have what is for another must be found, with an order that is short.
import type { MergedManifest } from '@nx-air/air';
import { memoryStore } from '@nx-air/canon';
import { Programs } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { runOrder } from '../../src/faults/run-order.ts';
import { shrink, sweepDrawnSchedules, sweepSchedules } from '../../src/faults/schedule-sweep.ts';
import { runReference, type Reference } from '../../src/faults/reference.ts';
import { scriptOf } from '../../src/faults/script.ts';
import { Tally } from '../../src/faults/tally.ts';
import { manifest, reference, subject, uncorrelated } from './fixture.ts';

const scriptIn = (whole: Reference) => scriptOf(whole)!;

test('no violation; copies are really at it together', async () => {
  const tally = new Tally();
  await sweepSchedules({ reference: await reference({ instances: 1 }), tally, seed: 1 }, 36);
  expect(tally.violations).toEqual([]);
  expect([...tally.counts.keys()]).toEqual(['receipt-misrouted', 'receipt-late', 'interleaving', 'cross-talk']);
  expect(tally.counts.get('cross-talk')).toEqual({ injected: 9, reached: 9 });
  expect(tally.totals.byKind.schedule).toBe(tally.totals.injected);
});

test('every order of one copy and of two is run when there are few; a walk that is cut off says what is left', async () => {
  const all = { reference: await reference({ instances: 1 }), tally: new Tally(), seed: 1 };
  const walks = await sweepSchedules(all, 640);
  expect(walks.map(({ copies }) => copies)).toEqual([1, 2, 3]);
  // Two receipts in either order, then the answer; for two copies these two, mixed in every way, the first copy first.
  expect(walks[0]).toEqual({ copies: 1, orders: 2, left: 0 });
  expect(walks[1]).toMatchObject({ copies: 2, left: 0 });
  expect(walks[2]?.left).toBeGreaterThan(0);
  const few = await sweepSchedules({ ...all, tally: new Tally() }, 12);
  // Four receipts of one copy and of two, which are walked whole; three copies have six.
  expect(few.slice(0, 2)).toEqual(walks.slice(0, 2));
  expect(few[2]?.left).toBeGreaterThan(0);
  expect(few[2]?.orders).toBeLessThanOrEqual(9);
});

test('a run as a script', async () => {
  const { events, answers, correlations, isCopyable } = scriptIn(await reference());
  expect(events.map(({ event, after }) => [event.schema, after])).toEqual([['w/Go@1', 0], ['w/Go@1', 0], ['w/Answer@1', 4], ['w/Answer@1', 4]]);
  expect([...answers].map(([site, list]) => [site, list.length])).toEqual([['w/core_main@1 one', 2], ['w/core_main@1 two', 2]]);
  expect([correlations, isCopyable]).toEqual([['b', 'a'].sort(), true]);
});

describe('a plan that takes the answers of others', () => {
  const leaking = async (): Promise<Reference> => {
    const whole = await subject({ instances: 1 });
    const loose: MergedManifest = await manifest(uncorrelated());
    return runReference({ ...whole, options: { ...whole.options, manifest: loose, store: memoryStore(), programs: new Programs() } });
  };

  test('is found, with seed, order and journal', async () => {
    const tally = new Tally();
    await sweepSchedules({ reference: await leaking(), tally, seed: 1 }, 36);
    const found = tally.violations.find((violation) => violation.class === 'cross-talk');
    expect(found?.message).toMatch(/^expected what came in for copy \d+ to reach its instances only, found the end of w\/core_main@1 of copy \d+$/);
    expect(found?.schedule?.length).toBeGreaterThan(0);
    expect(found?.journal?.length).toBeGreaterThan(0);
  });

  test('is found by drawn orders alone, which differ by the seed', async () => {
    const whole = await leaking();
    const faults = async (seed: number): Promise<readonly string[]> => {
      const tally = new Tally();
      await sweepDrawnSchedules({ reference: whole, tally, seed }, 36);
      expect([...tally.counts.keys()]).toEqual(['cross-talk']);
      return tally.violations.map(({ fault }) => fault);
    };
    const [one, two] = [await faults(1), await faults(2)];
    expect(one).not.toEqual([]);
    expect(two).not.toEqual(one);
  });

  test('shrunk to few copies and to what matters', async () => {
    const whole = await leaking();
    const script = scriptIn(whole);
    const order = await runOrder({ reference: whole }, script, 6, (choices, step) => (step < 6 ? 0 : choices.length - 1));
    expect(order.message).toBeDefined();
    const least = await shrink({ reference: whole }, script, 6, order);
    expect(least.message).toBeDefined();
    expect(least.taken.length).toBeLessThan(order.taken.length);
    expect(least.copies).toBeLessThan(6);
    const again = await runOrder({ reference: whole }, script, least.copies, (_choices, step) => least.taken[step] ?? 0);
    expect(again.message).toBe(least.message);
  });
});
