// The 23 operators of AIR expressions and how many arguments each takes.

/** [least, most] arguments. */
export const OPERATORS = {
  len: [1, 1],
  get: [2, 2],
  has: [2, 2],
  eq: [2, 2],
  ne: [2, 2],
  lt: [2, 2],
  le: [2, 2],
  gt: [2, 2],
  ge: [2, 2],
  and: [2, Infinity],
  or: [2, Infinity],
  not: [1, 1],
  concat: [2, 2],
  hash: [1, 1],
  hash_bytes: [1, 1],
  add: [2, 2],
  sub: [2, 2],
  mul: [2, 2],
  div: [2, 2],
  mod: [2, 2],
  starts_with: [2, 2],
  ends_with: [2, 2],
  contains: [2, 2],
} as const satisfies Record<string, readonly [number, number]>;

export type Operator = keyof typeof OPERATORS;

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERATORS, name);
}
