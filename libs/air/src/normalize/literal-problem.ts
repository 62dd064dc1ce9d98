// What can be wrong with a literal, and the context in which literals are read.
import type { JsonObject } from '@nx-air/canon';
import type { FindingCode } from '../codes.ts';

export const LITERAL_CODES = [
  'bad_literal',
  'literal_missing_field',
  'literal_unknown_field',
  'literal_unknown_tag',
  'literal_without_schema',
  'literal_unknown_schema',
  'literal_unknown_effect',
  'literal_unknown_plan',
  'literal_too_deep',
  'result_without_output',
] as const satisfies readonly FindingCode[];

export type LiteralCode = (typeof LITERAL_CODES)[number];

export interface LiteralProblem {
  /** Into the plan. */
  readonly pointer: string;
  readonly code: LiteralCode;
  readonly expected?: string;
  readonly actual?: string;
  readonly hint?: string;
}

/** Nesting of literals and references at which reading stops: schemas may refer to themselves. */
export const MAX_LITERAL_DEPTH = 256;

export interface LiteralContext {
  /** JSON of the type expression of a schema. */
  readonly schema: (name: string) => JsonObject | undefined;
  readonly report: (problem: LiteralProblem) => void;
}

/** Where a value is read: pointer and nesting so far. */
export interface Place {
  readonly pointer: string;
  readonly depth: number;
}

export const inside = (place: Place, ...segments: readonly string[]): Place => ({
  pointer: place.pointer + segments.join(''),
  depth: place.depth + 1,
});
