// What can be wrong with JSON text.

export type JsonProblemCode =
  | 'json_bom'
  | 'json_conflict_marker'
  | 'json_depth'
  | 'json_duplicate_key'
  | 'json_encoding'
  | 'json_float'
  | 'json_integer_range'
  | 'json_reserved_key'
  | 'json_size'
  | 'json_syntax';

export interface JsonProblem {
  readonly code: JsonProblemCode;
  /** 0-based, in UTF-16 units of the decoded text. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** The value, or the container in work, where reading found the problem. */
  readonly pointer: string;
  readonly expected?: string;
  readonly actual?: string;
}
