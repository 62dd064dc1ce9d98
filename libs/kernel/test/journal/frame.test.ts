// Frames: what a head says, what is no head, and that nothing but what was written passes.
import { crc32 } from 'node:zlib';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeFrames, HEAD_BYTES, MAGIC, MAX_RECORD_BYTES, readHead, readU32, writeU32, checksum, linkBytes, linkTo, type Link } from '../../src/journal/frame.ts';

const LINK_BYTES = Uint8Array.from({ length: 32 }, (_, index) => index * 8);
const LINK = String.fromCharCode(...LINK_BYTES) as Link;
const RECORD = new TextEncoder().encode('a record');
const frameOf = (seq = 7, record = RECORD): Uint8Array => encodeFrames([record], { offset: 100, seq, link: LINK }).bytes;

describe('a frame', () => {
  test('as spec/journal.md describes it, built here a second time', () => {
    const head = Buffer.alloc(48);
    head.writeUInt32LE(RECORD.length, 0);
    head.writeBigUInt64LE(7n, 4);
    head.set(LINK_BYTES, 12);
    const sum = (bytes: Uint8Array): number => crc32(Buffer.concat([MAGIC, bytes]));
    head.writeUInt32LE(sum(RECORD), 44);
    const headSum = Buffer.alloc(4);
    headSum.writeUInt32LE(sum(head));
    expect(Buffer.from(frameOf())).toEqual(Buffer.concat([head, headSum, RECORD]));
  });

  test.each([0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])('number %d comes back', (seq) => {
    expect(readHead(frameOf(seq))).toEqual({ length: RECORD.length, seq, link: LINK_BYTES, recordSum: checksum(RECORD) });
  });

  test('a batch is chained, in one piece', () => {
    const records = [Uint8Array.of(1), Uint8Array.of(2, 2), Uint8Array.of(3)];
    const { bytes, places } = encodeFrames(records, { offset: 100, seq: 5, link: LINK });
    expect(places.map(({ offset, seq }) => [offset, seq])).toEqual([[153, 6], [207, 7], [260, 8]]);
    expect(readHead(bytes, 53)?.link).toEqual(new Uint8Array(createHash('sha256').update(bytes.subarray(0, 53)).digest()));
    expect(places.at(-1)?.link).toBe(linkTo(bytes.subarray(107)));
    expect(linkBytes(linkTo(bytes.subarray(0, 53)))).toEqual(readHead(bytes, 53)?.link);
    expect(encodeFrames([], { offset: 100, seq: 5, link: LINK })).toEqual({ bytes: new Uint8Array(), places: [] });
  });

  test('no record is empty', () => {
    expect(() => encodeFrames([RECORD, new Uint8Array()], { offset: 0, seq: 0, link: LINK })).toThrow('a record of 0 bytes; from 1 to 268435456 can be journaled');
  });
});

describe('what is no head', () => {
  test.each<[string, (frame: Uint8Array) => Uint8Array]>([
    ['fewer bytes', (frame) => frame.subarray(0, HEAD_BYTES - 1)],
    ['zeros', () => new Uint8Array(4096)],
    ['ones', () => new Uint8Array(4096).fill(255)],
    ['length 0 with the right checksum', (frame) => resealed(frame, 0)],
    ['a length beyond the limit with the right checksum', (frame) => resealed(frame, MAX_RECORD_BYTES + 1)],
    ['a checksum without the seed', (frame) => unseeded(frame)],
  ])('%s', (_name, change) => expect(readHead(change(frameOf()))).toBeUndefined());

  test('every bit of a head counts', () => {
    const frame = frameOf();
    for (let bit = 0; bit < HEAD_BYTES * 8; bit += 1) {
      const flipped = frame.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(readHead(flipped), `bit ${bit}`).toBeUndefined();
    }
    expect(readHead(resealed(frame, RECORD.length))).toBeDefined();
  });
});

test.each([0, 1, 255, 256, 2 ** 31, 2 ** 32 - 1])('%d is read as it was written', (value) => {
  const bytes = new Uint8Array(6);
  writeU32(bytes, 1, value);
  expect(readU32(bytes, 1)).toBe(value);
  expect(bytes[5]).toBe(0);
});

function resealed(frame: Uint8Array, length: number): Uint8Array {
  const changed = frame.slice();
  writeU32(changed, 0, length);
  writeU32(changed, 48, checksum(changed.subarray(0, 48)));
  return changed;
}

function unseeded(frame: Uint8Array): Uint8Array {
  const changed = frame.slice();
  writeU32(changed, 48, crc32(changed.subarray(0, 48)));
  return changed;
}
