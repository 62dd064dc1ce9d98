// Crashes everywhere; surroundings that lose, forget or repeat something must be found.
import { BytesJournal, decodeState, encodeState, Kernel, Mark, seededSampler, type KernelOptions } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { sweepCrashes } from '../../src/faults/crash-sweep.ts';
import { runReference } from '../../src/faults/reference.ts';
import { Tally } from '../../src/faults/tally.ts';
import { reference, subject, type SubjectParts } from './fixture.ts';

async function sweepWith(parts: SubjectParts = {}): Promise<Tally> {
  const tally = new Tally();
  await sweepCrashes({ reference: await reference(parts), tally, seed: 1 });
  return tally;
}
const found = (tally: Tally): readonly string[] => [...new Set(tally.violations.map((violation) => violation.class))];

test('no violation; cuts lie in both kinds of waits', async () => {
  const tally = new Tally();
  const cuts = await sweepCrashes({ reference: await reference(), tally, seed: 1 });
  expect(tally.violations).toEqual([]);
  expect(cuts.await_event).toBeGreaterThan(0);
  expect(cuts.await_receipt).toBeGreaterThan(0);
  expect(tally.totals.byKind.recovered).toBe(tally.totals.injected);
  for (const [name, { injected, reached }] of tally.counts) expect([name, reached]).toEqual([name, injected]);
});

test('long runs are walked piece by piece', async () => {
  const tally = await sweepWith({ instances: 15 });
  expect(tally.violations).toEqual([]);
});

describe('broken surroundings', () => {
  const restoring = (forget: (state: ReturnType<typeof decodeState>) => void) => async (options: KernelOptions): Promise<Kernel> => {
    if (!options.from) return Kernel.open(options);
    const { state: encoded, seq } = options.from instanceof Mark ? options.from.checkpoint() : options.from;
    const state = decodeState(encoded);
    forget(state);
    return Kernel.open({ ...options, from: { seq, state: encodeState(state) } });
  };

  test('a snapshot that forgets an intent under way', async () => {
    const tally = await sweepWith({ doors: { kernel: restoring(({ intents }) => void [...intents.keys()].slice(0, 1).forEach((id) => intents.delete(id))) } });
    expect(found(tally)).toContain('from-snapshot');
    expect(tally.violations[0]?.message).toContain('expected');
  });

  test('a snapshot that forgets ids of events', async () => {
    expect(found(await sweepWith({ doors: { kernel: restoring(({ ingressIds }) => ingressIds.clear()) } }))).toContain('from-snapshot');
  });

  test('a journal that acknowledges a batch and keeps all but its last record', async () => {
    const losing = (bytes: Uint8Array): BytesJournal => {
      const journal = BytesJournal.open(bytes);
      const before = journal.offsets.at(-2);
      return before === undefined ? journal : BytesJournal.open(bytes.slice(0, before));
    };
    expect(found(await sweepWith({ doors: { journal: losing } }))).toEqual(expect.arrayContaining(['crash-record', 'from-snapshot']));
  });

  test('a driver that forgets what came in before', async () => {
    const whole = await subject();
    let events = 0;
    const forgetful = { ...whole, proceed: async (kernel: Kernel) => void (await kernel.submitEvent({ schema: 'w/Go@1', value: { id: `n${(events += 1)}` } })) };
    const tally = new Tally();
    await sweepCrashes({ reference: await runReference(forgetful), tally, seed: 1 });
    expect(found(tally)).toContain('crash-record');
  });

  test('a clock in place of recorded time', async () => {
    const whole = await subject();
    let now = 0n;
    const tally = new Tally();
    await sweepCrashes({ reference: await runReference({ ...whole, options: { ...whole.options, sample: seededSampler('x', () => (now += 1n)) } }), tally, seed: 1 });
    expect(found(tally)).toContain('crash-receipt');
  });
});
