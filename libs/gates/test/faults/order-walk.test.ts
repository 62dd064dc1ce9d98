// The tree of orders: the same orders as one by one, and a walk that shares too much is found.
import { BytesJournal, Kernel } from '@nx-air/kernel';
import { expect, test } from 'vitest';
import { walkOrders } from '../../src/faults/order-walk.ts';
import { runOrder, type Order } from '../../src/faults/run-order.ts';
import { runReference, type Reference } from '../../src/faults/reference.ts';
import { scriptOf } from '../../src/faults/script.ts';
import type { Doors } from '../../src/faults/subject.ts';
import { reference, subject } from './fixture.ts';

async function walked(whole: Reference, copies: number, most = Infinity): Promise<{ readonly orders: readonly Order[]; readonly left: number }> {
  const orders: Order[] = [];
  const { left, orders: count } = await walkOrders({ reference: whole }, scriptOf(whole)!, copies, most, (order) => void orders.push(order));
  expect(count).toBe(orders.length);
  return { orders, left };
}

/** Runs up to here are as they should be; the orders are what breaks. */
const broken = async (doors: Partial<Doors>): Promise<Reference> => {
  const whole = await runReference(await subject({ instances: 1 }));
  return { ...whole, subject: { ...whole.subject, doors: { ...whole.subject.doors, ...doors } } };
};

/** The next path after one, depth first. */
function following({ taken, widths }: Order): readonly number[] | undefined {
  for (let at = taken.length - 1; at >= 0; at -= 1) if (taken[at]! + 1 < widths[at]!) return [...taken.slice(0, at), taken[at]! + 1];
  return undefined;
}

test('each order that running one after the other finds, with its bytes, in the same sequence', async () => {
  const whole = await reference({ instances: 1 });
  const { orders, left } = await walked(whole, 2);
  expect(left).toBe(0);
  let path: readonly number[] | undefined = [];
  for (const order of orders) {
    const fixed: readonly number[] = path ?? [];
    const alone: Order = await runOrder({ reference: whole }, scriptOf(whole)!, 2, (_choices, step) => fixed[step] ?? 0, { inTurn: true });
    expect({ ...order, bytes: Buffer.from(order.bytes).toString('hex') }).toEqual({ ...alone, bytes: Buffer.from(alone.bytes).toString('hex') });
    path = following(alone);
  }
  expect(path).toBeUndefined();
});

test('up to a number of orders, with what is left', async () => {
  const whole = await reference({ instances: 1 });
  const all = await walked(whole, 2);
  const some = await walked(whole, 2, 3);
  expect(some.orders.map(({ taken }) => taken)).toEqual(all.orders.slice(0, 3).map(({ taken }) => taken));
  expect(some.left).toBeGreaterThan(0);
});

test('a copy that goes on from a mark otherwise than the run does is found beside the run from nothing', async () => {
  const { orders } = await walked(await broken({ kernel: ({ from, ...options }) => Kernel.open({ ...options, ...(from && { from, sample: (cause, at) => ({ ...options.sample(cause, at), now_ns: 7n }) }) }) }), 2);
  expect(orders.flatMap(({ message }) => message ?? [])).toEqual(['expected the journal of the same order run from its beginning']);
});

test('a step that is not derived again is found', async () => {
  const forgets: Doors['kernel'] = ({ from, journal, ...options }) => {
    const short = from && journal instanceof BytesJournal ? BytesJournal.open(journal.bytes.slice(0, journal.offsets[from.seq])) : journal;
    return Kernel.open({ ...options, journal: short, ...(from && { from }) });
  };
  const { orders } = await walked(await broken({ kernel: forgets }), 1);
  expect(orders.map(({ message }) => message)).toContain('expected replay to end in the same state');
});

test('a journal that diverges in a step is found there', async () => {
  const other = ({ from, ...options }: Parameters<Doors['kernel']>[0]): Promise<Kernel> => (from ? Promise.reject(new Error('record 3: it differs')) : Kernel.open(options));
  const { orders } = await walked(await broken({ kernel: other }), 1);
  expect(orders.map(({ message }) => message)).toEqual(['expected to go on, found record 3: it differs']);
});
