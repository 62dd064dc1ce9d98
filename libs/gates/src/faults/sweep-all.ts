// Every fault of one run, in one order.
import { differingVerdicts, sweepBytes, sweepTails } from './bytes-sweep.ts';
import { awaitsIn } from './awaiting.ts';
import { sweepCrashes } from './crash-sweep.ts';
import { sweepFile } from './file-sweep.ts';
import { sweepIngress } from './ingress-sweep.ts';
import { sweepKilled, type RunProcess } from './kill-process.ts';
import type { Walk } from './order-walk.ts';
import { forgeBits, sweepRecords } from './records-sweep.ts';
import { differingRecoveries } from './reuse.ts';
import { runReference, type Reference } from './reference.ts';
import { sweepDrawnSchedules, sweepSchedules } from './schedule-sweep.ts';
import { sweepSnapshots } from './snapshot-sweep.ts';
import type { Subject } from './subject.ts';
import type { Sweep } from './sweep.ts';
import { StoppedAtFirst, Tally } from './tally.ts';

export interface SubjectFaults {
  readonly subject: string;
  readonly tally: Tally;
  readonly records: number;
  readonly bytes: number;
  /** Crashes while an instance waited; `undefined` when no plan that ran has such a step. */
  readonly cuts: { readonly await_event: number | undefined; readonly await_receipt: number | undefined };
  /** Orders of one copy to three, where there is something to be put into order. */
  readonly walks: readonly Walk[];
}

export interface SweepOptions {
  readonly seed: number;
  /** Orders of copies that are walked or drawn; everything else is exhaustive. */
  readonly orders: number;
  /** Only what is made from the seed. */
  readonly drawnOnly?: boolean;
  /** Everything behind the first violation is left out. */
  readonly stopAtFirst?: boolean;
  /** Every how many bits and bytes damage is put in; 1 by default: each of them. */
  readonly stride?: number;
  /** The header was damaged in another run of the world: not again. */
  readonly isHeaderKnown?: boolean;
  /** One process is killed; none without it. */
  readonly runProcess?: RunProcess | undefined;
}

/** Undefined for a run that does not come to rest. */
export async function sweepAll(subject: Subject, { seed, orders, drawnOnly = false, stopAtFirst = false, stride = 1, isHeaderKnown = false, runProcess }: SweepOptions): Promise<SubjectFaults | undefined> {
  const reference = await runReference(subject);
  if (!reference.isAtRest) return undefined;
  const sweep = { reference, tally: new Tally({ stopAtFirst }), seed, stride, isHeaderKnown };
  try {
    const found = drawnOnly ? await sweepDrawn(sweep, orders) : await sweepEvery(sweep, orders, runProcess);
    return { ...about(reference), tally: sweep.tally, ...found };
  } catch (error) {
    if (!(error instanceof StoppedAtFirst)) throw error;
    return { ...about(reference), tally: sweep.tally, cuts: NOT_COUNTED, walks: [] };
  }
}

const NOT_COUNTED: SubjectFaults['cuts'] = { await_event: undefined, await_receipt: undefined };

async function sweepDrawn(sweep: Sweep, orders: number): Promise<Pick<SubjectFaults, 'cuts' | 'walks'>> {
  withoutStacks(() => sweepTails(sweep));
  forgeBits(sweep);
  await sweepDrawnSchedules(sweep, orders);
  return { cuts: NOT_COUNTED, walks: [] };
}

/** The most, and the simplest, comes last. */
async function sweepEvery(sweep: Sweep, orders: number, runProcess: RunProcess | undefined): Promise<Pick<SubjectFaults, 'cuts' | 'walks'>> {
  const cuts = await sweepCrashes(sweep);
  await sweepIngress(sweep);
  await sweepSnapshots(sweep);
  await sweepFile(sweep);
  if (runProcess) await sweepKilled(sweep, runProcess);
  const walks = await sweepSchedules(sweep, orders);
  await sweepRecords(sweep);
  withoutStacks(() => sweepBytes(sweep));
  const { tally, reference } = sweep;
  if (differsWithoutReuse(sweep)) tally.violate({ class: 'flip-bit', subject: reference.subject.name, fault: 'reading behind a checked beginning', message: 'expected the verdicts of reading from the first byte' });
  const { differing } = await differingRecoveries(reference);
  for (const at of differing) tally.violate({ class: 'crash-record', subject: reference.subject.name, fault: `behind record ${at}, from a mark, from a checkpoint and from the beginning`, message: 'expected the same journal, state and intents' });
  const { event, receipt } = awaitsIn(reference);
  return { cuts: { await_event: event ? cuts.await_event : undefined, await_receipt: receipt ? cuts.await_receipt : undefined }, walks };
}

function about({ subject, records, bytes }: Reference): Pick<SubjectFaults, 'subject' | 'records' | 'bytes'> {
  return { subject: subject.name, records: records.length, bytes: bytes.length };
}

/** Every hundredth bit, and a prime at that: all positions in a byte and in a frame have their turn. */
function differsWithoutReuse(sweep: Sweep): boolean {
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
