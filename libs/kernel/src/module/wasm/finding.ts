// What the load gate says of a module: data, with the offset of the byte that is to blame.

export type ModuleFindingCode =
  | 'not_wasm'
  | 'truncated'
  | 'bad_length'
  | 'malformed'
  | 'invalid'
  | 'too_large'
  | 'import'
  | 'start'
  | 'float'
  | 'simd'
  | 'atomics'
  | 'reference_types'
  | 'bulk_memory'
  | 'exceptions'
  | 'gc'
  | 'tail_call'
  | 'unknown_opcode'
  | 'no_memory'
  | 'second_memory'
  | 'shared_memory'
  | 'memory64'
  | 'unbounded_memory'
  | 'memory_limit'
  | 'second_table'
  | 'unbounded_table'
  | 'table_limit'
  | 'segment_bounds'
  | 'missing_export'
  | 'unexpected_export'
  | 'export_type';

/** `what`: what stands there and what was expected, without the offset. */
export interface ModuleFinding {
  readonly code: ModuleFindingCode;
  /** In bytes from the start of the module. */
  readonly offset: number;
  readonly what: string;
}

/** Ends the reading of a module or of a function; never leaves the load gate. */
export class Unreadable extends Error {
  readonly finding: ModuleFinding;

  constructor(code: ModuleFindingCode, offset: number, what: string) {
    super(what);
    this.finding = { code, offset, what };
  }
}

const MOST_FINDINGS = 20;

/** Collects findings: one for each code and text. */
export class Findings {
  readonly #found = new Map<string, ModuleFinding>();

  add(code: ModuleFindingCode, offset: number, what: string): void {
    const key = `${code} ${what}`;
    if (!this.#found.has(key) && this.#found.size < MOST_FINDINGS) this.#found.set(key, { code, offset, what });
  }

  /** Runs a part of the reading; what ends it becomes a finding. Answers undefined then. */
  within<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.add(error.finding.code, error.finding.offset, error.finding.what);
      return undefined;
    }
  }

  /** In the order of the bytes. */
  list(): readonly ModuleFinding[] {
    return [...this.#found.values()].sort((a, b) => a.offset - b.offset || (a.code < b.code ? -1 : 1));
  }
}
