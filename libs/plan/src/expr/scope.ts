// What an expression may refer to where it stands, and what is known there.
import type { FindingCode, Problem } from '@nx-air/air';
import type { FactTable, Facts, Knowledge } from '../flow/facts.ts';
import { copyFacts } from '../flow/facts.ts';
import type { Formula } from '../flow/formula.ts';
import type { Schemas } from '../schemas.ts';
import type { Reference } from './reference.ts';
import type { Type } from './type.ts';

export type Detail = Partial<Pick<Problem, 'expected' | 'actual' | 'hint' | 'related' | 'at'>>;

/** Takes a finding; `at` is the pointer of an expression node relative to its slot. */
export type Report = (code: FindingCode, at: string, detail?: Detail) => void;

/** What a reference begins at. `key` names the value for facts; undefined when it may change while it is looked at. */
export interface Root {
  readonly type: Type;
  readonly key: string | undefined;
  /** The segments still to be followed. */
  readonly path: readonly string[];
}

/** How references resolve at one place; unknown and unbound ones are reported and answer undefined. */
export interface Resolver {
  root(reference: Reference, at: string, scope: TypeScope): Root | undefined;
}

/** The typing environment of one slot. Immutable: `assume` gives a new one. */
export class TypeScope {
  readonly schemas: Schemas;
  readonly table: FactTable;
  readonly report: Report;
  readonly #facts: Facts;
  readonly #resolver: Resolver;
  /** Without flow analysis (a broken graph) everything optional counts as checked, so that no noise follows. */
  readonly flow: boolean;
  readonly #forgiven: Facts | undefined;

  constructor(from: {
    readonly schemas: Schemas;
    readonly table: FactTable;
    readonly facts: Facts;
    readonly resolver: Resolver;
    readonly report: Report;
    readonly flow: boolean;
    /** Takes what was reported as not known, so that the same is not reported again. */
    readonly forgiven?: Facts | undefined;
  }) {
    this.schemas = from.schemas;
    this.table = from.table;
    this.#facts = from.facts;
    this.#resolver = from.resolver;
    this.report = from.report;
    this.flow = from.flow;
    this.#forgiven = from.forgiven;
  }

  root(reference: Reference, at: string): Root | undefined {
    return this.#resolver.root(reference, at, this);
  }

  knows(subject: string | undefined, token: string): Knowledge {
    if (subject === undefined) return 'maybe';
    const known = this.table.knows(this.#facts, subject, token);
    return known !== 'maybe' || !this.#forgiven ? known : this.table.knows(this.#forgiven, subject, token);
  }

  /** After a finding that says so is not known: takes it as known from here on. */
  forgive(subject: string | undefined, token: string, holds: boolean): void {
    if (subject === undefined || !this.#forgiven) return;
    this.table.assume(this.#forgiven, this.table.is(subject, token), holds);
  }

  /** The same scope where pointers of expressions begin deeper. */
  inSlot(base: string): TypeScope {
    const outer = this.report;
    return this.#with({ report: (code, at, detail) => outer(code, base + at, detail) });
  }

  assume(formula: Formula | undefined, holds: boolean): TypeScope {
    if (!formula) return this;
    const facts = copyFacts(this.#facts);
    this.table.assume(facts, formula, holds);
    return this.#with({ facts });
  }

  #with(change: { readonly report?: Report; readonly facts?: Facts }): TypeScope {
    const { schemas, table, report, flow } = this;
    const forgiven = this.#forgiven;
    return new TypeScope({ schemas, table, report, flow, forgiven, facts: this.#facts, resolver: this.#resolver, ...change });
  }
}
