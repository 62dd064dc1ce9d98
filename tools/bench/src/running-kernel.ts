// A kernel in memory with what the figures do to it.
import { memoryStore, type ContentStore } from '@nx-air/canon';
import { Kernel, MemoryJournal, NO_MODULES, seededSampler, type KernelOptions, type ModuleHost } from '@nx-air/kernel';
import type { MergedManifest } from '@nx-air/air';
import { GO, PING } from './generate-kernel-world.ts';

export interface RunningKernel {
  readonly kernel: Kernel;
  readonly journal: MemoryJournal;
  readonly options: Omit<KernelOptions, 'journal'>;
  /** Starts one instance for each id from `first` on. */
  start(count: number, first?: number): Promise<void>;
  ping(count: number, first?: number): Promise<void>;
  /** Answers every intent that has not been offered. @returns how many */
  answer(): Promise<number>;
}

export async function runKernel(manifest: MergedManifest, modules: ModuleHost = NO_MODULES, store: ContentStore = memoryStore()): Promise<RunningKernel> {
  const journal = new MemoryJournal();
  const options = { manifest, modules, store, sample: seededSampler('bench', () => 1n) };
  const kernel = await Kernel.open({ ...options, journal });
  const send = async (schema: string, count: number, first: number): Promise<void> => {
    for (let id = first; id < first + count; id += 1) await kernel.submitEvent({ schema, value: { id: `i${id}` } });
  };
  return {
    kernel,
    journal,
    options,
    start: (count, first = 0) => send(GO, count, first),
    ping: (count, first = 0) => send(PING, count, first),
    async answer() {
      const intents = kernel.takeNewIntents();
      for (const { intentId } of intents) await kernel.submitReceipt({ intentId, adapterId: 'bench', answer: { status: 'ok', payload: { delivered_at_ns: 1000, key: null } } });
      return intents.length;
    },
  };
}

/** Throws when a figure did not do its job. */
export function expectInstances({ kernel: { state } }: Pick<RunningKernel, 'kernel'>, expected: number): void {
  const parked = [...state.workflows.values()].reduce((sum, { size }) => sum + size, state.instances.size);
  if (parked !== expected) throw new Error(`${parked} instances are parked, expected ${expected}`);
}
