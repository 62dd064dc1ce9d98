// What comes in twice, early or changed; a kernel that applies it must be found.
import { Kernel, type KernelOptions } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { changeLeaf, sweepIngress } from '../../src/faults/ingress-sweep.ts';
import { Tally } from '../../src/faults/tally.ts';
import { reference, type SubjectParts } from './fixture.ts';

async function sweepWith(parts: SubjectParts = {}): Promise<Tally> {
  const tally = new Tally();
  await sweepIngress({ reference: await reference(parts), tally, seed: 1 });
  return tally;
}
const found = (tally: Tally): readonly string[] => [...new Set(tally.violations.map((violation) => violation.class))];

test('no violation', async () => {
  const { violations, counts } = await sweepWith();
  expect(violations).toEqual([]);
  expect([...counts.keys()]).toEqual(['receipt-twice', 'receipt-changed', 'receipt-respelt', 'receipt-early', 'event-twice', 'event-changed']);
});

test('a kernel that has forgotten what settled', async () => {
  const forgetful = async (options: KernelOptions): Promise<Kernel> => {
    const kernel = await Kernel.open(options);
    kernel.state.settled.clear();
    return kernel;
  };
  expect(found(await sweepWith({ doors: { kernel: forgetful } }))).toEqual(expect.arrayContaining(['receipt-twice', 'receipt-changed']));
});

test('a kernel that has forgotten the ids of events', async () => {
  const forgetful = async (options: KernelOptions): Promise<Kernel> => {
    const kernel = await Kernel.open(options);
    for (const id of [...kernel.state.ingressIds.keys()].slice(1)) kernel.state.ingressIds.delete(id);
    return kernel;
  };
  expect(found(await sweepWith({ doors: { kernel: forgetful } }))).toEqual(expect.arrayContaining(['event-twice', 'event-changed']));
});

test.each([
  ['text', 'text~'],
  [1, 2n],
  [null, undefined],
  [[null, 'x'], [null, 'x~']],
  [new Map([['$tag', 'A'], ['$value', 'x']]), new Map([['$tag', 'A'], ['$value', 'x~']])],
])('another value than %j', (value, other) => {
  expect(changeLeaf(value)).toEqual(other);
});
