// Where records are kept. The kernel appends whole batches and calls adapters only after `commit`.
import type { JournalHeader } from './header.ts';

/**
 * A sequence of records behind a header. An implementation checks what it stores (checksums, order) when it is opened,
 * cuts a torn tail, and throws `KernelError` `journal_io` when it cannot write; the kernel then stops, and opening
 * again finds what had been appended.
 */
export interface Journal {
  /** Undefined until `create`. */
  readonly header: JournalHeader | undefined;
  create(header: JournalHeader): void;
  /** How many records there are. */
  readonly length: number;
  /** Those that are there at the call, encoded, from position `from` on; a record's position is its `seq`. */
  records(from?: number): Iterable<Uint8Array>;
  /** One batch: an ingress record and everything derived from it. Either order of bytes or nothing. */
  append(batch: readonly Uint8Array[]): void;
  /** Resolves once everything appended before the call is as durable as the journal promises. */
  commit(): Promise<void>;
  close(): Promise<void>;
}
