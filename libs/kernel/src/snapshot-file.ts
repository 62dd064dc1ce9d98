// A snapshot as bytes: which journal, how far, and the state there (spec/journal.md).
import { compareBytes, concatBytes, sha256 } from '@nx-air/canon';
import { LINK_BYTES, readU32, writeU32 } from './journal/frame.ts';
import type { Checkpoint } from './checkpoint.ts';

export const SNAPSHOT_VERSION = 1;

const MAGIC = Uint8Array.of(0x8a, 0x41, 0x49, 0x52, 0x53, 0x0d, 0x0a, 0x1a);
/** Magic 8, version 4, seq 8, link 32, SHA-256 of the state 32. */
export const SNAPSHOT_HEAD_BYTES = 84;
const LINK_AT = 20;
const SUM_AT = LINK_AT + LINK_BYTES;

export interface Snapshot extends Checkpoint {
  /** Of the journal at `seq`: stands for everything before. */
  readonly link: Uint8Array;
}

/** In two parts, so that the state is not copied. Equal snapshots have equal bytes. */
export function encodeSnapshot({ seq, link, state }: Snapshot): readonly [head: Uint8Array, state: Uint8Array] {
  const fixed = new Uint8Array(LINK_AT);
  fixed.set(MAGIC);
  writeU32(fixed, 8, SNAPSHOT_VERSION);
  writeU32(fixed, 12, seq % 2 ** 32);
  writeU32(fixed, 16, Math.floor(seq / 2 ** 32));
  return [concatBytes(fixed, link, sha256(state)), state];
}

/** What is wrong with the bytes, as text. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot | string {
  if (bytes.length < SNAPSHOT_HEAD_BYTES || compareBytes(bytes.subarray(0, 8), MAGIC) !== 0) return 'it is no snapshot';
  const version = readU32(bytes, 8);
  if (version !== SNAPSHOT_VERSION) return `it is of version ${version}, this kernel reads ${SNAPSHOT_VERSION}`;
  const state = bytes.subarray(SNAPSHOT_HEAD_BYTES);
  if (compareBytes(sha256(state), bytes.subarray(SUM_AT, SNAPSHOT_HEAD_BYTES)) !== 0) return 'its state does not have its hash';
  return { seq: readU32(bytes, 16) * 2 ** 32 + readU32(bytes, 12), link: bytes.slice(LINK_AT, SUM_AT), state };
}
