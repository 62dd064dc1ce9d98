// What is known at a place of a plan, and what follows from it.
import { holdsFor, numbersBeside, OTHER, whatFollows, type Atom, type Candidate } from './atom.ts';
import { Bits } from './bits.ts';
import { clausesOf, eachAtom, holdsUnder, NEVER, not, type Clause, type Formula } from './formula.ts';

export type Knowledge = 'yes' | 'no' | 'maybe';

/** A set of propositions that hold together: `literals` by number, longer disjunctions by their number in the table. */
export interface Facts {
  readonly literals: Bits;
  readonly clauses: Bits;
}

export function noFacts(): Facts {
  return { literals: new Bits(), clauses: new Bits() };
}

export function copyFacts(facts: Facts): Facts {
  return { literals: facts.literals.copy(), clauses: facts.clauses.copy() };
}

interface Subject {
  readonly atoms: Map<string, number>;
  /** The same atoms, in the order in which they were named. */
  readonly numbers: number[];
  /** The literals that state its value. */
  readonly values: Bits;
  /** Whether an atom compares it by order. */
  ordered: boolean;
  /** Whether the subject has no value but those in `atoms`. */
  closed: boolean;
}

/** More combinations of values than this are not tried: the answer is then "unknown". */
const MOST_CASES = 4096;
const MOST_SUBJECTS = 10;
/** A value that is compared with more numbers than this is not gone through. */
const MOST_BOUNDS = 100;
const LONGEST_KEY = 80;

/**
 * Atoms by subject and value. A subject names a value that never changes during one run (a field of the input, the
 * value of a step, a variable as certain steps left it), so facts never expire.
 */
export class FactTable {
  readonly #subjects = new Map<string, Subject>();
  readonly #atoms: Atom[] = [];
  readonly #clauses: Clause[] = [];
  readonly #clauseIds = new Map<string, number>();
  readonly #clausesAbout = new Map<string, number[]>();
  readonly #short = new Map<string, string>();
  #fresh = 0;

  /** A subject that nothing else is known about. */
  fresh(): string {
    this.#fresh += 1;
    return `?${this.#fresh}`;
  }

  /** A name of bounded length, the same for the same key: keys are built from keys along the whole plan. */
  shorten(key: string): string {
    if (key.length <= LONGEST_KEY) return key;
    const known = this.#short.get(key) ?? `k${this.#short.size}`;
    this.#short.set(key, known);
    return known;
  }

  /** States every value that a subject can have. */
  close(subject: string, tokens: readonly string[]): void {
    for (const token of tokens) this.#atom(subject, token);
    this.#subject(subject).closed = true;
  }

  /** That the subject has this value; never, where all its values are stated and this is none of them. `at`: the integer that it is. */
  is(subject: string, token: string, at?: bigint): Formula {
    const known = this.#subjects.get(subject);
    if (known?.closed === true && !known.atoms.has(token)) return NEVER;
    return { k: 'is', atom: this.#atom(subject, token, { test: 'is', at }) };
  }

  /** That the subject is an integer less than this one. */
  below(subject: string, at: bigint): Formula {
    const atom = this.#atom(subject, `<${at}`, { test: 'below', at });
    this.#subject(subject).ordered = true;
    return { k: 'is', atom };
  }

  knows(facts: Facts, subject: string, token: string): Knowledge {
    const known = this.#subjects.get(subject);
    if (!known) return 'maybe';
    const asked = known.atoms.get(token);
    let others = 0;
    for (const atom of known.numbers) {
      if (known.ordered && this.#atoms[atom]?.test === 'below') continue;
      if (facts.literals.has(atom * 2)) return atom === asked ? 'yes' : 'no';
      if (!facts.literals.has(atom * 2 + 1)) others += atom === asked ? 0 : 1;
      else if (atom === asked) return 'no';
    }
    return known.closed && others === 0 && asked !== undefined ? 'yes' : 'maybe';
  }

  /** Adds that the formula holds, or does not. */
  assume(facts: Facts, formula: Formula, holds = true): void {
    for (const clause of clausesOf(formula, holds)) {
      const [only] = clause;
      if (only !== undefined && clause.length === 1) this.#assumeLiteral(facts, only);
      else if (clause.length > 1) facts.clauses.add(this.#clause(clause));
    }
  }

  /** Whether the formula can hold under the facts; undefined where that would take too long to say. */
  canHold(formula: Formula, facts: Facts): boolean | undefined {
    const subjects = new Set<string>();
    const add = (atom: number): void => void subjects.add(this.#atoms[atom]?.subject ?? '');
    eachAtom(formula, add);
    const clauses = this.#clausesOver(subjects, facts);
    for (const clause of clauses) for (const literal of clause) add(literal >> 1);
    if (subjects.size > MOST_SUBJECTS || [...subjects].some((subject) => this.#isLong(subject))) return undefined;
    const domains = [...subjects].map((subject) => this.#valuesOf(subject, facts));
    if (domains.reduce((product, values) => product * values.length, 1) > MOST_CASES) return undefined;
    return this.#search([...subjects], domains, new Map(), formula, clauses);
  }

  /** Whether the facts leave the formula no choice but to hold. */
  implies(facts: Facts, formula: Formula): boolean {
    return this.canHold(not(formula), facts) === false;
  }

  /** Whether both sets cannot hold in one run, as far as propagating single literals shows. */
  contradict(left: Facts, right: Facts): boolean {
    if (left.literals.meetsTwin(right.literals)) return true;
    const all = copyFacts(left);
    all.literals.addAll(right.literals);
    let open = [...all.clauses.addAll(right.clauses).members()].map((id) => this.#clauses[id] ?? []);
    for (let changed = true; changed; ) {
      changed = false;
      const waiting: Clause[] = [];
      for (const clause of open) {
        if (clause.some((literal) => all.literals.has(literal))) continue;
        const rest = clause.filter((literal) => !all.literals.has(literal ^ 1));
        const [only] = rest;
        if (only === undefined) return true;
        if (rest.length > 1) waiting.push(rest);
        else this.#assumeLiteral(all, only);
        changed ||= rest.length === 1;
      }
      open = waiting;
    }
    return all.literals.meetsTwin(all.literals);
  }

  /**
   * Numbers for sets of facts: two with different numbers contradict each other. Found by the value of one subject, so
   * that many branches of one value need not be compared in pairs; undefined says nothing.
   */
  tellApart(all: readonly Facts[]): readonly (number | undefined)[] {
    let best: readonly (number | undefined)[] = [];
    let most = 1;
    for (const subject of this.#settledIn(all[0])) {
      const { values } = this.#subject(subject);
      const labels = all.map((facts) => facts.literals.firstCommon(values));
      const count = new Set(labels).size;
      if (count > most) [best, most] = [labels, count];
    }
    return best;
  }

  /** Subjects whose value the facts state; a few are enough. */
  #settledIn(facts: Facts | undefined): readonly string[] {
    const subjects = new Set<string>();
    for (const literal of facts?.literals.members() ?? []) {
      const atom = this.#atoms[literal >> 1];
      if (atom && literal % 2 === 0 && atom.test === 'is') subjects.add(atom.subject);
      if (subjects.size === MOST_SUBJECTS) break;
    }
    return [...subjects];
  }

  #assumeLiteral(facts: Facts, literal: number): void {
    facts.literals.add(literal);
    const atom = this.#atoms[literal >> 1];
    if (!atom) return;
    const holds = literal % 2 === 0;
    const { numbers, ordered } = this.#subject(atom.subject);
    if (!holds && !ordered) return;
    for (const other of numbers) {
      if (other === literal >> 1) continue;
      const follows = ordered ? whatFollows(atom, holds, this.#atoms[other]) : false;
      if (follows !== undefined) facts.literals.add(other * 2 + (follows ? 0 : 1));
    }
  }

  #search(
    subjects: readonly string[],
    domains: readonly (readonly Candidate[])[],
    chosen: Map<string, Candidate>,
    formula: Formula,
    clauses: readonly Clause[],
  ): boolean {
    const subject = subjects[chosen.size];
    const values = domains[chosen.size];
    if (subject === undefined || values === undefined) {
      const holds = (number: number): boolean => {
        const atom = this.#atoms[number];
        const value = atom && chosen.get(atom.subject);
        return atom !== undefined && value !== undefined && holdsFor(atom, value);
      };
      return (
        clauses.every((clause) => clause.some((literal) => holds(literal >> 1) === (literal % 2 === 0))) &&
        holdsUnder(formula, holds)
      );
    }
    for (const value of values) {
      chosen.set(subject, value);
      if (this.#search(subjects, domains, chosen, formula, clauses)) return true;
      chosen.delete(subject);
    }
    return false;
  }

  /** The values a subject can still have; one without token stands for all that are not named anywhere. */
  #valuesOf(subject: string, facts: Facts): readonly Candidate[] {
    const { atoms, numbers, closed, ordered } = this.#subject(subject);
    if (ordered) return this.#numbersOf(numbers, facts);
    const named: Candidate[] = [];
    for (const [token, atom] of atoms) {
      if (facts.literals.has(atom * 2)) return [{ token, at: undefined }];
      if (!facts.literals.has(atom * 2 + 1)) named.push({ token, at: undefined });
    }
    return closed ? named : [...named, OTHER];
  }

  #isLong(subject: string): boolean {
    const { ordered, atoms } = this.#subject(subject);
    return ordered && atoms.size > MOST_BOUNDS;
  }

  /** The same for a subject that is compared by order: every number that is named, and one on either side of it. */
  #numbersOf(numbers: readonly number[], facts: Facts): readonly Candidate[] {
    const atoms = numbers.flatMap((number) => this.#atoms[number] ?? []);
    return numbersBeside(atoms).filter((value) =>
      atoms.every((atom, index) => !facts.literals.has((numbers[index] ?? 0) * 2 + (holdsFor(atom, value) ? 1 : 0))),
    );
  }

  #clausesOver(subjects: ReadonlySet<string>, facts: Facts): readonly Clause[] {
    const found = new Set<number>();
    for (const subject of subjects) {
      for (const id of this.#clausesAbout.get(subject) ?? []) if (facts.clauses.has(id)) found.add(id);
    }
    return [...found].map((id) => this.#clauses[id] ?? []);
  }

  #clause(clause: Clause): number {
    const sorted = [...clause].sort((a, b) => a - b);
    const key = sorted.join(' ');
    const known = this.#clauseIds.get(key);
    if (known !== undefined) return known;
    const id = this.#clauses.length;
    this.#clauses.push(sorted);
    this.#clauseIds.set(key, id);
    for (const subject of new Set(sorted.map((literal) => this.#atoms[literal >> 1]?.subject ?? ''))) {
      const about = this.#clausesAbout.get(subject) ?? [];
      about.push(id);
      this.#clausesAbout.set(subject, about);
    }
    return id;
  }

  #subject(subject: string): Subject {
    let known = this.#subjects.get(subject);
    if (!known) {
      known = { atoms: new Map(), numbers: [], values: new Bits(), closed: false, ordered: false };
      this.#subjects.set(subject, known);
    }
    return known;
  }

  #atom(subject: string, token: string, about: Pick<Atom, 'test' | 'at'> = { test: 'is', at: undefined }): number {
    const { atoms, numbers, values } = this.#subject(subject);
    const known = atoms.get(token);
    if (known !== undefined) return known;
    const atom = this.#atoms.length;
    if (about.test === 'is') values.add(atom * 2);
    this.#atoms.push({ subject, token, ...about });
    atoms.set(token, atom);
    numbers.push(atom);
    return atom;
  }
}
