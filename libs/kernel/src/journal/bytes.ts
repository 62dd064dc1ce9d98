// A journal as the bytes of its file, in memory: for sweeps over damaged files, and for journals that come from elsewhere.
import { concatBytes } from '@nx-air/canon';
import { KernelError } from '../errors.ts';
import { decodeBeginning, encodeBeginning } from './file-header.ts';
import type { ByteWindow } from './file-window.ts';
import { encodeFrames, HEAD_BYTES, linkBytes, linkTo, type FramePlace } from './frame.ts';
import { scanFrames, type TornTail } from './frame-scan.ts';
import type { JournalHeader } from './header.ts';
import type { Journal } from './journal.ts';

/** The beginning of a journal file that has been read and found whole, up to between two records. */
export interface CheckedPrefix {
  readonly header: JournalHeader;
  readonly records: number;
  /** Where each of its records begins, and the end; there may be more. */
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
  /** As they were given; what is appended stands in `#tail`, so that nothing before it is copied. */
  readonly #given: Uint8Array;
  #tail: Uint8Array = new Uint8Array();
  #header: JournalHeader | undefined;
  /** The first of them, shared with the journal that was checked. */
  readonly #known: readonly FramePlace[];
  readonly #knownCount: number;
  readonly #places: FramePlace[] = [];
  /** Where what was given ends and the tail begins. */
  #split = 0;
  #closed = false;

  private constructor(bytes: Uint8Array, { name = NAME, checked }: BytesJournalOptions) {
    this.#given = bytes;
    this.#header = checked?.header;
    this.#known = checked?.places ?? [];
    this.#knownCount = checked ? checked.records + 1 : 0;
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
        this.#split = this.#end.offset;
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
    return Math.max(0, this.#knownCount + this.#places.length - 1);
  }

  /** What the file would hold: a view, or a copy once something was appended to what was given. Valid until the next `append`. */
  get bytes(): Uint8Array {
    if (!this.#header) return new Uint8Array();
    const tail = this.#tail.subarray(0, this.#end.offset - this.#split);
    if (tail.length === 0) return this.#given.subarray(0, this.#split);
    return this.#split === 0 ? tail : concatBytes(this.#given.subarray(0, this.#split), tail);
  }

  /** Where each record begins in `bytes`, and the end; empty without a header. */
  get offsets(): readonly number[] {
    return [...this.#known.slice(0, this.#knownCount), ...this.#places].map(({ offset }) => offset);
  }

  /** Up to record `seq`, which is not part of it. Throws `RangeError` when there are fewer. */
  checkedUpTo(seq: number): CheckedPrefix {
    if (!this.#header || seq > this.length) throw new RangeError(`no record ${seq}`);
    const places = this.#knownCount === 0 ? this.#places : [...this.#known.slice(0, this.#knownCount), ...this.#places];
    return { header: this.#header, records: seq, places };
  }

  /** 32 bytes that stand for everything up to position `seq`, header included; undefined when the journal is shorter. */
  linkAt(seq: number): Uint8Array | undefined {
    const place = this.#placeAt(seq);
    return place && linkBytes(place.link);
  }

  create(header: JournalHeader): void {
    this.#checkUsable();
    if (this.#header) throw new KernelError('journal_io', 'the journal has a header already');
    const beginning = encodeBeginning(header);
    this.#header = header;
    this.#tail = beginning;
    this.#places.push({ offset: beginning.length, seq: 0, link: linkTo(beginning) });
  }

  *records(from = 0): Generator<Uint8Array, void> {
    this.#checkUsable();
    const last = this.length;
    for (let seq = from; seq < last; seq += 1) {
      const [start, end] = [this.#placeAt(seq), this.#placeAt(seq + 1)];
      if (!start || !end) return;
      const inTail = start.offset >= this.#split;
      const before = inTail ? this.#split : 0;
      yield (inTail ? this.#tail : this.#given).slice(start.offset - before + HEAD_BYTES, end.offset - before);
    }
  }

  append(batch: readonly Uint8Array[]): void {
    this.#checkUsable();
    if (!this.#header) throw new KernelError('journal_io', 'the journal has no header');
    const start = this.#end;
    const { bytes, places } = encodeFrames(batch, start);
    this.#makeRoom(start.offset - this.#split, bytes.length);
    this.#tail.set(bytes, start.offset - this.#split);
    for (const place of places) this.#places.push(place);
  }

  commit(): Promise<void> {
    return this.#closed ? Promise.reject(new KernelError('journal_io', 'the journal is closed')) : Promise.resolve();
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  #placeAt(seq: number): FramePlace | undefined {
    return seq < this.#knownCount ? this.#known[seq] : this.#places[seq - this.#knownCount];
  }

  get #end(): FramePlace {
    const end = this.#places.at(-1) ?? this.#known[this.#knownCount - 1];
    if (!end) throw new RangeError('the journal has no header');
    return end;
  }

  #makeRoom(used: number, more: number): void {
    if (used + more <= this.#tail.length) return;
    const grown = new Uint8Array((used + more) * 2);
    grown.set(this.#tail.subarray(0, used));
    this.#tail = grown;
  }

  #checkUsable(): void {
    if (this.#closed) throw new KernelError('journal_io', 'the journal is closed');
  }
}
