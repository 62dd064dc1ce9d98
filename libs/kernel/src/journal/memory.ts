// A journal in memory: for tests, scenarios and dry runs.
import { KernelError } from '../errors.ts';
import { decodeHeader, encodeHeader, type JournalHeader } from './header.ts';
import type { Journal } from './journal.ts';

export class MemoryJournal implements Journal {
  #header: JournalHeader | undefined;
  readonly #records: Uint8Array[];
  #closed = false;

  /** Starts empty, or with a copy of what another journal holds. */
  constructor(content: { readonly header?: JournalHeader; readonly records?: Iterable<Uint8Array> } = {}) {
    this.#header = content.header && decodeHeader(encodeHeader(content.header));
    this.#records = [...(content.records ?? [])];
  }

  get header(): JournalHeader | undefined {
    return this.#header;
  }

  create(header: JournalHeader): void {
    if (this.#header) throw new KernelError('journal_io', 'the journal has a header already');
    this.#header = decodeHeader(encodeHeader(header));
  }

  get length(): number {
    return this.#records.length;
  }

  records(from = 0): Iterable<Uint8Array> {
    return this.#records.slice(from);
  }

  append(batch: readonly Uint8Array[]): void {
    if (this.#closed || !this.#header) throw new KernelError('journal_io', this.#closed ? 'the journal is closed' : 'the journal has no header');
    for (const record of batch) this.#records.push(record);
  }

  commit(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}
