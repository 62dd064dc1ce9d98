// Goes through the frames of a journal file, checks each against the one before, and tells a torn tail from damage.
import { KernelError } from '../errors.ts';
import type { ByteWindow } from './file-window.ts';
import { checksum, HEAD_BYTES, isLink, linkTo, readHead, type FramePlace } from './frame.ts';

/** The end of a file that is no whole frame: the rest of a write that was cut short. */
export interface TornTail {
  readonly offset: number;
  readonly bytes: number;
  /** Position of the record that would stand there. */
  readonly record: number;
}

export interface ScannedFrame {
  /** A view of what was checked, which stays as it is. */
  readonly record: Uint8Array;
  readonly next: FramePlace;
}

export interface ScanRange {
  readonly file: string;
  readonly window: ByteWindow;
  readonly from: FramePlace;
  readonly end: number;
}

/**
 * The frames of a range in order, then the torn tail, if there is one. Throws `KernelError` `journal_damaged` with the
 * place for a frame that does not follow the one before, and for damage with a frame behind it.
 */
export function* scanFrames(range: ScanRange): Generator<ScannedFrame, TornTail | undefined> {
  const { file, window, end } = range;
  let place = range.from;
  while (place.offset < end) {
    const { offset, seq, link } = place;
    const head = readHead(window.view(offset, Math.min(HEAD_BYTES, end - offset)));
    if (!head) return judge(range, place, offset + 1);
    if (head.seq !== seq) throw damaged(file, place, `it is numbered ${head.seq}`);
    if (!isLink(head.link, link)) throw damaged(file, place, 'it does not follow the record before it');
    const next = offset + HEAD_BYTES + head.length;
    // The head is whole, so the length is right: the write ended before the record did.
    if (next > end) return tornAt(place, end);
    const frame = window.view(offset, HEAD_BYTES + head.length);
    const record = frame.subarray(HEAD_BYTES);
    if (checksum(record) !== head.recordSum) return judge(range, place, next);
    place = { offset: next, seq: seq + 1, link: linkTo(frame) };
    yield { record, next: place };
  }
  return undefined;
}

/** A bad frame is a torn tail when no head of a later one stands behind it. */
function judge({ file, window, end }: ScanRange, place: FramePlace, from: number): TornTail {
  const later = findHead(window, from, end, place.seq);
  if (later === undefined) return tornAt(place, end);
  throw damaged(file, place, `it is not as it was written, and record ${later.seq} at offset ${later.offset} is`);
}

function tornAt({ offset, seq }: FramePlace, end: number): TornTail {
  return { offset, bytes: end - offset, record: seq };
}

const STRIDE = 65_536;

/** In linear time: the record behind a head is not read, and few offsets pass the tests before the checksum. */
function findHead(window: ByteWindow, from: number, end: number, after: number): { readonly seq: number; readonly offset: number } | undefined {
  const most = after + Math.ceil((end - from) / (HEAD_BYTES + 1));
  for (let start = from; start + HEAD_BYTES <= end; start += STRIDE) {
    const bytes = window.view(start, Math.min(STRIDE + HEAD_BYTES - 1, end - start));
    for (let at = 0; at + HEAD_BYTES <= bytes.length; at += 1) {
      const head = readHead(bytes, at);
      if (head && head.seq > after && head.seq <= most + 1) return { seq: head.seq, offset: start + at };
    }
  }
  return undefined;
}

function damaged(file: string, { offset, seq }: FramePlace, reason: string): KernelError {
  return new KernelError('journal_damaged', `${file} is damaged at offset ${offset}: record ${seq}: ${reason}`, {
    hint: `restore the file from a copy; its first ${offset} bytes are the journal up to record ${seq}`,
    place: { offset, record: seq },
  });
}
