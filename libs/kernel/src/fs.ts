// What of this package needs a file system: `@nx-air/kernel/fs`.
export { DURABILITIES } from './journal/durability.ts';
export type { Durability } from './journal/durability.ts';
export { FileJournal } from './journal/file.ts';
export type { FileJournalOptions, FileRecovery } from './journal/file.ts';
export { nodeFileIo } from './journal/file-io.ts';
export type { FileIo } from './journal/file-io.ts';
export { readJournalFile } from './journal/file-read.ts';
export type { JournalFile } from './journal/file-read.ts';
export type { TornTail } from './journal/frame-scan.ts';
export type { LockOwner } from './journal/writer-lock-owner.ts';
export { readSnapshots, snapshotFolder, writeSnapshot } from './snapshot-folder.ts';
export type { SnapshotWarning, WriteSnapshotOptions } from './snapshot-folder.ts';
export type { Snapshot } from './snapshot-file.ts';
export { openWithSnapshots } from './snapshot-open.ts';
export type { FileKernelOptions, OpenedFromSnapshot } from './snapshot-open.ts';
