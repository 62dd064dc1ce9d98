// A journal as the bytes of its file, in memory: for sweeps over damaged files, and for journals that come from elsewhere.
import { KernelError } from '../errors.ts';
import { decodeBeginning, encodeBeginning } from './file-header.ts';
import type { ByteWindow } from './file-window.ts';
import { encodeFrames, HEAD_BYTES, linkTo, type FramePlace } from './frame.ts';
import { scanFrames, type TornTail } from './frame-scan.ts';
import type { JournalHeader } from './header.ts';
import type { Journal } from './journal.ts';

/** The beginning of a journal file that has been read and found whole, up to between two records. */
export interface CheckedPrefix {
  readonly header: JournalHeader;
  /** Where each of its records begins, and the end. */
  readonly places: readonly FramePlace[];
}

export interface BytesJournalOptions {
  /** In messages; `the journal` by default. */
  readonly name?: string;
  /** The bytes begin as those did that it was taken from: only what follows is checked. */
  readonly checked?: CheckedPrefix;
}

const NAME = 'the journal';

/** Reads and writes what `FileJournal` does, byte for byte, without a file, a lock, or a disk to wait for. */
export class BytesJournal implements Journal {
  /** Cut off: the rest of a write that was cut short. */
  readonly torn: TornTail | undefined;
  #bytes: Uint8Array;
  /** Whether `#bytes` is ours to write into. */
  #own = false;
  #header: JournalHeader | undefined;
  readonly #places: FramePlace[];
  #closed = false;

  private constructor(bytes: Uint8Array, { name = NAME, checked }: BytesJournalOptions) {
    this.#bytes = bytes;
    this.#header = checked?.header;
    this.#places = checked ? [...checked.places] : [];
    if (bytes.length === 0) return;
    const window: ByteWindow = { view: (at, length) => bytes.subarray(at, at + length) };
    if (!checked) {
      const { header, end } = decodeBeginning(bytes, name);
      this.#header = header;
      this.#places.push({ offset: end, seq: 0, link: linkTo(bytes.subarray(0, end)) });
    }
    const frames = scanFrames({ file: name, window, from: this.#end, end: bytes.length });
    for (;;) {
      const step = frames.next();
      if (step.done !== true) this.#places.push(step.value.next);
      else {
        this.torn = step.value;
        return;
      }
    }
  }

  /** Throws `KernelError` `journal_damaged` with its place, `journal_mismatch`. The bytes given are never changed, and must not change while they are read. */
  static open(bytes: Uint8Array = new Uint8Array(), options: BytesJournalOptions = {}): BytesJournal {
    return new BytesJournal(bytes, options);
  }

  get header(): JournalHeader | undefined {
    return this.#header;
  }

  get length(): number {
    return Math.max(0, this.#places.length - 1);
  }

  /** What the file would hold. Valid until the next `append`. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#header ? this.#end.offset : 0);
  }

  /** Where each record begins in `bytes`, and the end; empty without a header. */
  get offsets(): readonly number[] {
    return this.#places.map(({ offset }) => offset);
  }

  /** Up to record `seq`, which is not part of it. Throws `RangeError` when there are fewer. */
  checkedUpTo(seq: number): CheckedPrefix {
    if (!this.#header || seq > this.length) throw new RangeError(`no record ${seq}`);
    return { header: this.#header, places: this.#places.slice(0, seq + 1) };
  }

  /** 32 bytes that stand for everything up to position `seq`, header included; undefined when the journal is shorter. */
  linkAt(seq: number): Uint8Array | undefined {
    return this.#places[seq]?.link;
  }

  create(header: JournalHeader): void {
    this.#checkUsable();
    if (this.#header) throw new KernelError('journal_io', 'the journal has a header already');
    const beginning = encodeBeginning(header);
    this.#header = header;
    this.#bytes = beginning;
    this.#own = true;
    this.#places.push({ offset: beginning.length, seq: 0, link: linkTo(beginning) });
  }

  *records(from = 0): Generator<Uint8Array, void> {
    this.#checkUsable();
    const last = this.length;
    for (let seq = from; seq < last; seq += 1) {
      const [start, end] = [this.#places[seq], this.#places[seq + 1]];
      if (start && end) yield this.#bytes.slice(start.offset + HEAD_BYTES, end.offset);
    }
  }

  append(batch: readonly Uint8Array[]): void {
    this.#checkUsable();
    if (!this.#header) throw new KernelError('journal_io', 'the journal has no header');
    const start = this.#end;
    const { bytes, places } = encodeFrames(batch, start);
    this.#makeRoom(start.offset, bytes.length);
    this.#bytes.set(bytes, start.offset);
    for (const place of places) this.#places.push(place);
  }

  commit(): Promise<void> {
    return this.#closed ? Promise.reject(new KernelError('journal_io', 'the journal is closed')) : Promise.resolve();
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  get #end(): FramePlace {
    const end = this.#places.at(-1);
    if (!end) throw new RangeError('the journal has no header');
    return end;
  }

  #makeRoom(used: number, more: number): void {
    if (this.#own && used + more <= this.#bytes.length) return;
    const grown = new Uint8Array((used + more) * 2);
    grown.set(this.#bytes.subarray(0, used));
    this.#bytes = grown;
    this.#own = true;
  }

  #checkUsable(): void {
    if (this.#closed) throw new KernelError('journal_io', 'the journal is closed');
  }
}
