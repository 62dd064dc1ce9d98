// What summaries, traces and diagnoses are made from: records, and nothing else of a world.
import type { JournalHeader } from '@nx-air/kernel';

export interface JournalInput {
  /** As the reader knows it: a path or a scenario. Told apart in outputs, never interpreted. */
  readonly name: string;
  readonly header: JournalHeader;
  /** Encoded records from the first on. Read again for each pass. */
  readonly records: Iterable<Uint8Array>;
  /** Whether the end of the file is cut short: what follows the last whole record is missing. */
  readonly torn?: boolean;
}
