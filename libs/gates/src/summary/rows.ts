// The plans and modules of one world, found by name.
import { shortName, type Bounds } from './bounds.ts';
import { OTHERS, Row, type RowKind } from './row.ts';

export class Rows {
  readonly #bounds: Bounds;
  readonly #rows = new Map<string, Row>();
  /** What belongs to no plan or module, or to one that was forgotten. */
  readonly unattributed: Row;
  /** Names beyond the bound, each record of them anew. */
  pooled = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.unattributed = new Row('module', '', bounds);
  }

  plan(name: string): Row {
    return this.#find('plan', name);
  }

  /** A workflow as soon as one record says so: faults and calls of reducers look alike. */
  module(name: string, isWorkflow: boolean): Row {
    const row = this.#find('module', name);
    if (isWorkflow) row.kind = 'workflow';
    return row;
  }

  *[Symbol.iterator](): Generator<Row, void> {
    yield* this.#rows.values();
  }

  #find(kind: RowKind, name: string): Row {
    const key = `${kind} ${name.length > 256 ? shortName(name) : name}`;
    const known = this.#rows.get(key);
    if (known) return known;
    if (this.#rows.size < this.#bounds.rows) return this.#make(key, kind, shortName(name));
    this.pooled += 1;
    const others = `${kind} ${OTHERS}`;
    return this.#rows.get(others) ?? this.#make(others, kind, OTHERS);
  }

  #make(key: string, kind: RowKind, name: string): Row {
    const row = new Row(kind, name, this.#bounds);
    this.#rows.set(key, row);
    return row;
  }
}
