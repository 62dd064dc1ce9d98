// Figure: a crash behind every record of a run, from shared states, against recovering each from the first record on.
import { compareBytes, memoryStore } from '@nx-air/canon';
import { differingRecoveries, DOORS, runReference, sweepCrashes, Tally, type Reference, type Subject } from '@nx-air/gates';
import { Programs, seededSampler, type Kernel } from '@nx-air/kernel';
import { timed, type Figure } from '../figure.ts';
import { ASKING, generateKernelWorld, GO } from '../generate-kernel-world.ts';

/** Of one flow: six that follow from its event, two that follow from its receipt. */
const RECORDS_OF_A_FLOW = 7;
/** Flows under way at the same time. */
const ABREAST = 8;
/** Crashes that the peer recovers in a run; it is as slow for the others. */
const RECOVERED = 8;

export const CRASH_SWEEP: Figure = {
  name: 'crash-sweep',
  title: 'a crash behind each record of a journal of about {size} records, an effect under way, in recovery or from a snapshot: recovered twice, continued, compared; a crash',
  oursIs: 'states in memory and checked beginnings, shared by all crashes',
  peerIs: 'recovered from the first record, continued to the last',
  aim: 0.05,
  sizes: [125, 1000, 8000],
  aimAt: 1000,
  prepare: async (_dir, _root, size) => {
    const reference = await runReference(await flows(Math.round(size / RECORDS_OF_A_FLOW)));
    // Fast and plain ways of the same recoveries.
    const { compared, differing } = await differingRecoveries(reference);
    if (compared === 0 || differing.length > 0) throw new Error(`${differing.length} of ${compared} recoveries differ`);
    const crashes = await sweep(reference);
    for (const at of places(reference)) await recover(reference, at);
    return {
      ours: async () => (await timed(() => sweep(reference))) / crashes,
      peer: async () => {
        const chosen = places(reference);
        return (
          (await timed(async () => {
            for (const at of chosen) await recover(reference, at);
          })) / chosen.length
        );
      },
    };
  },
};

/** How many crashes there were. */
async function sweep(reference: Reference): Promise<number> {
  const tally = new Tally();
  await sweepCrashes({ reference, tally, seed: 1 });
  const { injected, violations } = tally.totals;
  if (violations > 0 || injected < reference.records.length) throw new Error(`${injected} crashes, ${violations} violations`);
  return injected;
}

function places({ records }: Reference): readonly number[] {
  return Array.from({ length: RECOVERED }, (_, index) => Math.floor(((index + 0.5) * records.length) / RECOVERED));
}

async function recover(reference: Reference, at: number): Promise<void> {
  const { subject, bytes, offsets } = reference;
  const journal = subject.doors.journal(bytes.subarray(0, offsets[at]));
  const kernel = await subject.doors.kernel({ ...subject.options, journal });
  await subject.proceed(kernel, journal);
  if (compareBytes(journal.bytes, bytes) !== 0 || kernel.stateHash() !== reference.stateHash) throw new Error(`the crash behind record ${at} shows at the end`);
}

async function flows(count: number): Promise<Subject> {
  return {
    name: `${count} flows`,
    options: { manifest: await generateKernelWorld(ASKING), store: memoryStore(), programs: new Programs(), sample: seededSampler('bench', () => 1n) },
    doors: DOORS,
    async proceed(kernel, _journal, { most = Infinity } = {}) {
      for (let done = 0; done < most; done += 1) if (!(await next(kernel, count))) return;
    },
  };
}

/** Follows from the state alone: flows begin while there is room, then what is under way longest is answered. */
async function next(kernel: Kernel, count: number): Promise<boolean> {
  const { ingressIds, intents } = kernel.state;
  const begun = ingressIds.size;
  if (begun < count && intents.size < ABREAST) {
    await kernel.submitEvent({ schema: GO, value: { id: `i${begun}` }, ingressId: `i${begun}` });
    return true;
  }
  const oldest = intents.keys().next();
  if (oldest.done === true) return false;
  await kernel.submitReceipt({ intentId: oldest.value, adapterId: 'bench', answer: { status: 'ok', payload: { delivered_at_ns: 1000, key: null } } });
  return true;
}
