// Reads canonical CBOR from memory, front to back; anything else ends the call.
import { compareMemory } from './compare';
import { readUtf8, utf8Length } from './utf8';

const NULL: u8 = 0xf6;
const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;

export class Reader {
  constructor(
    /** The next byte. */
    private at: usize,
    private end: usize,
  ) {}

  /** A reader behind the prefix d9d9f7 of a whole value. */
  static open(pointer: usize, size: i32): Reader {
    if (size < 4 || load<u8>(pointer) != 0xd9 || load<u8>(pointer, 1) != 0xd9 || load<u8>(pointer, 2) != 0xf7) throw new Error('not canonical CBOR');
    return new Reader(pointer + 3, pointer + size);
  }

  static of(bytes: Uint8Array): Reader {
    return Reader.open(bytes.dataStart, bytes.length);
  }

  /** A reader that stands where this one does. */
  again(): Reader {
    return new Reader(this.at, this.end);
  }

  /** Must follow the value that a whole input is. */
  done(): void {
    if (this.at != this.end) throw new Error('not canonical CBOR');
  }

  isNull(): bool {
    if (this.at >= this.end) throw new Error('not canonical CBOR');
    return load<u8>(this.at) == NULL;
  }

  null(): void {
    if (!this.isNull()) throw new Error('a value of another type than the schema says');
    this.at += 1;
  }

  bool(): bool {
    if (this.at >= this.end) throw new Error('not canonical CBOR');
    const byte = load<u8>(this.at);
    if (byte != FALSE && byte != TRUE) throw new Error('a value of another type than the schema says');
    this.at += 1;
    return byte == TRUE;
  }

  /** `nat` and `time`. */
  nat(): u64 {
    return this.head(0);
  }

  /** `int` and `duration`. */
  int(): i64 {
    if (this.at < this.end && load<u8>(this.at) >> 5 == 1) {
      const magnitude = this.head(1);
      if (magnitude > <u64>i64.MAX_VALUE) throw new Error('an integer outside of its range');
      return -1 - <i64>magnitude;
    }
    const value = this.head(0);
    if (value > <u64>i64.MAX_VALUE) throw new Error('an integer outside of its range');
    return <i64>value;
  }

  /** `text`, `hash`, `uuid` and `dec128`. */
  text(): string {
    const from = this.string(3);
    return readUtf8(from, this.at);
  }

  bytes(): Uint8Array {
    const from = this.string(2);
    const bytes = new Uint8Array(<i32>(this.at - from));
    memory.copy(bytes.dataStart, from, this.at - from);
    return bytes;
  }

  /** Steps over a byte string and answers a reader of the whole value inside. */
  inner(): Reader {
    const from = this.string(2);
    return Reader.open(from, <i32>(this.at - from));
  }

  /** Number of items, which follow. */
  list(): i32 {
    return this.count(4, 1);
  }

  /** Number of entries, which follow: key, value, key, value. */
  map(): i32 {
    return this.count(5, 2);
  }

  /** A map with exactly this number of entries. */
  fields(count: i32): void {
    if (this.map() != count) throw new Error('another number of fields than the schema says');
  }

  key(name: string): void {
    if (!this.tryKey(name)) throw new Error(`expected the key ${name}`);
  }

  /** Steps over the key when it is the next one. */
  tryKey(name: string): bool {
    const before = this.at;
    if (before >= this.end || load<u8>(before) >> 5 != 3) return false;
    const from = this.string(3);
    if (<i32>(this.at - from) == utf8Length(name) && isText(from, this.at, name)) return true;
    this.at = before;
    return false;
  }

  /** Where the next value begins: for `ascending`. */
  get position(): usize {
    return this.at;
  }

  /** Ends the call unless the bytes from `start` to here come after those from `before` to `beforeEnd`. */
  ascending(before: usize, beforeEnd: usize, start: usize): void {
    if (compareMemory(before, <i32>(beforeEnd - before), start, <i32>(this.at - start)) >= 0) throw new Error('keys or items that are not sorted or not unique');
  }

  private string(major: u8): usize {
    const size = this.head(major);
    if (size > <u64>(this.end - this.at)) throw new Error('not canonical CBOR');
    const from = this.at;
    this.at += <usize>size;
    return from;
  }

  private count(major: u8, least: u64): i32 {
    const count = this.head(major);
    if (count * least > <u64>(this.end - this.at) || count > 0x7fffffff) throw new Error('not canonical CBOR');
    return <i32>count;
  }

  private head(major: u8): u64 {
    if (this.at >= this.end) throw new Error('not canonical CBOR');
    const first = load<u8>(this.at);
    if (first >> 5 != major) throw new Error('a value of another type than the schema says');
    const info = first & 31;
    this.at += 1;
    if (info < 24) return info;
    if (info > 27) throw new Error('not canonical CBOR');
    const size = <usize>1 << (info - 24);
    if (this.end - this.at < size) throw new Error('not canonical CBOR');
    let value: u64 = 0;
    for (let index: usize = 0; index < size; index++) value = (value << 8) | load<u8>(this.at + index);
    const least: u64 = size == 1 ? 24 : <u64>1 << (<u64>size << 2);
    if (value < least) throw new Error('not canonical CBOR');
    this.at += size;
    return value;
  }
}

function isText(from: usize, end: usize, text: string): bool {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return readUtf8(from, end) == text;
    if (unit != <i32>load<u8>(from + at)) return false;
  }
  return true;
}
