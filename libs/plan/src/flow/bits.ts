// Sets of small numbers: what is known at each of a thousand steps stays cheap to copy, join and compare.

const WORD = 32;
/** Shared by all empty sets: a typed array is costly to make, and one without words is never written to. */
const NO_WORDS = new Uint32Array(0);

/** A mutable set of natural numbers that grows as needed. */
export class Bits {
  #words: Uint32Array;

  constructor(words = NO_WORDS) {
    this.#words = words;
  }

  static of(...members: readonly number[]): Bits {
    const bits = new Bits();
    for (const member of members) bits.add(member);
    return bits;
  }

  has(member: number): boolean {
    return ((this.#words[member >>> 5] ?? 0) & (1 << (member & 31))) !== 0;
  }

  add(member: number): this {
    const word = member >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (member & 31));
    return this;
  }

  addAll(other: Bits): this {
    if (other.#words.length > this.#words.length) this.#grow(other.#words.length);
    for (let word = 0; word < other.#words.length; word += 1) {
      this.#words[word] = (this.#words[word] ?? 0) | (other.#words[word] ?? 0);
    }
    return this;
  }

  /** Keeps what `other` holds too. */
  keep(other: Bits): this {
    for (let word = 0; word < this.#words.length; word += 1) {
      this.#words[word] = (this.#words[word] ?? 0) & (other.#words[word] ?? 0);
    }
    return this;
  }

  drop(other: Bits): this {
    for (let word = 0; word < this.#words.length; word += 1) {
      this.#words[word] = (this.#words[word] ?? 0) & ~(other.#words[word] ?? 0);
    }
    return this;
  }

  copy(): Bits {
    return this.#words.length === 0 ? new Bits() : new Bits(this.#words.slice());
  }

  /** In ascending order. */
  *members(): IterableIterator<number> {
    for (let word = 0; word < this.#words.length; word += 1) {
      let rest = this.#words[word] ?? 0;
      while (rest !== 0) {
        const lowest = rest & -rest;
        yield word * WORD + (31 - Math.clz32(lowest));
        rest ^= lowest;
      }
    }
  }

  /** The smallest number that both hold. */
  firstCommon(other: Bits): number | undefined {
    const length = Math.min(this.#words.length, other.#words.length);
    for (let word = 0; word < length; word += 1) {
      const common = (this.#words[word] ?? 0) & (other.#words[word] ?? 0);
      if (common !== 0) return word * WORD + (31 - Math.clz32(common & -common));
    }
    return undefined;
  }

  /** Whether one set holds an even number and the other its successor, or the other way round. */
  meetsTwin(other: Bits): boolean {
    const length = Math.min(this.#words.length, other.#words.length);
    for (let word = 0; word < length; word += 1) {
      const theirs = other.#words[word] ?? 0;
      const twins = ((theirs & 0x55555555) << 1) | ((theirs >>> 1) & 0x55555555);
      if (((this.#words[word] ?? 0) & twins) !== 0) return true;
    }
    return false;
  }

  #grow(length: number): void {
    const words = new Uint32Array(Math.max(length, this.#words.length * 2));
    words.set(this.#words);
    this.#words = words;
  }
}
