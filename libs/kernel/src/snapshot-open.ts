// Opens a kernel on a journal file from its newest usable snapshot; without one, from the first record.
import { KernelError, type KernelErrorCode } from './errors.ts';
import type { FileJournal } from './journal/file.ts';
import { Kernel } from './kernel.ts';
import type { KernelOptions } from './kernel-options.ts';
import { readSnapshots, type SnapshotWarning } from './snapshot-folder.ts';

export interface FileKernelOptions extends Omit<KernelOptions, 'from' | 'journal'> {
  readonly journal: FileJournal;
}

export interface OpenedFromSnapshot {
  readonly kernel: Kernel;
  /** Position of the snapshot; 0 without one. */
  readonly from: number;
  /** Snapshots passed over. They cost time only: the state is the same without them. */
  readonly warnings: readonly SnapshotWarning[];
}

/** What a snapshot may be the reason for. */
const BLAMED: ReadonlySet<KernelErrorCode> = new Set<KernelErrorCode>(['bad_manifest', 'bad_record', 'bad_state', 'definitions_missing', 'journal_diverges', 'journal_mismatch']);

/** Throws as `Kernel.open` does without a snapshot. */
export async function openWithSnapshots(options: FileKernelOptions): Promise<OpenedFromSnapshot> {
  const warnings: SnapshotWarning[] = [];
  for (const { name, state, seq } of readSnapshots(options.journal, (warning) => void warnings.push(warning))) {
    try {
      return { kernel: await Kernel.open({ ...options, from: { state, seq } }), from: seq, warnings };
    } catch (error) {
      if (!(error instanceof KernelError) || !BLAMED.has(error.code)) throw error;
      warnings.push({ name, message: `snapshot ${name} is not used: ${error.message}` });
    }
  }
  return { kernel: await Kernel.open(options), from: 0, warnings };
}
