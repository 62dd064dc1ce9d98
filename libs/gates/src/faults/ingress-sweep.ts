// What comes in twice, too early, or changed: receipts and events, at every later point of a run.
import { decodeCanonical, type CanonKey, type CanonValue } from '@nx-air/canon';
import type { Answer, EventIn, Journal, Kernel, ReceiptIn, Submitted } from '@nx-air/kernel';
import type { FaultClassName } from './fault-class.ts';
import { isLarge } from './bounds.ts';
import { openFrom, planOf } from './judge-crash.ts';
import { respell } from './respell.ts';
import { batchAt, compareStates, isLong, type Batch, type Reference } from './reference.ts';
import { attempt, record, type Sweep } from './sweep.ts';
import { isIssued } from './under-way.ts';

export async function sweepIngress(sweep: Sweep): Promise<void> {
  const { batches } = sweep.reference;
  // What the run itself sends again is told apart by count: one more would stand for it.
  const again = new Set(batches.flatMap(({ ingress }) => (ingress.k === 'event_duplicate' ? [ingress.ingress_id] : ingress.k === 'receipt_duplicate' ? [ingress.intent_id] : [])));
  for (const [index, { ingress }] of batches.entries()) {
    if (ingress.k === 'receipt_in' ? again.has(ingress.intent_id) : ingress.k === 'event_in' && again.has(ingress.ingress_id ?? '')) continue;
    for (const point of pointsOf(batches, index)) {
      if (ingress.k === 'receipt_in') await receiptAt(sweep, ingress, index, point);
      else if (ingress.k === 'event_in' && ingress.ingress_id !== undefined) await eventAt(sweep, ingress, index, point);
    }
  }
}

/** Numbers of batches that were there: all of them, of long runs the ones nearby and some that are far. */
function pointsOf(batches: readonly Batch[], index: number): readonly number[] {
  const all = Array.from({ length: batches.length + 1 }, (_, point) => point);
  if (batches.length <= LONG) return all;
  const stride = Math.ceil(batches.length / FAR);
  return all.filter((point) => Math.abs(point - index) <= 2 || point % stride === 0);
}

const LONG = 48;
const FAR = 6;

async function receiptAt(sweep: Sweep, receipt: ReceiptIn, index: number, point: number): Promise<void> {
  const submit = (kernel: Kernel, answer: Answer): Promise<Submitted> => kernel.submitReceipt({ intentId: receipt.intent_id, adapterId: receipt.adapter_id, answer });
  const fault = `receipt of cause ${receipt.cause} after ${point} batches`;
  if (point > index) {
    await injectAt(sweep, 'receipt-twice', point, fault, (kernel) => submit(kernel, answerOf(receipt)), isDuplicate(false));
    const respelt = respell(answerOf(receipt));
    if (respelt) await injectAt(sweep, 'receipt-respelt', point, fault, (kernel) => submit(kernel, respelt), isDuplicate(false));
    await injectAt(sweep, 'receipt-changed', point, fault, (kernel) => submit(kernel, changed(receipt)), isDuplicate(true));
  } else if (!isIssued(sweep.reference, receipt.intent_id, sweep.reference.batches[point - 1]?.end ?? 0)) {
    await injectAt(sweep, 'receipt-early', point, fault, (kernel) => submit(kernel, answerOf(receipt)), isRefused('unknown_intent'));
  }
}

async function eventAt(sweep: Sweep, event: EventIn, index: number, point: number): Promise<void> {
  if (point <= index) return;
  const fault = `event of cause ${event.cause} after ${point} batches`;
  const { schema } = event;
  const ingressId = event.ingress_id ?? '';
  const value = decodeCanonical(event.value);
  await injectAt(sweep, 'event-twice', point, fault, (kernel) => kernel.submitEvent({ schema, value, ingressId }), isDuplicate(false));
  const other = changeLeaf(value);
  if (other !== undefined) await injectAt(sweep, 'event-changed', point, fault, (kernel) => kernel.submitEvent({ schema, value: other, ingressId }), isRefused());
}

type Expected = (submitted: Submitted) => string | undefined;

const isDuplicate =
  (conflict: boolean): Expected =>
  (submitted) =>
    submitted.status === 'duplicate' && submitted.conflict === conflict ? undefined : `expected a duplicate${conflict ? ' in conflict' : ''}, found ${shown(submitted)}`;

const isRefused =
  (code?: string): Expected =>
  (submitted) =>
    submitted.status === 'refused' && (code === undefined || submitted.code === code) ? undefined : `expected ${code ?? 'a refusal'}, found ${shown(submitted)}`;

const shown = (submitted: Submitted): string => (submitted.status === 'refused' ? submitted.code : submitted.status === 'duplicate' && submitted.conflict ? 'a duplicate in conflict' : submitted.status);

async function injectAt(sweep: Sweep, name: FaultClassName, point: number, fault: string, inject: (kernel: Kernel) => Promise<Submitted>, expected: Expected): Promise<void> {
  const { reference } = sweep;
  const { subject } = reference;
  const seq = reference.batches[point - 1]?.end ?? 0;
  const left = reference.bytes.subarray(0, reference.offsets[seq]);
  const journal = subject.doors.journal(left, reference.journal.checkedUpTo(seq));
  const message = await attempt(async () => {
    const at = reference.batches[point - 1];
    const kernel = await openFrom(reference, journal, at && (isLong(reference) ? at.mark : at.after));
    const before = kernel.mark();
    const submitted = await inject(kernel);
    const wrong = expected(submitted);
    if (wrong !== undefined) return wrong;
    if (!kernel.isAt(before)) return 'expected the state to stay as it was';
    const written = journal.length - seq;
    if (written !== (submitted.status === 'duplicate' ? 1 : 0)) return `expected ${submitted.status === 'duplicate' ? 'one record' : 'nothing'} to be journaled, found ${written}`;
    // Nothing was journaled: what follows is what follows without the fault.
    if (submitted.status === 'refused') return undefined;
    return continuesAsBefore(reference, kernel, journal, seq);
  });
  record(sweep, name, { fault, message, ...(message !== undefined && { journal: journal.bytes }) });
}

/** With one record more than the whole run, everything else as it was. */
async function continuesAsBefore(reference: Reference, kernel: Kernel, journal: Journal, seq: number): Promise<string | undefined> {
  const { horizon } = planOf(reference, seq, { toEnd: !isLarge(reference) });
  await reference.subject.proceed(kernel, journal, horizon === undefined ? {} : { most: horizon });
  const length = journal.length - 1;
  if (horizon === undefined && length !== reference.records.length) return `expected ${reference.records.length} records and the duplicate at the end, found ${journal.length}`;
  const expected = length === 0 ? undefined : reference.batches[batchAt(reference, length - 1)];
  return expected && compareStates(reference, kernel, expected);
}

export function answerOf({ status, payload, fault }: ReceiptIn): Answer {
  if (status === 'ok' && payload) return { status, payload: decodeCanonical(payload) };
  return { status: status === 'timeout' ? 'timeout' : 'error', fault: fault ?? { code: 'injected', message: '' } };
}

function changed({ status, fault }: ReceiptIn): Answer {
  return { status: status === 'error' ? 'timeout' : 'error', fault: { code: `${fault?.code ?? ''}changed`, message: 'another outcome' } };
}

/** The same value with its first text or number changed; undefined when it has neither. */
export function changeLeaf(value: CanonValue): CanonValue | undefined {
  if (typeof value === 'string') return `${value}~`;
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value) + 1n;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const other = changeLeaf(item);
      if (other !== undefined) return value.map((each, at) => (at === index ? other : each));
    }
  }
  if (value instanceof Map) {
    for (const [key, item] of value) {
      const other = key === '$tag' ? undefined : changeLeaf(item);
      if (other !== undefined) return new Map<CanonKey, CanonValue>([...value].map(([name, each]) => [name, name === key ? other : each]));
    }
  }
  return undefined;
}
