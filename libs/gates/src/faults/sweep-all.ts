// Every fault of one run, in one order.
import { sweepBytes } from './bytes-sweep.ts';
import { awaitsIn } from './awaiting.ts';
import { sweepCrashes } from './crash-sweep.ts';
import { sweepIngress } from './ingress-sweep.ts';
import { sweepRecords } from './records-sweep.ts';
import { runReference } from './reference.ts';
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
  /** Share of the seeded orders, from 0 to 1; everything else is exhaustive. */
  readonly schedules?: number;
}

export async function sweepAll(subject: Subject, { seed, schedules = 1 }: SweepOptions): Promise<SubjectFaults> {
  const reference = await runReference(subject);
  const tally = new Tally();
  const sweep = { reference, tally, seed };
  sweepBytes(sweep);
  await sweepRecords(sweep);
  const cuts = await sweepCrashes(sweep);
  await sweepSnapshots(sweep);
  await sweepIngress(sweep);
  await sweepSchedules(sweep, schedules);
  const { event, receipt } = awaitsIn(reference);
  return {
    subject: subject.name,
    tally,
    records: reference.records.length,
    bytes: reference.bytes.length,
    cuts: { await_event: event ? cuts.await_event : undefined, await_receipt: receipt ? cuts.await_receipt : undefined },
  };
}
