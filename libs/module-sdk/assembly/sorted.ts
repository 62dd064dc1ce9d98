// Collects items or entries in any order and writes them in the order of their bytes, as sets and maps are.
import { compareMemory } from './compare';
import { Writer } from './writer';

class Piece {
  constructor(
    /** What the order goes by: the item of a set, the key of an entry. */
    readonly key: Writer,
    readonly value: Writer | null,
  ) {}
}

function compare(left: Piece, right: Piece): i32 {
  return compareMemory(left.key.start, left.key.size, right.key.start, right.key.size);
}

export class Sorted {
  private pieces: Piece[] = [];

  /** Where the next item of a set is to be written. */
  item(): Writer {
    const writer = new Writer();
    this.pieces.push(new Piece(writer, null));
    return writer;
  }

  /** Adds an entry of a map. */
  entry(key: Writer, value: Writer): void {
    this.pieces.push(new Piece(key, value));
  }

  /** Items with equal bytes count once. */
  writeSet(to: Writer): void {
    const sorted = this.sort();
    let count = 0;
    for (let index = 0; index < sorted.length; index++) if (index == 0 || compare(sorted[index - 1], sorted[index]) != 0) count += 1;
    to.list(count);
    for (let index = 0; index < sorted.length; index++) {
      if (index == 0 || compare(sorted[index - 1], sorted[index]) != 0) to.raw(sorted[index].key.start, sorted[index].key.size);
    }
  }

  writeMap(to: Writer): void {
    const sorted = this.sort();
    to.map(sorted.length);
    for (let index = 0; index < sorted.length; index++) {
      const piece = sorted[index];
      to.raw(piece.key.start, piece.key.size);
      const value = piece.value;
      if (value !== null) to.raw(value.start, value.size);
    }
  }

  /** Merges runs bottom up: no comparator function, so that a module needs no table. */
  private sort(): Piece[] {
    let from = this.pieces;
    let to = from.slice();
    for (let width = 1; width < from.length; width <<= 1) {
      for (let start = 0; start < from.length; start += width << 1) mergeRuns(from, to, start, width);
      const swap = from;
      from = to;
      to = swap;
    }
    return from;
  }
}

function mergeRuns(from: Piece[], to: Piece[], start: i32, width: i32): void {
  const middle = min(start + width, from.length);
  const end = min(start + (width << 1), from.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
    to[at] = takeLeft ? from[left] : from[right];
    if (takeLeft) left += 1;
    else right += 1;
  }
}
