// Reads a file piece by piece: memory for one piece, and for those that somebody keeps a view of.
import { readSync } from 'node:fs';
import { journalIo } from './file-errors.ts';

const PIECE_BYTES = 262_144;

/** Bytes of a journal, by offset. */
export interface ByteWindow {
  /** Fewer bytes than asked for at the end. Never written to again. */
  view(at: number, length: number): Uint8Array;
}

export class FileWindow implements ByteWindow {
  readonly #file: string;
  readonly #fd: number;
  #buffer: Uint8Array = new Uint8Array(0);
  #start = 0;
  #filled = 0;

  constructor(file: string, fd: number) {
    this.#file = file;
    this.#fd = fd;
  }

  view(at: number, length: number): Uint8Array {
    if (at < this.#start || at + length > this.#start + this.#filled) this.#fill(at, length);
    return this.#buffer.subarray(at - this.#start, Math.min(at - this.#start + length, this.#filled));
  }

  #fill(at: number, length: number): void {
    const size = Math.max(length, PIECE_BYTES);
    // A new one each time: views of the last one may be kept. No `Buffer`: its `slice` would not copy.
    this.#buffer = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
    this.#start = at;
    this.#filled = 0;
    try {
      while (this.#filled < size) {
        const read = readSync(this.#fd, this.#buffer, this.#filled, size - this.#filled, at + this.#filled);
        if (read === 0) return;
        this.#filled += read;
      }
    } catch (cause) {
      throw journalIo('read', this.#file, cause);
    }
  }
}
