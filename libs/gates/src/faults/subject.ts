// What faults are put into: a run that goes from nothing to rest, and can go on from any point of its journal.
import { BytesJournal, Kernel, type CheckedPrefix, type Journal, type KernelOptions } from '@nx-air/kernel';

/** The public entries by which a journal and a kernel are opened. A test that breaks the kernel's surroundings gives others. */
export interface Doors {
  journal(bytes: Uint8Array, checked?: CheckedPrefix): BytesJournal;
  kernel(options: KernelOptions): Promise<Kernel>;
}

export const DOORS: Doors = {
  journal: (bytes, checked) => BytesJournal.open(bytes, checked && { checked }),
  kernel: (options) => Kernel.open(options),
};

export interface ProceedOptions {
  /** Stop after so many things that came in; all of them by default. */
  readonly most?: number;
}

export interface Subject {
  readonly name: string;
  readonly options: Omit<KernelOptions, 'journal' | 'from'>;
  readonly doors: Doors;
  /**
   * Takes a kernel on until nothing is due any more. What is due next depends on the kernel and its journal only, so
   * that a run that is cut and opened again does what the whole one does.
   */
  proceed(kernel: Kernel, journal: Journal, options?: ProceedOptions): Promise<void>;
}
