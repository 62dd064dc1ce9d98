// Sets of small numbers: what is known at each of a thousand steps stays cheap to copy, join and compare.

const WORD = 32;

/** A mutable set of natural numbers that grows as needed. */
export class Bits {
  /** Signed: an array of small integers is cheaper to make and to collect than a typed one. */
  #words: number[] = [];
  /** Whether a copy has the same words: they are then copied before they are written to. */
  #isShared = false;

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
    const words = this.#own(word + 1);
    words[word] = (words[word] ?? 0) | (1 << (member & 31));
    return this;
  }

  addAll(other: Bits): this {
    if (other.#words === this.#words) return this;
    const words = this.#own(other.#words.length);
    for (let word = 0; word < other.#words.length; word += 1) words[word] = (words[word] ?? 0) | (other.#words[word] ?? 0);
    return this;
  }

  /** Keeps what `other` holds too. */
  keep(other: Bits): this {
    if (other.#words === this.#words) return this;
    const words = this.#own(0);
    for (let word = 0; word < words.length; word += 1) words[word] = (words[word] ?? 0) & (other.#words[word] ?? 0);
    return this;
  }

  drop(other: Bits): this {
    const theirs = other.#words;
    const words = this.#own(0);
    for (let word = 0; word < words.length; word += 1) words[word] = (words[word] ?? 0) & ~(theirs[word] ?? 0);
    return this;
  }

  copy(): Bits {
    const copy = new Bits();
    copy.#words = this.#words;
    copy.#isShared = true;
    this.#isShared = true;
    return copy;
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

  /** The words, at least as many, to be written to. */
  #own(length: number): number[] {
    if (this.#isShared) {
      this.#words = this.#words.slice();
      this.#isShared = false;
    }
    while (this.#words.length < length) this.#words.push(0);
    return this.#words;
  }
}
