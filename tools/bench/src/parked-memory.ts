// What parked instances take in memory: state and indexes of a kernel that is opened with them, without their journal.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Kernel, MemoryJournal } from '@nx-air/kernel';
import { expectInstances, type RunningKernel } from './running-kernel.ts';

/** Starts `parked` instances once; each measurement gives megabytes for `share` of them. */
export async function parkedMemory(source: RunningKernel, parked: number, share: number): Promise<() => Promise<number>> {
  await source.start(parked);
  const [from, header] = [source.kernel.checkpoint(), source.journal.header];
  const records = [...source.journal.records()];
  return async () => {
    const before = usedMegabytes();
    const kernel = await Kernel.open({ ...source.options, from, journal: new MemoryJournal({ records, ...(header && { header }) }) });
    const took = usedMegabytes() - before;
    expectInstances({ kernel }, parked);
    return (took / parked) * share;
  };
}

let collect: (() => void) | undefined;

/** Of what is left after a garbage collection. */
function usedMegabytes(): number {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
