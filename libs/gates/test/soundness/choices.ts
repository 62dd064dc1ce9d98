// Goes through every combination of choices, one run after another.

interface Choice {
  readonly of: number;
  made: number;
}

export class Choices {
  readonly #trail: Choice[] = [];
  #at = 0;

  /** At least 0, below `of`: the same as in the run before, but for the last choice that has others left. */
  choose(of: number): number {
    if (of < 2) return 0;
    const known = this.#trail[this.#at];
    this.#at += 1;
    if (known) return known.made;
    this.#trail.push({ of, made: 0 });
    return 0;
  }

  /** Whether this run has left the way of the run before. */
  get isNew(): boolean {
    return this.#at >= this.#trail.length;
  }

  /** Begins the next run; false when there is none. */
  next(): boolean {
    this.#at = 0;
    for (let last = this.#trail.at(-1); last; last = this.#trail.at(-1)) {
      if (last.made + 1 < last.of) {
        last.made += 1;
        return true;
      }
      this.#trail.pop();
    }
    return false;
  }
}
