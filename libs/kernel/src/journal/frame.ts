// One record as bytes of a journal file: a head that is checked by itself, then the record (spec/journal.md).
import { crc32 } from 'node:zlib';
import { sha256Text } from '@nx-air/canon';
import { KernelError } from '../errors.ts';

/** Bytes before the record: length 4, seq 8, link 32, checksum of the record 4, checksum of the head 4. */
export const HEAD_BYTES = 52;
const CHECKED_BYTES = 48;
export const LINK_BYTES = 32;
/** Of one record; a longer length in a head is damage. */
export const MAX_RECORD_BYTES = 2 ** 28;

/** First bytes of a file. The first is no text and the last four change when line ends are converted. */
export const MAGIC = Uint8Array.of(0x8a, 0x41, 0x49, 0x52, 0x4a, 0x0d, 0x0a, 0x1a);

/** Checksums go on from that of the magic, so that no run of equal bytes, zeros least of all, has the right one. */
const SEED = crc32(MAGIC);

export interface FrameHead {
  /** Of the record, from 1. */
  readonly length: number;
  readonly seq: number;
  /** SHA-256 of what stands before this frame: the whole frame before it, or the beginning of the file. */
  readonly link: Uint8Array;
  readonly recordSum: number;
}

export function checksum(bytes: Uint8Array): number {
  return crc32(bytes, SEED);
}

/** Undefined for bytes that are no head, whatever they are. `link` is part of `bytes`. */
export function readHead(bytes: Uint8Array, at = 0): FrameHead | undefined {
  if (at + HEAD_BYTES > bytes.length) return undefined;
  // Tried at every offset behind a damage: the cheap tests come first. No safe integer has this byte.
  if (bytes[at + 11] !== 0) return undefined;
  const length = readU32(bytes, at);
  if (length === 0 || length > MAX_RECORD_BYTES) return undefined;
  const seq = readU32(bytes, at + 8) * 2 ** 32 + readU32(bytes, at + 4);
  if (!Number.isSafeInteger(seq)) return undefined;
  if (readU32(bytes, at + CHECKED_BYTES) !== checksum(bytes.subarray(at, at + CHECKED_BYTES))) return undefined;
  return { length, seq, link: bytes.subarray(at + 12, at + 12 + LINK_BYTES), recordSum: readU32(bytes, at + 44) };
}

declare const brand: unique symbol;

/** The 32 bytes of a link as text, a character a byte: each frame is compared with one, and few of them are kept. */
export type Link = string & { readonly [brand]: 'Link' };

/** What the frame behind this one carries as its link. */
export function linkTo(before: Uint8Array): Link {
  return sha256Text(before) as Link;
}

/** Whether the bytes are those of the link. */
export function isLink(bytes: Uint8Array, link: Link): boolean {
  for (let at = 0; at < LINK_BYTES; at += 1) if (bytes[at] !== link.charCodeAt(at)) return false;
  return true;
}

export function linkBytes(link: Link): Uint8Array {
  return Uint8Array.from({ length: LINK_BYTES }, (_, at) => link.charCodeAt(at));
}

/** Between two frames: the next one begins at `offset`, has the number `seq` and carries `link`. */
export interface FramePlace {
  readonly offset: number;
  readonly seq: number;
  readonly link: Link;
}

export interface Frames {
  readonly bytes: Uint8Array;
  /** Behind each frame. */
  readonly places: readonly FramePlace[];
}

/** Frames of consecutive records in one piece, to be written at `from`. Throws `journal_io` for an empty or too long record. */
export function encodeFrames(records: readonly Uint8Array[], from: FramePlace): Frames {
  let size = 0;
  for (const { length } of records) {
    if (length === 0 || length > MAX_RECORD_BYTES) throw new KernelError('journal_io', `a record of ${length} bytes; from 1 to ${MAX_RECORD_BYTES} can be journaled`);
    size += HEAD_BYTES + length;
  }
  const bytes = new Uint8Array(size);
  const places: FramePlace[] = [];
  let place = from;
  for (const record of records) {
    const { offset, seq, link } = place;
    const next = offset + HEAD_BYTES + record.length;
    const frame = bytes.subarray(offset - from.offset, next - from.offset);
    frame.set(record, HEAD_BYTES);
    writeHead(frame, { length: record.length, seq, link, recordSum: checksum(record) });
    place = { offset: next, seq: seq + 1, link: linkTo(frame) };
    places.push(place);
  }
  return { bytes, places };
}

function writeHead(head: Uint8Array, { length, seq, link, recordSum }: Omit<FrameHead, 'link'> & Pick<FramePlace, 'link'>): void {
  writeU32(head, 0, length);
  writeU32(head, 4, seq % 2 ** 32);
  writeU32(head, 8, Math.floor(seq / 2 ** 32));
  for (let at = 0; at < LINK_BYTES; at += 1) head[12 + at] = link.charCodeAt(at);
  writeU32(head, 44, recordSum);
  writeU32(head, CHECKED_BYTES, checksum(head.subarray(0, CHECKED_BYTES)));
}

/** Little-endian; bytes beyond the end count as zero. */
export function readU32(bytes: Uint8Array, at: number): number {
  return (byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24)) >>> 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}
