// Guards as propositions: what a condition says, apart from where it stands in the plan.

/** `is` names an atom of a `FactTable`: one subject has one value. */
export type Formula =
  | { readonly k: 'const'; readonly holds: boolean }
  | { readonly k: 'is'; readonly atom: number }
  | { readonly k: 'not'; readonly of: Formula }
  | { readonly k: 'and' | 'or'; readonly all: readonly Formula[] };

export const ALWAYS: Formula = { k: 'const', holds: true };
export const NEVER: Formula = { k: 'const', holds: false };

export function not(of: Formula): Formula {
  if (of.k === 'const') return of.holds ? NEVER : ALWAYS;
  return of.k === 'not' ? of.of : { k: 'not', of };
}

export function and(...all: readonly Formula[]): Formula {
  const rest = all.filter((part) => part.k !== 'const' || !part.holds);
  const [only] = rest;
  if (rest.length === 1 && only) return only;
  return rest.length === 0 ? ALWAYS : { k: 'and', all: rest };
}

export function or(...all: readonly Formula[]): Formula {
  const rest = all.filter((part) => part.k !== 'const' || part.holds);
  const [only] = rest;
  if (rest.length === 1 && only) return only;
  return rest.length === 0 ? NEVER : { k: 'or', all: rest };
}

/** Calls `visit` with every atom, repeats included. */
export function eachAtom(formula: Formula, visit: (atom: number) => void): void {
  switch (formula.k) {
    case 'const':
      return;
    case 'is':
      visit(formula.atom);
      return;
    case 'not':
      eachAtom(formula.of, visit);
      return;
    case 'and':
    case 'or':
      for (const part of formula.all) eachAtom(part, visit);
  }
}

export function holdsUnder(formula: Formula, atom: (atom: number) => boolean): boolean {
  switch (formula.k) {
    case 'const':
      return formula.holds;
    case 'is':
      return atom(formula.atom);
    case 'not':
      return !holdsUnder(formula.of, atom);
    case 'and':
      return formula.all.every((part) => holdsUnder(part, atom));
    case 'or':
      return formula.all.some((part) => holdsUnder(part, atom));
  }
}

/** How many atoms, constants and operators the formula has. */
export function sizeOf(formula: Formula): number {
  switch (formula.k) {
    case 'const':
    case 'is':
      return 1;
    case 'not':
      return sizeOf(formula.of);
    case 'and':
    case 'or':
      return formula.all.reduce((sum, part) => sum + sizeOf(part), 1);
  }
}

/** A disjunction of literals: `2 * atom` says that the atom holds, the odd successor that it does not. */
export type Clause = readonly number[];

const MOST_CLAUSES = 24;
const LONGEST_CLAUSE = 6;

/**
 * Clauses that follow from the formula holding (or not holding). Equivalent to it unless it is large: then some are
 * left out, so that less is known but nothing false.
 */
export function clausesOf(formula: Formula, holds: boolean): readonly Clause[] {
  switch (formula.k) {
    case 'const':
      return formula.holds === holds ? [] : [[]];
    case 'is':
      return [[formula.atom * 2 + (holds ? 0 : 1)]];
    case 'not':
      return clausesOf(formula.of, !holds);
    case 'and':
    case 'or': {
      const parts = formula.all.map((part) => clausesOf(part, holds));
      return (formula.k === 'and') === holds ? parts.flat().slice(0, MOST_CLAUSES) : parts.reduce(distribute);
    }
  }
}

/** Clauses of a disjunction of two conjunctions; a side of which nothing is known makes nothing known. */
function distribute(left: readonly Clause[], right: readonly Clause[]): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const a of left) {
    for (const b of right) {
      const both = [...new Set([...a, ...b])];
      const tautology = both.some((literal) => both.includes(literal ^ 1));
      if (!tautology && both.length <= LONGEST_CLAUSE && clauses.length < MOST_CLAUSES) clauses.push(both);
    }
  }
  return clauses;
}
