// A map of what is only ever added to: forks of it share what they have in common, however much that is.

/** Entries that a fork copies; with more of them they become part of what is shared. */
const MOST_OWN = 64;

/** Keeps the order of insertion. Values are never changed in place. What is shared is copied once something of it is changed or forgotten. */
export class LayeredMap<K, V> extends Map<K, V> {
  /** Never changed any more. */
  #shared: ReadonlyMap<K, V> = new Map();

  /** In place of the argument of the constructor, which `Map` would use before there are fields. */
  static of<K, V>(entries: Iterable<readonly [K, V]>): LayeredMap<K, V> {
    const made = new LayeredMap<K, V>();
    made.#shared = new Map(entries);
    return made;
  }

  fork(): LayeredMap<K, V> {
    if (super.size > MOST_OWN) {
      this.#shared = new Map(this);
      super.clear();
    }
    const made = new LayeredMap<K, V>();
    made.#shared = this.#shared;
    for (const [key, value] of super.entries()) made.set(key, value);
    return made;
  }

  /** Whether both hold the same in the same order; cheap when they share something. */
  equals(other: LayeredMap<K, V>, isEqual: (left: V, right: V) => boolean): boolean {
    if (this.size !== other.size) return false;
    const [left, right] = this.#shared === other.#shared ? [this.#own(), other.#own()] : [this.entries(), other.entries()];
    for (const [key, value] of left) {
      const next = right.next();
      if (next.done === true || next.value[0] !== key || (next.value[1] !== value && !isEqual(value, next.value[1]))) return false;
    }
    return true;
  }

  override get size(): number {
    return this.#shared.size + super.size;
  }

  override get(key: K): V | undefined {
    return super.get(key) ?? this.#shared.get(key);
  }

  override has(key: K): boolean {
    return super.has(key) || this.#shared.has(key);
  }

  override set(key: K, value: V): this {
    if (this.#shared.has(key)) this.#copy();
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    if (this.#shared.has(key)) this.#copy();
    return super.delete(key);
  }

  override clear(): void {
    this.#shared = new Map();
    super.clear();
  }

  override *entries(): Generator<[K, V], undefined> {
    yield* this.#shared.entries();
    yield* super.entries();
    return undefined;
  }

  override *keys(): Generator<K, undefined> {
    yield* this.#shared.keys();
    yield* super.keys();
    return undefined;
  }

  override *values(): Generator<V, undefined> {
    yield* this.#shared.values();
    yield* super.values();
    return undefined;
  }

  override [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }

  override forEach(visit: (value: V, key: K, map: Map<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }

  #own(): MapIterator<[K, V]> {
    return super.entries();
  }

  #copy(): void {
    const entries = [...this.entries()];
    this.clear();
    for (const [key, value] of entries) super.set(key, value);
  }
}
