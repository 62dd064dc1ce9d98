// Reads the primitives of the WASM binary format, within bounds and as strictly as the format is.
import { Unreadable, type ModuleFindingCode } from './finding.ts';

/** A range of a module's bytes and a position in it. Every method throws `Unreadable` at the end of the range. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
  readonly #past: ModuleFindingCode;

  /** `past`: the finding when something reaches beyond `end`. */
  constructor(bytes: Uint8Array, at: number, end: number, past: ModuleFindingCode) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.#past = past;
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  byte(what: string): number {
    const byte = this.at < this.end ? this.bytes[this.at] : undefined;
    if (byte === undefined) throw new Unreadable(this.#past, this.at, `the bytes end inside ${what}`);
    this.at += 1;
    return byte;
  }

  skip(length: number, what: string): void {
    if (length > this.end - this.at) throw new Unreadable(this.#past, this.at, `${what}: ${length} bytes, ${this.end - this.at} are left`);
    this.at += length;
  }

  /** LEB128, at most 5 bytes, below 2^32. */
  u32(what: string): number {
    const start = this.at;
    let value = 0;
    for (let index = 0; index < 5; index += 1) {
      const byte = this.byte(what);
      if (index === 4 && byte > 0x0f) break;
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw new Unreadable('malformed', start, `${what} is no 32-bit LEB128`);
  }

  /** A count of things of at least one byte each: no allocation before this holds. */
  count(most: number, what: string): number {
    const start = this.at;
    const count = this.u32(`the number of ${what}`);
    if (count > this.end - this.at) throw new Unreadable('bad_length', start, `${count} ${what} in ${this.end - this.at} bytes`);
    if (count > most) throw new Unreadable('too_large', start, `${count} ${what}, at most ${most}`);
    return count;
  }

  /** Signed LEB128 of at most so many bits; moves behind it and answers the low 32 bits. */
  signed(bits: 32 | 64, what: string): number {
    const start = this.at;
    const most = Math.ceil(bits / 7);
    let value = 0;
    for (let index = 0; index < most; index += 1) {
      const byte = this.byte(what);
      if (index < 5) value |= (byte & 0x7f) << (7 * index);
      if (byte >= 0x80) continue;
      if (index === most - 1 && !isSignExtended(byte, bits - 7 * index)) break;
      const shift = 7 * (index + 1);
      return shift < 32 && (byte & 0x40) !== 0 ? value | (-1 << shift) : value;
    }
    throw new Unreadable('malformed', start, `${what} is no ${bits}-bit LEB128`);
  }

  /** Bytes of a name, as text for messages and comparison; invalid UTF-8 is malformed. */
  name(what: string): string {
    const start = this.at;
    const length = this.u32(`the length of ${what}`);
    const from = this.at;
    this.skip(length, what);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes.subarray(from, this.at));
    } catch {
      throw new Unreadable('malformed', start, `${what} is no UTF-8`);
    }
  }
}

/** Whether the bits above the lowest `used` of the last byte repeat the sign. */
function isSignExtended(byte: number, used: number): boolean {
  const above = (byte & 0x7f) >> (used - 1);
  return above === 0 || above === 0x7f >> (used - 1);
}
