// The beginning of a journal file: magic, version of the framing, the header (spec/journal.md).
import { compareBytes, concatBytes } from '@nx-air/canon';
import { KernelError } from '../errors.ts';
import { checksum, MAGIC, readU32, writeU32 } from './frame.ts';
import { decodeHeader, encodeHeader, type JournalHeader } from './header.ts';

/** Of frames; what is in them is the header's `format`. */
export const FRAMING = 1;
/** Magic 8, version of the framing 4, length of the header 4, checksum 4. */
const FIXED_BYTES = 20;
const MAX_HEADER_BYTES = 65_536;
/** No beginning is longer. */
export const MAX_BEGINNING_BYTES = FIXED_BYTES + MAX_HEADER_BYTES;

export interface Beginning {
  readonly header: JournalHeader;
  /** Of the first frame. */
  readonly end: number;
}

export function encodeBeginning(header: JournalHeader): Uint8Array {
  const body = encodeHeader(header);
  if (body.length > MAX_HEADER_BYTES) throw new KernelError('journal_io', `a header of ${body.length} bytes; at most ${MAX_HEADER_BYTES}`);
  const fixed = new Uint8Array(FIXED_BYTES);
  fixed.set(MAGIC);
  writeU32(fixed, 8, FRAMING);
  writeU32(fixed, 12, body.length);
  writeU32(fixed, 16, sumOf(fixed, body));
  return concatBytes(fixed, body);
}

/**
 * `bytes`: the first `MAX_BEGINNING_BYTES` of the file, or all of it. Throws `KernelError` `journal_mismatch` for what
 * is no journal, or one of another framing, format or semantics, `journal_damaged` for one whose header is not whole.
 */
export function decodeBeginning(bytes: Uint8Array, file: string): Beginning {
  if (compareBytes(bytes.subarray(0, MAGIC.length), MAGIC) !== 0) throw new KernelError('journal_mismatch', `${file} is no journal`);
  const framing = readU32(bytes, 8);
  const end = FIXED_BYTES + readU32(bytes, 12);
  if (bytes.length < FIXED_BYTES) throw damaged(file, `it ends after ${bytes.length} bytes`);
  if (framing !== FRAMING) throw new KernelError('journal_mismatch', `${file} is a journal of framing ${framing}, this kernel reads ${FRAMING}`);
  if (end > MAX_BEGINNING_BYTES || end > bytes.length) throw damaged(file, `it should end at ${end}`);
  const body = bytes.slice(FIXED_BYTES, end);
  if (readU32(bytes, 16) !== sumOf(bytes, body)) throw damaged(file, 'its checksum is wrong');
  return { header: decodeHeader(body), end };
}

function sumOf(fixed: Uint8Array, body: Uint8Array): number {
  return checksum(concatBytes(fixed.subarray(8, 16), body));
}

function damaged(file: string, reason: string): KernelError {
  return new KernelError('journal_damaged', `${file} is damaged at offset 0: header: ${reason}`, {
    hint: 'restore the file from a copy',
    place: { offset: 0 },
  });
}
