// Figures: events, plan steps, receipts and opening of a kernel in memory, its growth and memory with parked instances.
import { decodeRecord, encodeRecord, Kernel, MemoryJournal, Programs } from '@nx-air/kernel';
import { timed, type Figure } from '../figure.ts';
import { ASKING, computing, generateKernelWorld, PARKED } from '../generate-kernel-world.ts';
import { parkedMemory } from '../parked-memory.ts';
import { expectInstances, runKernel, type RunningKernel } from '../running-kernel.ts';

const SIZES = [200, 600, 2000];
const STEPS = 20;
const OPENS = 10;

/** The least that any kernel does for the same journal: read each record and write it. */
const BYTES = 'reading and writing the same records once';
const transcribe = ({ journal }: RunningKernel, from = 0): Promise<number> => {
  const records = [...journal.records(from)];
  return timed(() => records.map(decodeRecord).map(encodeRecord));
};

const EVENT: Figure = {
  name: 'kernel-events',
  title: '{size} events, each starts a plan of one step and its end',
  oursIs: 'submitted, derived, appended to memory',
  peerIs: BYTES,
  sizes: SIZES,
  prepare: async (_dir, _root, events) => {
    const manifest = await generateKernelWorld(computing(1));
    const once = await runKernel(manifest);
    await once.start(events);
    expectInstances(once, 0);
    return {
      ours: async () => {
        const ran = await runKernel(manifest);
        return timed(() => ran.start(events));
      },
      peer: () => transcribe(once),
    };
  },
};

const STEP: Figure = {
  name: 'kernel-steps',
  title: '{size} plan steps',
  oursIs: `in plans of ${STEPS} steps`,
  peerIs: 'in plans of one step, an event each',
  sizes: SIZES,
  prepare: async (_dir, _root, steps) => {
    const [long, short] = [await generateKernelWorld(computing(STEPS)), await generateKernelWorld(computing(1))];
    const run = async (manifest: typeof long, events: number): Promise<number> => {
      const ran = await runKernel(manifest);
      const took = await timed(() => ran.start(events));
      expectInstances(ran, 0);
      return took;
    };
    return { ours: () => run(long, steps / STEPS), peer: () => run(short, steps) };
  },
};

const RECEIPT: Figure = {
  name: 'kernel-receipts',
  title: '{size} receipts, each ends the instance that waits for it',
  oursIs: 'submitted, derived, appended to memory',
  peerIs: BYTES,
  sizes: SIZES,
  prepare: async (_dir, _root, receipts) => {
    const manifest = await generateKernelWorld(ASKING);
    const park = async (): Promise<RunningKernel> => {
      const ran = await runKernel(manifest);
      await ran.start(receipts);
      expectInstances(ran, receipts);
      return ran;
    };
    const once = await park();
    const from = once.journal.length;
    await once.answer();
    expectInstances(once, 0);
    return {
      ours: async () => {
        const ran = await park();
        return timed(() => ran.answer());
      },
      peer: () => transcribe(once, from),
    };
  },
};

const OPEN: Figure = {
  name: 'kernel-open',
  title: `a journal of {size} records, and at most ten more, opened ${OPENS} times`,
  oursIs: 'with shared programs',
  peerIs: 'compiled for each kernel',
  sizes: [50, 500, 5000],
  prepare: async (_dir, _root, records) => {
    const ran = await runKernel(await generateKernelWorld(ASKING));
    for (let id = 0; ran.journal.length < records; id += 1) {
      await ran.start(1, id);
      await ran.answer();
    }
    const content = { header: ran.journal.header, records: [...ran.journal.records()] };
    const programs = new Programs();
    const open = (shared: { readonly programs?: Programs }): Promise<number> =>
      timed(async () => {
        for (let index = 0; index < OPENS; index += 1) {
          const kernel = await Kernel.open({ ...ran.options, ...shared, journal: new MemoryJournal({ records: content.records, ...(content.header && { header: content.header }) }) });
          if (kernel.recovery.records !== content.records.length) throw new Error('not all records were read');
        }
      });
    return { ours: () => open({ programs }), peer: () => open({}) };
  },
};

const FEW = 1000;
const PINGS = 1000;

const GROWTH: Figure = {
  name: 'kernel-growth',
  title: `${PINGS} events, each wakes one instance`,
  oursIs: 'of {size} that are parked',
  peerIs: `of ${FEW}`,
  aim: 2,
  sizes: [FEW, 10_000, 100_000],
  prepare: async (_dir, _root, parked) => {
    const manifest = await generateKernelWorld(PARKED);
    const [many, few] = [await runKernel(manifest), await runKernel(manifest)];
    await many.start(parked);
    await few.start(FEW);
    const wake = async (ran: RunningKernel, all: number): Promise<number> => {
      expectInstances(ran, all);
      const took = await timed(() => ran.ping(PINGS));
      expectInstances(ran, all - PINGS);
      await ran.start(PINGS);
      return took;
    };
    return { ours: () => wake(many, parked), peer: () => wake(few, FEW) };
  },
};

const MEMORY: Figure = {
  name: 'kernel-memory',
  title: 'state and index of 10,000 parked instances, without their journal',
  unit: 'MB',
  oursIs: 'their share of {size}',
  peerIs: 'when there are no others',
  aim: 1.3,
  sizes: [10_000, 30_000, 100_000],
  prepare: async (_dir, _root, all) => {
    const manifest = await generateKernelWorld(PARKED);
    const parkedAt = async (parked: number) => parkedMemory(await runKernel(manifest), parked, 10_000);
    return { ours: await parkedAt(all), peer: await parkedAt(10_000) };
  },
};

export const KERNEL: readonly Figure[] = [EVENT, STEP, RECEIPT, OPEN, GROWTH, MEMORY];
