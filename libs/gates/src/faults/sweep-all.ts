// Every fault of one run, in one order.
import { differingVerdicts, sweepBytes, sweepTails } from './bytes-sweep.ts';
import { awaitsIn } from './awaiting.ts';
import { sweepCrashes } from './crash-sweep.ts';
import { sweepIngress } from './ingress-sweep.ts';
import { forgeBits, sweepRecords } from './records-sweep.ts';
import { runReference, type Reference } from './reference.ts';
import { sweepSchedules } from './schedule-sweep.ts';
import { sweepSnapshots } from './snapshot-sweep.ts';
import type { Subject } from './subject.ts';
import { Tally } from './tally.ts';

export interface SubjectFaults {
  readonly subject: string;
  readonly tally: Tally;
  readonly records: number;
  readonly bytes: number;
  /** Crashes while an instance waited; `undefined` when no plan that ran has such a step. */
  readonly cuts: { readonly await_event: number | undefined; readonly await_receipt: number | undefined };
}

export interface SweepOptions {
  readonly seed: number;
  /** Orders of copies that are walked or drawn; everything else is exhaustive. */
  readonly orders: number;
  /** Only what is made from the seed. */
  readonly drawnOnly?: boolean;
}

/** Undefined for a run that does not come to rest. */
export async function sweepAll(subject: Subject, { seed, orders, drawnOnly = false }: SweepOptions): Promise<SubjectFaults | undefined> {
  const reference = await runReference(subject);
  if (!reference.isAtRest) return undefined;
  const tally = new Tally();
  const sweep = { reference, tally, seed };
  if (drawnOnly) {
    withoutStacks(() => sweepTails(sweep));
    forgeBits(sweep);
    await sweepSchedules(sweep, orders);
    return { ...about(reference), tally, cuts: { await_event: undefined, await_receipt: undefined } };
  }
  withoutStacks(() => sweepBytes(sweep));
  await sweepRecords(sweep);
  const cuts = await sweepCrashes(sweep);
  await sweepSnapshots(sweep);
  await sweepIngress(sweep);
  await sweepSchedules(sweep, orders);
  if (differsWithoutReuse(sweep)) tally.violate({ class: 'flip-bit', subject: subject.name, fault: 'reading behind a checked beginning', message: 'expected the verdicts of reading from the first byte' });
  const { event, receipt } = awaitsIn(reference);
  return {
    ...about(reference),
    tally,
    cuts: { await_event: event ? cuts.await_event : undefined, await_receipt: receipt ? cuts.await_receipt : undefined },
  };
}

function about({ subject, records, bytes }: Reference): Pick<SubjectFaults, 'subject' | 'records' | 'bytes'> {
  return { subject: subject.name, records: records.length, bytes: bytes.length };
}

/** Every hundredth bit, and a prime at that: all positions in a byte and in a frame have their turn. */
function differsWithoutReuse(sweep: Parameters<typeof differingVerdicts>[0]): boolean {
  return differingVerdicts(sweep, { stride: 101 }).length > 0;
}

/** An error for each of a million flipped bits: its stack would cost more than the verdict. */
function withoutStacks(run: () => void): void {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    run();
  } finally {
    Error.stackTraceLimit = before;
  }
}
