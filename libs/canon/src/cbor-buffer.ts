// Bytes that grow while CBOR is written: heads in their shortest form, text and byte strings.

/** Longer texts are cheaper to hand to the platform than to copy unit by unit. */
const SHORT_TEXT = 160;
const encoder = new TextEncoder();

export class CborBuffer {
  #bytes: Uint8Array;
  #view: DataView;
  #at = 0;

  /** @param size bytes at first */
  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get capacity(): number {
    return this.#bytes.length;
  }

  clear(): void {
    this.#at = 0;
  }

  /** A view of what was written, until it is cleared. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#at] = value;
    this.#at += 1;
  }

  /** @param major type in the upper three bits @param value from 0 to 2^53 - 1 */
  head(major: number, value: number): void {
    this.#reserve(9);
    const bytes = this.#bytes;
    if (value < 24) {
      bytes[this.#at] = major | value;
      this.#at += 1;
    } else if (value < 0x100) {
      bytes[this.#at] = major | 24;
      bytes[this.#at + 1] = value;
      this.#at += 2;
    } else if (value < 0x1_0000) {
      bytes[this.#at] = major | 25;
      this.#view.setUint16(this.#at + 1, value);
      this.#at += 3;
    } else if (value < 0x1_0000_0000) {
      bytes[this.#at] = major | 26;
      this.#view.setUint32(this.#at + 1, value);
      this.#at += 5;
    } else {
      bytes[this.#at] = major | 27;
      this.#view.setUint32(this.#at + 1, Math.floor(value / 0x1_0000_0000));
      this.#view.setUint32(this.#at + 5, value >>> 0);
      this.#at += 9;
    }
  }

  /** @param value from 0 to 2^64 - 1 */
  wideHead(major: number, value: bigint): void {
    if (value <= 0xffff_ffffn) return this.head(major, Number(value));
    this.#reserve(9);
    this.#bytes[this.#at] = major | 27;
    this.#view.setBigUint64(this.#at + 1, value);
    this.#at += 9;
  }

  /** Head and content of a byte string. */
  sized(major: number, content: Uint8Array): void {
    this.head(major, content.length);
    this.#reserve(content.length);
    this.#bytes.set(content, this.#at);
    this.#at += content.length;
  }

  /** Head and content of short text in ASCII. @returns false, with nothing written, for any other text */
  asciiText(major: number, text: string): boolean {
    const { length } = text;
    if (length > SHORT_TEXT) return false;
    this.#reserve(length + 2);
    const start = this.#at;
    const bytes = this.#bytes;
    let at = start;
    if (length < 24) bytes[at++] = major | length;
    else {
      bytes[at++] = major | 24;
      bytes[at++] = length;
    }
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return false;
      bytes[at++] = unit;
    }
    this.#at = at;
    return true;
  }

  /** Head and content of any well-formed text. */
  text(major: number, text: string): void {
    const size = Buffer.byteLength(text);
    this.head(major, size);
    this.#reserve(size);
    encoder.encodeInto(text, this.#bytes.subarray(this.#at, this.#at + size));
    this.#at += size;
  }

  #reserve(more: number): void {
    const needed = this.#at + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
