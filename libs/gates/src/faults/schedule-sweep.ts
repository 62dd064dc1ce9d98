// The same things in other orders: every order of few instances, drawn orders of many, receipts late or for the wrong intent.
import type { Hash } from '@nx-air/canon';
import { BytesJournal, decodeRecord, encodeState, replay, type Kernel, type ReceiptIn } from '@nx-air/kernel';
import { isLarge } from './bounds.ts';
import { answerOf } from './ingress-sweep.ts';
import { openFrom } from './judge-crash.ts';
import { judgeLate } from './judge-late.ts';
import { walkOrders, type Walk } from './order-walk.ts';
import { Seeded } from './random.ts';
import { batchAt, type Batch } from './reference.ts';
import { runOrder, type Order } from './run-order.ts';
import { scriptOf, type Script } from './script.ts';
import { attempt, record, type Sweep } from './sweep.ts';

const MOST_COPIES = 3;
/** Copies that have so few receipts together are walked whole, whatever the bound. */
const FEW_RECEIPTS = 4;
/** Three copies of five events have 126,126; of many more events nobody would see the end. */
const MOST_ORDERS_OF_FEW = 250_000;
const CROWDS = [4, 8, 12] as const;

/** `orders`: how many at most, besides those of copies with few receipts. Three quarters are walked, from one copy to three; the rest is drawn. */
export async function sweepSchedules(sweep: Sweep, orders: number): Promise<readonly Walk[]> {
  await misroute(sweep);
  const script = scriptOf(sweep.reference);
  if (!script || script.events.length === 0) return [];
  await late(sweep, script);
  let budget = Math.ceil((orders * 3) / 4);
  const walks: Walk[] = [];
  for (let copies = 1; copies <= (script.isCopyable ? MOST_COPIES : 1); copies += 1) {
    const isWhole = copies * receiptsOf(script) <= FEW_RECEIPTS;
    const most = isWhole ? MOST_ORDERS_OF_FEW : Math.ceil(budget / (MOST_COPIES + 1 - copies));
    const walk = await walkOrders(sweep, script, copies, most, (order) => keep(sweep, 'interleaving', order));
    walks.push(walk);
    if (!isWhole) budget -= walk.orders;
  }
  await crossTalk(sweep, script, orders);
  return walks;
}

/** Only the orders that the seed draws: all others are the same for every seed. */
export async function sweepDrawnSchedules(sweep: Sweep, orders: number): Promise<void> {
  const script = scriptOf(sweep.reference);
  if (script && script.events.length > 0) await crossTalk(sweep, script, orders);
}

const receiptsOf = ({ answers }: Script): number => [...answers.values()].reduce((sum, { length }) => sum + length, 0);

async function crossTalk(sweep: Sweep, script: Script, orders: number): Promise<void> {
  if (!script.isCopyable) return;
  const draws = Math.ceil(orders / 4 / CROWDS.length);
  for (const copies of CROWDS) {
    for (let draw = 0; draw < draws; draw += 1) {
      const seed = sweep.seed * 10_000 + copies * 100 + draw;
      const random = new Seeded(seed);
      const order = await runOrder(sweep, script, copies, (choices) => random.next(choices.length));
      const least = order.message === undefined ? order : await shrink(sweep, script, copies, order);
      keep(sweep, 'cross-talk', least, `, seed ${seed}`);
    }
  }
}

function keep(sweep: Sweep, name: 'interleaving' | 'cross-talk', { copies, message, isConcurrent, bytes, taken }: Order, seed = ''): void {
  const fault = `${copies} ${copies === 1 ? 'copy' : 'copies'}${seed}, order ${taken.join(' ')}`;
  record(sweep, name, { fault, message, reached: isConcurrent, ...(message !== undefined && { journal: bytes, schedule: taken }) });
}

/** Fewer copies, then earlier choices, as long as something stays wrong. */
export async function shrink(sweep: Pick<Sweep, 'reference'>, script: Script, copies: number, found: Order): Promise<Order> {
  let least = found;
  for (let fewer = 1; fewer < copies; fewer += 1) {
    const order = await runOrder(sweep, script, fewer, (choices, step) => (found.taken[step] ?? 0) % choices.length);
    if (order.message === undefined) continue;
    least = order;
    copies = fewer;
    break;
  }
  for (let at = 0; at < least.taken.length; at += 1) {
    if (least.taken[at] === 0) continue;
    const path = least.taken.map((choice, step) => (step === at ? 0 : choice));
    const order = await runOrder(sweep, script, copies, (_choices, step) => path[step] ?? 0);
    if (order.message !== undefined) least = order;
  }
  return least;
}

/** One receipt after the other is the last thing to happen. */
async function late(sweep: Sweep, script: Script): Promise<void> {
  const receipts = sweep.reference.records.filter((entry) => entry.k === 'receipt_in').length;
  for (let held = 0; held < receipts; held += 1) {
    const ids: Hash[] = [];
    let reached = false;
    const order = await runOrder(sweep, script, 1, (choices) => {
      for (const choice of choices) if (choice.kind === 'receipt' && !ids.includes(choice.intent)) ids.push(choice.intent);
      const other = choices.findIndex((choice) => choice.kind === 'event' || choice.intent !== ids[held]);
      reached ||= other > 0 || (other === 0 && choices.length > 1);
      return Math.max(0, other);
    });
    const message = order.message ?? (reached ? judgeHeld(order, ids[held]) : undefined);
    record(sweep, 'receipt-late', { fault: `receipt ${held} held back`, message, reached, ...(message !== undefined && { journal: order.bytes, schedule: order.taken }) });
  }
}

/** Undefined as well when the receipt was never asked for: what would have asked did not come. */
function judgeHeld({ bytes }: Order, held: Hash | undefined): string | undefined {
  return held && judgeLate([...BytesJournal.open(bytes).records()].map(decodeRecord), held);
}

/** The outcome of one intent for another one of the same kind: that one's instance takes it, nobody else does. */
async function misroute(sweep: Sweep): Promise<void> {
  const { reference } = sweep;
  const kinds = new Map(reference.records.flatMap((entry) => (entry.k === 'intent' ? [[entry.intent_id, entry.effect_kind] as const] : [])));
  const receipts = reference.batches.filter(({ ingress }) => ingress.k === 'receipt_in');
  for (const batch of receipts) {
    const before = reference.batches[batchAt(reference, batch.start) - 1];
    const { ingress } = batch;
    if (ingress.k === 'receipt_in') {
      const kernel = await openFrom(reference, journalBefore(sweep, batch), before?.mark);
      const others = kernel.outbox().filter(({ intentId, kind }) => intentId !== ingress.intent_id && kind === kinds.get(ingress.intent_id));
      for (const { intentId } of others.slice(0, isLarge(reference) ? 1 : 4)) {
        const message = await attempt(() => misrouted(sweep, before, batch, ingress, intentId));
        record(sweep, 'receipt-misrouted', { fault: `receipt of cause ${ingress.cause} for ${intentId}`, message });
      }
    }
  }
}

async function misrouted(sweep: Sweep, before: Batch | undefined, batch: Batch, receipt: ReceiptIn, intentId: ReceiptIn['intent_id']): Promise<string | undefined> {
  const { reference } = sweep;
  const { subject, header } = reference;
  const journal = journalBefore(sweep, batch);
  const kernel = await openFrom(reference, journal, before?.mark);
  const instances = partsOf(kernel);
  const submitted = await kernel.submitReceipt({ intentId, adapterId: receipt.adapter_id, answer: answerOf(receipt) });
  if (submitted.status !== 'accepted') return `expected the receipt to be taken, found ${submitted.status}`;
  if (!kernel.state.intents.has(receipt.intent_id)) return 'expected the intent whose outcome it was to stay under way';
  const origin = submitted.derived.some(({ k }) => k === 'event' || k === 'spawned' || k === 'plan_started' || k === 'plan_ended' || k === 'receipt');
  const owner = reference.records.find((entry) => entry.k === 'intent' && entry.intent_id === intentId);
  const mine = owner?.k === 'intent' && owner.origin.kind === 'plan' ? owner.origin.instance_id : undefined;
  if (!origin) for (const [id, part] of partsOf(kernel)) if (id !== mine && instances.get(id) !== part) return `expected instance ${id} to stay as it was`;
  const replayed = replay({ ...subject.options, header, records: journal, ...(isLarge(reference) && before && { from: before.mark }) });
  if (!replayed.ok) return `expected replay to agree, found ${replayed.divergence.message}`;
  return replayed.stateHash === kernel.stateHash() ? undefined : 'expected replay to end in the same state';
}

function journalBefore({ reference }: Sweep, { start }: Batch): ReturnType<Sweep['reference']['subject']['doors']['journal']> {
  const { subject, bytes, offsets, journal } = reference;
  return subject.doors.journal(bytes.subarray(0, offsets[start]), journal.checkedUpTo(start));
}

/** Each instance as bytes. */
function partsOf({ state }: Kernel): ReadonlyMap<string, string> {
  return new Map([...state.instances].map(([id, instance]) => [id, Buffer.from(encodeState({ ...state, instances: new Map([[id, instance]]), intents: new Map(), settled: new Map(), nextCause: 1, logicalNow: 0n, ingressIds: new Map(), keysUnderWay: new Map(), keysSettled: new Map(), cells: new Map(), objects: new Map() })).toString('base64')]));
}
