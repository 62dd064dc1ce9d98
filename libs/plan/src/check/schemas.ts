// Recursive schemas that no finite value can have: `Node = {next: Node}`.
import type { MergedDef, Problem } from '@nx-air/air';
import type { Definitions } from '../definitions.ts';
import { listed, problemIn } from '../report.ts';
import { termOf, type Term } from '../terms.ts';

/** One finding for each circle of schemas without a value; schemas that only refer to one are consequences. */
export function checkSchemas(definitions: Definitions): Problem[] {
  const terms = new Map(definitions.ofKind('defschema').map((def) => [def.name, termOf(def.node['type'])]));
  const empty = emptySchemas(terms);
  const needs = new Map([...empty].map((name) => [name, neededBy(terms.get(name), empty)]));
  const reported = new Set<string>();
  return definitions.ofKind('defschema').flatMap((def): readonly Problem[] => {
    if (!empty.has(def.name) || reported.has(def.name)) return [];
    const circle = circleOf(def, needs);
    if (circle === undefined) return [];
    for (const name of circle) reported.add(name);
    const others = circle.filter((name) => name !== def.name);
    const actual = others.length === 0 ? 'a value would have to hold another value of its own type' : `a value would have to hold values of ${listed(others)} and then of its own type`;
    return [problemIn(def, 'uninhabitable_schema', '/type', { actual })];
  });
}

/** Schemas without a finite value: what is left when everything that has one is taken away, round by round. */
function emptySchemas(terms: ReadonlyMap<string, Term | undefined>): ReadonlySet<string> {
  const empty = new Set(terms.keys());
  const usedBy = new Map<string, string[]>();
  for (const [name, term] of terms) for (const used of term ? refsIn(term) : []) usedBy.set(used, [...(usedBy.get(used) ?? []), name]);
  const open = [...terms.keys()];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const term = terms.get(name);
    if (!empty.has(name) || (term && !hasValue(term, empty))) continue;
    empty.delete(name);
    open.push(...(usedBy.get(name) ?? []));
  }
  return empty;
}

function hasValue(term: Term, empty: ReadonlySet<string>): boolean {
  switch (term.kind) {
    case 'ref':
      return !empty.has(term.name);
    case 'record':
      return [...term.fields.values()].every((field) => hasValue(field, empty));
    case 'variant':
      return [...term.arms.values()].some((arm) => hasValue(arm, empty));
    default:
      return true;
  }
}

function refsIn(term: Term): readonly string[] {
  switch (term.kind) {
    case 'ref':
      return [term.name];
    case 'record':
      return [...term.fields.values()].flatMap(refsIn);
    case 'variant':
      return [...term.arms.values()].flatMap(refsIn);
    default:
      return [];
  }
}

const neededBy = (term: Term | undefined, empty: ReadonlySet<string>): readonly string[] =>
  term ? refsIn(term).filter((name) => empty.has(name)) : [];

/** The schemas on a way from `def` back to itself, sorted; undefined when there is none. */
function circleOf(def: MergedDef, needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const after = reach(def.name, needs);
  if (!after.has(def.name)) return needs.get(def.name)?.length === 0 ? [def.name] : undefined;
  return [...after].filter((name) => name === def.name || reach(name, needs).has(def.name)).sort();
}

function reach(start: string, needs: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(needs.get(start) ?? [])];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(needs.get(name) ?? []));
  }
  return seen;
}
