// The steps of a plan as a graph: order, reachability, and what lies on every path.

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Position in the plan's `edges`. */
  readonly index: number;
}

/** A directed graph over step ids; parallel and dangling edges must have been reported before. */
export class PlanGraph {
  /** In declared order. */
  readonly ids: readonly string[];
  readonly #into = new Map<string, GraphEdge[]>();
  readonly #outOf = new Map<string, GraphEdge[]>();

  constructor(ids: readonly string[], edges: readonly GraphEdge[]) {
    this.ids = ids;
    for (const id of ids) {
      this.#into.set(id, []);
      this.#outOf.set(id, []);
    }
    for (const edge of edges) {
      const into = this.#into.get(edge.to);
      const outOf = this.#outOf.get(edge.from);
      if (!into || !outOf) continue;
      into.push(edge);
      outOf.push(edge);
    }
  }

  into(id: string): readonly GraphEdge[] {
    return this.#into.get(id) ?? [];
  }

  outOf(id: string): readonly GraphEdge[] {
    return this.#outOf.get(id) ?? [];
  }

  /** Steps in an order in which every edge points forward (declared order among equals); undefined when there is a cycle. */
  order(): readonly string[] | undefined {
    const waiting = new Map(this.ids.map((id) => [id, this.into(id).length]));
    const ready = this.ids.filter((id) => waiting.get(id) === 0);
    const ordered: string[] = [];
    for (let next = 0; next < ready.length; next += 1) {
      const id = ready[next];
      if (id === undefined) break;
      ordered.push(id);
      for (const edge of this.outOf(id)) {
        const left = (waiting.get(edge.to) ?? 0) - 1;
        waiting.set(edge.to, left);
        if (left === 0) ready.push(edge.to);
      }
    }
    return ordered.length === this.ids.length ? ordered : undefined;
  }

  /** One cycle as the steps along it, beginning with the step declared first; undefined when there is none. */
  cycle(): readonly string[] | undefined {
    const done = new Set<string>();
    for (const start of this.ids) {
      const found = this.#cycleFrom(start, done);
      if (found) return found;
    }
    return undefined;
  }

  /** Every step that can be reached from `id` by at least one edge. */
  after(id: string): ReadonlySet<string> {
    return this.#reach(id, (step) => this.outOf(step).map((edge) => edge.to));
  }

  /** Every step from which `id` can be reached by at least one edge. */
  before(id: string): ReadonlySet<string> {
    return this.#reach(id, (step) => this.into(step).map((edge) => edge.from));
  }

  #reach(id: string, next: (step: string) => readonly string[]): ReadonlySet<string> {
    const seen = new Set<string>();
    const open = [...next(id)];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen.has(step)) continue;
      seen.add(step);
      open.push(...next(step));
    }
    return seen;
  }

  /** Depth-first with a stack of its own, so that a plan of 10,000 steps in a row does not overflow the host's. */
  #cycleFrom(start: string, done: Set<string>): readonly string[] | undefined {
    if (done.has(start)) return undefined;
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    const onPath = new Set([start]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = this.outOf(top.id)[top.next];
      top.next += 1;
      if (!edge) {
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
      } else if (onPath.has(edge.to)) {
        return path.slice(path.findIndex((entry) => entry.id === edge.to)).map((entry) => entry.id);
      } else if (!done.has(edge.to)) {
        path.push({ id: edge.to, next: 0 });
        onPath.add(edge.to);
      }
    }
    return undefined;
  }
}
