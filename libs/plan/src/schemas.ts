// The schemas of one world by name, and the resolving of references between them.
import { builtin } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import { termOf, type OpenTerm, type Term } from './terms.ts';

/** A chain of references longer than this is a cycle without a constructor in it. */
const LONGEST_CHAIN = 64;

/** Looks up schemas; `type` hands over the `type` member of a world's own or imported defschema. */
export class Schemas {
  readonly #type: (name: string) => JsonValue | undefined;
  readonly #terms = new Map<string, Term | undefined>();

  constructor(type: (name: string) => JsonValue | undefined) {
    this.#type = type;
  }

  /** The term of a schema, built-ins included; undefined when there is no such schema. */
  named(name: string): Term | undefined {
    if (!this.#terms.has(name)) {
      const own = this.#type(name);
      this.#terms.set(name, termOf(own ?? builtin('defschema', name)?.node['type']));
    }
    return this.#terms.get(name);
  }

  /** Follows references until a constructor shows; undefined for a dangling or endless reference. */
  open(term: Term): OpenTerm | undefined {
    let current: Term | undefined = term;
    for (let step = 0; step < LONGEST_CHAIN; step += 1) {
      if (current === undefined || current.kind !== 'ref') return current;
      current = this.named(current.name);
    }
    return undefined;
  }
}
