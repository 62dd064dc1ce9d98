// Counts what a series of runs has reached, so that a test that reaches nothing fails.
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  /** Names below their bound, as text; '' when there are none. */
  below(bounds: Readonly<Record<string, number>>): string {
    return Object.entries(bounds)
      .filter(([name, least]) => (this.#counts.get(name) ?? 0) < least)
      .map(([name, least]) => `${name}: ${this.#counts.get(name) ?? 0}, expected ${least}`)
      .join('\n');
  }

  toString(): string {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`).join(', ');
  }
}
