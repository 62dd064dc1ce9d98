// What a finding says: message and hint per code. Facts come from the problem, defaults from the catalogue.
import { splitPointer } from '@nx-air/canon';
import { codeEntry } from './codes.ts';
import type { FindingCode } from './codes.ts';
import type { Problem } from './finding.ts';

type Say = (problem: Problem) => string;

/** The title and the member that the pointer ends in: "unknown field `stesp`". */
const namingMember: Say = (problem) => {
  const key = splitPointer(problem.pointer).at(-1);
  const { title } = codeEntry(problem.code);
  return key === undefined ? title : `${title} \`${key}\``;
};

/** The title and where it happens: "wrong type of value in `steps`"; list items are named with their list. */
const inMember: Say = (problem) => {
  const { title } = codeEntry(problem.code);
  const segments = splitPointer(problem.pointer);
  const from = segments.findLastIndex((segment) => !/^[0-9]+$/u.test(segment));
  return from < 0 ? title : `${title} in \`${segments.slice(from).join('/')}\``;
};

/** Codes whose message says more than their title. */
const MESSAGES: Partial<Record<FindingCode, Say>> = {
  unknown_field: namingMember,
  dropped_key: namingMember,
  expr_extra_keys: namingMember,
  json_reserved_key: () => 'reserved key `__proto__`',
  missing_field: ({ expected }) => `missing field ${expected ?? ''}`.trimEnd(),
  unknown_kind: ({ actual }) => `unknown \`$kind\` ${actual ?? ''}`.trimEnd(),
  unknown_op: ({ actual }) => `unknown op ${actual ?? ''}`.trimEnd(),
  deferred_op: ({ actual }) => `unknown op ${actual ?? ''}: deferred, not built`,
  wrong_type: inMember,
  bad_choice: inMember,
  bad_pattern: inMember,
  bad_schema_ref: inMember,
  bad_hash: inMember,
  bad_field_name: namingMember,
  bad_type: inMember,
  bad_expr: inMember,
  float_value: inMember,
  value_range: inMember,
  one_element_array: inMember,
  sugar_ambiguous: inMember,
};

/** One line: what is wrong with what. Expected and found stand beside it, in fields of their own. */
export const messageOf = (problem: Problem): string =>
  `${problem.subject}: ${MESSAGES[problem.code]?.(problem) ?? codeEntry(problem.code).title}`;

/** One line: what to do next. */
export const hintOf = (problem: Problem): string => problem.hint ?? codeEntry(problem.code).fix;
