// Writes the primitives of the WASM binary format.

/** A growing run of bytes. */
export class Writer {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(...bytes: readonly number[]): this {
    return this.raw(Uint8Array.from(bytes));
  }

  raw(bytes: Uint8Array): this {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
    return this;
  }

  u32(value: number): this {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    return this.byte(rest);
  }

  /** Signed LEB128 of a safe integer. */
  signed(value: number): this {
    let rest = value;
    while (rest < -0x40 || rest > 0x3f) {
      const low = ((rest % 0x80) + 0x80) % 0x80;
      this.byte(low | 0x80);
      rest = (rest - low) / 0x80;
    }
    return this.byte(rest & 0x7f);
  }

  /** Preceded by its length. */
  block(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes);
  }

  text(ascii: string): this {
    return this.block(Uint8Array.from(ascii, (character) => character.charCodeAt(0)));
  }

  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
