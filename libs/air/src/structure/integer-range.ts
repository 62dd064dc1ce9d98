// The ranges of the two integer types; JSON integers beyond 2^53 arrive as bigint.

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;
const MAX_NAT = 2n ** 64n - 1n;

/** `nat` is 0..2^64-1, `int` -2^63..2^63-1. */
export const inRange = (value: number | bigint, type: 'nat' | 'int'): boolean => {
  const exact = BigInt(value);
  return type === 'nat' ? exact >= 0n && exact <= MAX_NAT : exact >= MIN_INT && exact <= MAX_INT;
};

export const isInteger = (value: unknown): value is number | bigint =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));

export const rangeOf = (type: 'nat' | 'int'): string => (type === 'nat' ? '0 to 2^64-1' : '-2^63 to 2^63-1');
