// Both sides of the figures of composition do their job, and the records of a fan-out grow with its children and nothing else.
import { decodeRecord } from '@nx-air/kernel';
import { describe, expect, test } from 'vitest';
import { BATCH, eventPairWorld, fanOutWorld, pairWorld } from '../src/generate-composition-world.ts';
import { runKernel, type RunningKernel } from '../src/running-kernel.ts';

const ended = ({ journal }: RunningKernel, plan: string): number => [...journal.records()].map(decodeRecord).filter((record) => record.k === 'plan_ended' && record.plan === plan && record.status === 'ok').length;
const kinds = ({ journal }: RunningKernel): readonly string[] => [...journal.records()].map((record) => decodeRecord(record).k);

test.each([
  ['spawn and await', pairWorld, ['event_in', 'plan_started', 'spawned', 'plan_started', 'plan_ended', 'plan_ended']],
  ['events', eventPairWorld, ['event_in', 'plan_started', 'event', 'plan_started', 'event', 'plan_ended', 'plan_ended']],
] as const)('pairs by %s', async (_what, make, records) => {
  const ran = await runKernel(await make());
  await ran.start(3);
  expect([ended(ran, 'bench/entry_parent@1'), ended(ran, 'bench/core_child@1'), ran.kernel.state.instances.size]).toEqual([3, 3, 0]);
  expect(kinds(ran).slice(0, records.length)).toEqual(records);
});

describe('a fan-out', () => {
  const fan = async (count: number, bound = count): Promise<RunningKernel> => {
    const ran = await runKernel(await fanOutWorld(bound));
    await ran.kernel.submitEvent({ schema: BATCH, value: { items: Array.from({ length: count }, (_, index) => ({ id: `i${index}` })) } });
    await ran.answer();
    return ran;
  };

  test.each([0, 1, 7, 100])('of %i ends with as many children', async (count) => {
    const ran = await fan(count);
    expect([ended(ran, 'bench/entry_parent@1'), ended(ran, 'bench/core_child@1'), ran.kernel.state.instances.size]).toEqual([1, count, 0]);
  });

  test('has six records a child, whatever their number', async () => {
    const [none, few, many] = [await fan(0), await fan(10), await fan(200)].map(({ journal }) => journal.length);
    expect([few! - none!, many! - none!]).toEqual([60, 1200]);
  });

  test('past its bound does not do its job', async () => {
    expect(ended(await fan(3, 2), 'bench/entry_parent@1')).toBe(0);
  });
});
