// What holds whenever a step runs, or has completed, on whatever path it was reached.
import { Bits } from './bits.ts';
import { copyFacts, noFacts, type Facts } from './facts.ts';

export interface State {
  /** Steps that have completed. */
  readonly done: Bits;
  /** Variables that have a value. */
  readonly bound: Bits;
  readonly facts: Facts;
}

export function emptyState(): State {
  return { done: new Bits(), bound: new Bits(), facts: noFacts() };
}

export function copyState(state: State): State {
  return { done: state.done.copy(), bound: state.bound.copy(), facts: copyFacts(state.facts) };
}

/** Keeps in `state` what holds in `other` too. */
export function keepCommon(state: State, other: State): void {
  state.done.keep(other.done);
  state.bound.keep(other.bound);
  state.facts.literals.keep(other.facts.literals);
  state.facts.clauses.keep(other.facts.clauses);
}

/** Adds what holds in `other`: both hold at the same time. */
export function addKnown(state: State, other: State): void {
  state.done.addAll(other.done);
  state.bound.addAll(other.bound);
  addFacts(state.facts, other.facts);
}

export function addFacts(facts: Facts, others: Facts): void {
  facts.literals.addAll(others.literals);
  facts.clauses.addAll(others.clauses);
}
