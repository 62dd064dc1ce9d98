// Going through a journal file: every frame is checked, the torn tail found, places for later reads are noted.
import { KernelError } from '../errors.ts';
import { decodeBeginning, MAX_BEGINNING_BYTES } from './file-header.ts';
import type { ByteWindow } from './file-window.ts';
import { linkTo, type FramePlace, type Link } from './frame.ts';
import { scanFrames, type ScannedFrame, type TornTail } from './frame-scan.ts';
import type { JournalHeader } from './header.ts';

/** Places in a file, one for each `SPACING` records: reads begin at the nearest. */
export class PlaceIndex {
  readonly #places: FramePlace[];

  constructor(first: FramePlace) {
    this.#places = [first];
  }

  note(place: FramePlace): void {
    if (place.seq === this.#places.length * SPACING) this.#places.push(place);
  }

  /** The nearest place at or before a record that is there. */
  before(seq: number): FramePlace {
    const place = this.#places[Math.min(Math.floor(seq / SPACING), this.#places.length - 1)];
    if (!place) throw new RangeError(`no record ${seq}`);
    return place;
  }
}

const SPACING = 1024;

export interface FileBeginning {
  readonly header: JournalHeader;
  /** Of the first record. */
  readonly first: FramePlace;
}

export interface FileContent {
  readonly header: JournalHeader;
  readonly index: PlaceIndex;
  /** Behind the last whole frame. */
  readonly end: FramePlace;
  readonly torn: TornTail | undefined;
}

/** Undefined for an empty file: its journal has not been created. Throws as `decodeBeginning` does. */
export function readBeginning(file: string, window: ByteWindow, size: number): FileBeginning | undefined {
  if (size === 0) return undefined;
  const { header, end } = decodeBeginning(window.view(0, Math.min(size, MAX_BEGINNING_BYTES)), file);
  return { header, first: { offset: end, seq: 0, link: linkTo(window.view(0, end)) } };
}

export interface FileBytes {
  readonly file: string;
  readonly window: ByteWindow;
  readonly size: number;
}

/** The frames behind the beginning, each checked once, then what the file holds. Throws as `scanFrames` does. */
export function* scanContent({ file, window, size }: FileBytes, { header, first }: FileBeginning): Generator<ScannedFrame, FileContent> {
  const index = new PlaceIndex(first);
  const frames = scanFrames({ file, window, from: first, end: size });
  for (let end = first; ; ) {
    const step = frames.next();
    if (step.done === true) return { header, index, end, torn: step.value };
    end = step.value.next;
    index.note(end);
    yield step.value;
  }
}

/** Throws as `readBeginning` and `scanContent` do. */
export function readContent(file: string, window: ByteWindow, size: number): FileContent | undefined {
  const beginning = readBeginning(file, window, size);
  if (!beginning) return undefined;
  return finish(scanContent({ file, window, size }, beginning));
}

export function finish(frames: ReturnType<typeof scanContent>): FileContent {
  for (;;) {
    const step = frames.next();
    if (step.done === true) return step.value;
  }
}

/** Frames of a checked file from record `seq` on, checked again as they are read. */
export function* readFrames(file: string, window: ByteWindow, { index, end }: Pick<FileContent, 'index' | 'end'>, seq: number): Generator<ScannedFrame, void> {
  const frames = scanFrames({ file, window, from: index.before(seq), end: end.offset });
  for (;;) {
    const step = frames.next();
    if (step.done !== true) {
      if (step.value.next.seq > seq) yield step.value;
    } else if (step.value) {
      throw new KernelError('journal_damaged', `${file} changed at offset ${step.value.offset} while it was read`, { place: step.value });
    } else return;
  }
}

/** The link of the frame at `seq`, which is there or is the next one to come. */
export function linkAt(file: string, window: ByteWindow, content: Pick<FileContent, 'index' | 'end'>, seq: number): Link {
  const from = content.index.before(seq);
  if (from.seq === seq) return from.link;
  if (content.end.seq === seq) return content.end.link;
  for (const { next } of readFrames(file, window, content, from.seq)) if (next.seq === seq) return next.link;
  throw new RangeError(`no record ${seq}`);
}
