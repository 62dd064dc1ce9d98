// A journal in one file: records appended as framed batches, one writer, as durable as asked (spec/journal.md).
import { closeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KernelError } from '../errors.ts';
import { GroupSync, type Durability } from './durability.ts';
import { journalIo } from './file-errors.ts';
import { encodeBeginning } from './file-header.ts';
import { nodeFileIo, syncFolder, writeWhole, type FileIo } from './file-io.ts';
import { openExisting, replaceFile } from './file-open.ts';
import { FileWindow } from './file-window.ts';
import { encodeFrames, linkBytes, linkTo } from './frame.ts';
import type { TornTail } from './frame-scan.ts';
import type { JournalHeader } from './header.ts';
import type { Journal } from './journal.ts';
import { linkAt, PlaceIndex, readContent, readFrames, type FileContent } from './recover.ts';
import { acquireLock, type WriterLock } from './writer-lock.ts';
import type { LockOwner } from './writer-lock-owner.ts';

export interface FileJournalOptions {
  /** `batch` by default. */
  readonly durability?: Durability;
  readonly io?: FileIo;
}

/** What opening a file put right. */
export interface FileRecovery {
  /** Cut off: the rest of a write that was cut short. */
  readonly torn?: TornTail;
  /** The process that left its lock behind. */
  readonly takenFrom?: LockOwner;
}

interface OpenFile {
  readonly fd: number;
  content: FileContent;
}

export class FileJournal implements Journal {
  /** Absolute. */
  readonly file: string;
  readonly durability: Durability;
  readonly recovery: FileRecovery;
  readonly #io: FileIo;
  readonly #lock: WriterLock;
  readonly #flushes: GroupSync;
  #open: OpenFile | undefined;
  /** Up to where the file is as durable as promised. */
  #durable = 0;
  #failure: KernelError | undefined;
  #closed: Promise<void> | undefined;

  private constructor(file: string, { durability = 'batch', io = nodeFileIo }: FileJournalOptions, lock: WriterLock) {
    this.file = file;
    this.durability = durability;
    this.#io = io;
    this.#lock = lock;
    this.#flushes = new GroupSync(() => this.#flush());
    const torn = this.#read();
    this.recovery = { ...(torn && { torn }), ...(lock.takenFrom && { takenFrom: lock.takenFrom }) };
  }

  /**
   * Checks the whole file and cuts a torn tail off; a file that does not exist is made by `create`. Throws `KernelError`
   * `journal_locked`, `journal_damaged` (with its place; the file is left as it is), `journal_mismatch`, `journal_io`.
   */
  static open(path: string, options: FileJournalOptions = {}): FileJournal {
    const file = resolve(path);
    const lock = acquireLock(file, options.durability !== 'none');
    try {
      return new FileJournal(file, options, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get header(): JournalHeader | undefined {
    return this.#open?.content.header;
  }

  /** Records in the file. */
  get length(): number {
    return this.#open?.content.end.seq ?? 0;
  }

  create(header: JournalHeader): void {
    this.#checkUsable();
    if (this.#open) throw new KernelError('journal_io', 'the journal has a header already');
    const beginning = encodeBeginning(header);
    const first = { offset: beginning.length, seq: 0, link: linkTo(beginning) };
    const fd = replaceFile(this.#io, { file: this.file, parts: [beginning], durable: this.durability !== 'none' });
    this.#open = { fd, content: { header, index: new PlaceIndex(first), end: first, torn: undefined } };
    this.#durable = first.offset;
  }

  /** Those that are there at the call, from position `from` on. */
  *records(from = 0): Generator<Uint8Array, void> {
    this.#checkUsable();
    if (!this.#open || from >= this.length) return;
    const { fd, content } = this.#open;
    for (const { record } of readFrames(this.file, new FileWindow(this.file, fd), content, from)) {
      yield record;
      this.#checkUsable();
    }
  }

  append(batch: readonly Uint8Array[]): void {
    this.#checkUsable();
    if (!this.#open) throw new KernelError('journal_io', 'the journal has no header');
    const { fd, content } = this.#open;
    const { places, bytes } = encodeFrames(batch, content.end);
    try {
      writeWhole(this.#io, fd, bytes, content.end.offset);
      if (this.durability === 'each') this.#io.sync(fd);
    } catch (cause) {
      throw this.#takeBack(cause);
    }
    for (const place of places) content.index.note(place);
    const end = places.at(-1) ?? content.end;
    this.#open.content = { ...content, end };
    if (this.durability !== 'batch') this.#durable = end.offset;
  }

  commit(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#open && this.#durable < this.#open.content.end.offset ? this.#flushes.request() : Promise.resolve();
  }

  /** 32 bytes that stand for everything up to position `seq`, header included; undefined when the journal is shorter. */
  linkAt(seq: number): Uint8Array | undefined {
    this.#checkUsable();
    if (!this.#open || seq > this.length) return undefined;
    return linkBytes(linkAt(this.file, new FileWindow(this.file, this.#open.fd), this.#open.content, seq));
  }

  /** What was appended is durable then, or the promise is rejected; the file is closed and the lock released either way. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    try {
      if (!this.#failure) await this.commit();
    } finally {
      await this.#flushes.idle();
      if (this.#open) closeSync(this.#open.fd);
      this.#lock.release();
    }
  }

  #read(): TornTail | undefined {
    const existing = openExisting(this.file, 'write');
    if (!existing) return undefined;
    const { fd, size } = existing;
    try {
      const content = readContent(this.file, new FileWindow(this.file, fd), size);
      if (content?.torn) this.#cut(fd, content.torn);
      // A process may have died between writing and flushing; a name may be newer than its folder on the disk.
      if (this.durability === 'none') this.#durable = size;
      else syncFolder(dirname(this.file));
      if (content) this.#open = { fd, content };
      else closeSync(fd);
      return content?.torn;
    } catch (error) {
      closeSync(fd);
      throw error instanceof KernelError ? error : journalIo('open', this.file, error);
    }
  }

  #cut(fd: number, { offset }: TornTail): void {
    this.#io.truncate(fd, offset);
    if (this.durability !== 'none') this.#io.sync(fd);
  }

  async #flush(): Promise<void> {
    if (!this.#open) return;
    const { fd, content } = this.#open;
    try {
      await this.#io.syncLater(fd);
    } catch (cause) {
      throw this.#fail(cause);
    }
    this.#durable = content.end.offset;
  }

  /** After a failed write the file ends where it did before, if that can be had; if not, the rest is a torn tail. */
  #takeBack(cause: unknown): KernelError {
    const failure = this.#fail(cause);
    try {
      if (this.#open) this.#io.truncate(this.#open.fd, this.#open.content.end.offset);
    } catch {
      // The first failure is the one to tell.
    }
    return failure;
  }

  #fail(cause: unknown): KernelError {
    this.#failure ??= journalIo('write', this.file, cause);
    return this.#failure;
  }

  #checkUsable(): void {
    if (this.#closed) throw new KernelError('journal_io', 'the journal is closed');
    if (this.#failure) throw this.#failure;
  }
}
