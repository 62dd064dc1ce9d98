// What is shared changes nothing; a kernel that takes a mark for another state is found.
import { Kernel, Mark, type KernelOptions } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { differingRecoveries } from '../../src/faults/reuse.ts';
import { reference } from './fixture.ts';

test.each([undefined, 12])('recovered in each way, %s instances', async (instances) => {
  const { compared, differing } = await differingRecoveries(await reference(instances === undefined ? {} : { instances }));
  expect(differing).toEqual([]);
  expect(compared).toBeGreaterThan(7);
});

const spoiled = async (options: KernelOptions, isSpoiled: (from: KernelOptions['from']) => boolean): Promise<Kernel> => {
  const kernel = await Kernel.open(options);
  if (options.from && isSpoiled(options.from)) kernel.state.settled.clear();
  return kernel;
};

test.each([
  ['a mark', (from: KernelOptions['from']) => from instanceof Mark],
  ['a checkpoint', (from: KernelOptions['from']) => !(from instanceof Mark)],
])('%s that forgets what settled', async (_what, isSpoiled) => {
  const whole = await reference();
  const doors = { ...whole.subject.doors, kernel: (options: KernelOptions) => spoiled(options, isSpoiled) };
  const { differing } = await differingRecoveries({ ...whole, subject: { ...whole.subject, doors } });
  expect(differing.length).toBeGreaterThan(0);
});
