// Decimal numbers of IEEE 754 decimal128: 34 significant digits, exponents from -6143 to 6144.
import { Decimal } from 'decimal.js';

/** Wide enough to hold every sum and product of two decimal128 numbers without rounding. */
const Exact = Decimal.clone({ precision: 13_000, minE: -20_000, maxE: 20_000, toExpPos: 34, toExpNeg: -34 });

const DIGITS = 34;
const LEAST_EXPONENT = -6143;
const MOST_EXPONENT = 6144;

const SYNTAX = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,5})?$/;
const LONGEST_TEXT = 80;

/** Whether a text is a finite decimal that fits without rounding. The text itself stays the value, as in AOS. */
export function isDec128(text: string): boolean {
  return parse(text) !== undefined;
}

/** Numeric order, or undefined when one text is not a decimal. */
export function compareDec128(left: string, right: string): number | undefined {
  const a = parse(left);
  const b = parse(right);
  return a && b && a.comparedTo(b);
}

export type DecimalOperation = 'add' | 'sub' | 'mul';

/** The exact result in plain notation; undefined when it needs more than 34 digits or leaves the exponent range. */
export function calculateDec128(operation: DecimalOperation, left: string, right: string): string | undefined {
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return undefined;
  const result = Exact[operation](a, b);
  return fits(result) ? result.toString() : undefined;
}

function parse(text: string): Decimal | undefined {
  if (text.length > LONGEST_TEXT || !SYNTAX.test(text)) return undefined;
  const value = new Exact(text);
  return fits(value) ? value : undefined;
}

function fits(value: Decimal): boolean {
  if (!value.isFinite() || value.precision() > DIGITS) return false;
  return value.isZero() || (value.e >= LEAST_EXPONENT && value.e <= MOST_EXPONENT);
}
