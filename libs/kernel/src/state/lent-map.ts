// A map of what is changed in place, which can be lent out: whoever asks for a value that is lent gets a copy of it to change.

export class LentMap<K, V> extends Map<K, V> {
  readonly #copy: (value: V) => V;
  /** Keys of values that nobody else has; undefined when that is all of them. */
  #own: Set<K> | undefined;

  constructor(copy: (value: V) => V) {
    super();
    this.#copy = copy;
  }

  static of<K, V>(entries: Iterable<readonly [K, V]>, copy: (value: V) => V): LentMap<K, V> {
    const made = new LentMap<K, V>(copy);
    for (const [key, value] of entries) made.set(key, value);
    return made;
  }

  /** The same values in another map. From now on neither changes what the other has. */
  lend(): LentMap<K, V> {
    const made = new LentMap<K, V>(this.#copy);
    for (const [key, value] of super.entries()) made.set(key, value);
    made.#own = new Set();
    this.#own = new Set();
    return made;
  }

  /** To be changed or read. Values of an iteration are only to be read. */
  override get(key: K): V | undefined {
    const value = super.get(key);
    if (value === undefined || this.#own === undefined || this.#own.has(key)) return value;
    const copied = this.#copy(value);
    this.set(key, copied);
    return copied;
  }

  /** Only to be read. */
  peek(key: K): V | undefined {
    return super.get(key);
  }

  override set(key: K, value: V): this {
    this.#own?.add(key);
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.#own?.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#own?.clear();
    super.clear();
  }
}
