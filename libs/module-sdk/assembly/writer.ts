// Writes canonical CBOR into memory that it owns.
import { utf8Length, writeUtf8 } from './utf8';

const FIRST_CAPACITY = 64;

export class Writer {
  /** Where the bytes begin; moves when they outgrow their place. */
  start: usize = heap.alloc(FIRST_CAPACITY);
  size: i32 = 0;
  private capacity: i32 = FIRST_CAPACITY;

  /** A writer of a whole value, which begins with d9d9f7. */
  static open(): Writer {
    const writer = new Writer();
    writer.byte(0xd9);
    writer.byte(0xd9);
    writer.byte(0xf7);
    return writer;
  }

  null(): void {
    this.byte(0xf6);
  }

  bool(value: bool): void {
    this.byte(value ? 0xf5 : 0xf4);
  }

  nat(value: u64): void {
    this.head(0, value);
  }

  int(value: i64): void {
    if (value < 0) this.head(1, <u64>(-1 - value));
    else this.head(0, <u64>value);
  }

  text(value: string): void {
    const size = utf8Length(value);
    this.head(3, size);
    writeUtf8(value, this.reserve(size));
  }

  bytes(value: Uint8Array): void {
    this.string(value.dataStart, value.length);
  }

  /** A byte string that holds what another writer wrote. */
  inner(value: Writer): void {
    this.string(value.start, value.size);
  }

  list(count: i32): void {
    this.head(4, count);
  }

  /** Entries must follow in canonical order: keys with fewer bytes first, then by bytes. */
  map(count: i32): void {
    this.head(5, count);
  }

  /** Bytes that are CBOR already. */
  raw(pointer: usize, size: i32): void {
    memory.copy(this.reserve(size), pointer, size);
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(this.size);
    memory.copy(bytes.dataStart, this.start, this.size);
    return bytes;
  }

  private string(pointer: usize, size: i32): void {
    this.head(2, size);
    this.raw(pointer, size);
  }

  private head(major: u8, value: u64): void {
    const type = major << 5;
    if (value < 24) return this.byte(type | <u8>value);
    if (value < 0x100) return this.wide(type | 24, value, 1);
    if (value < 0x10000) return this.wide(type | 25, value, 2);
    if (value < 0x100000000) return this.wide(type | 26, value, 4);
    this.wide(type | 27, value, 8);
  }

  private wide(first: u8, value: u64, size: i32): void {
    const to = this.reserve(size + 1);
    store<u8>(to, first);
    for (let index = 1; index <= size; index++) store<u8>(to + index, <u8>(value >> (<u64>(size - index) << 3)));
  }

  private byte(value: u8): void {
    store<u8>(this.reserve(1), value);
  }

  /** Makes room for `more` bytes and answers where they go. */
  private reserve(more: i32): usize {
    const size = this.size + more;
    if (size < this.size) throw new Error('more than 2 GiB');
    if (size > this.capacity) {
      this.capacity = max(size, this.capacity << 1);
      this.start = heap.realloc(this.start, this.capacity);
    }
    const at = this.start + this.size;
    this.size = size;
    return at;
  }
}
