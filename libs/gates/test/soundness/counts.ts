// How often something was met in a random test.

export class Counts {
  readonly #groups = new Map<string, Map<string, number>>();

  add(group: string, name: string): void {
    const names = this.#groups.get(group) ?? new Map<string, number>();
    names.set(name, (names.get(name) ?? 0) + 1);
    this.#groups.set(group, names);
  }

  of(group: string, name: string): number {
    return this.#groups.get(group)?.get(name) ?? 0;
  }

  /** The names that were met less often, with their counts. */
  below(least: number, group: string, names: readonly string[]): readonly string[] {
    return names.filter((name) => this.of(group, name) < least).map((name) => `${name}: ${this.of(group, name)}`);
  }

  text(): string {
    const line = ([group, names]: [string, Map<string, number>]): string =>
      `${group}: ${[...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`).join(', ')}`;
    return [...this.#groups].map(line).join('\n');
  }
}
