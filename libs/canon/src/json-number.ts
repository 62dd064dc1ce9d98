// The numbers of JSON beyond short integers: exact 64-bit integers, floats, and what is no number at all.
import type { JsonProblemCode } from './json-problem.ts';
import { INT_MAX, INT_MIN } from './value.ts';

export interface NumberReading {
  /** Behind the number; for `json_syntax` the place of the error. */
  readonly end: number;
  readonly value: number | bigint;
  readonly problem?: { readonly code: JsonProblemCode; readonly expected: string; readonly actual?: string };
}

/** `-0` is a float, as in AOS. Integers out of range are read as doubles, which nothing can hash. */
export function readNumber(text: string, start: number, allowFloats: boolean): NumberReading {
  const first = text[start] === '-' ? start + 1 : start;
  const integerEnd = skipDigits(text, first);
  if (integerEnd === first) return syntax(first, first > start ? 'a digit' : 'a value');
  if (integerEnd > first + 1 && text[first] === '0') return syntax(first, 'a number without leading zeros');
  let end = integerEnd;
  if (text[end] === '.') {
    const fraction = end + 1;
    end = skipDigits(text, fraction);
    if (end === fraction) return syntax(end, 'a digit');
  }
  if (text[end] === 'e' || text[end] === 'E') {
    const exponent = end + (text[end + 1] === '+' || text[end + 1] === '-' ? 2 : 1);
    end = skipDigits(text, exponent);
    if (end === exponent) return syntax(end, 'a digit');
  }
  const source = text.slice(start, end);
  return end > integerEnd || source === '-0' ? float(source, end, allowFloats) : integer(source, end);
}

function integer(source: string, end: number): NumberReading {
  // 20 characters hold every integer in range; longer ones are refused before BigInt works on them.
  if (source.length <= 20) {
    const value = BigInt(source);
    const number = Number(value);
    if (Number.isSafeInteger(number)) return { end, value: number };
    if (value >= INT_MIN && value <= INT_MAX) return { end, value };
  }
  const problem = { code: 'json_integer_range', expected: '-2^63..2^64-1', actual: shorten(source) } as const;
  return { end, value: Number(source), problem };
}

function float(source: string, end: number, allowFloats: boolean): NumberReading {
  const value = Number(source);
  if (allowFloats && Number.isFinite(value)) return { end, value };
  const expected = allowFloats ? 'a finite number' : 'an integer';
  return { end, value, problem: { code: 'json_float', expected, actual: shorten(source) } };
}

function syntax(end: number, expected: string): NumberReading {
  return { end, value: 0, problem: { code: 'json_syntax', expected } };
}

function skipDigits(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39) at += 1;
  return at;
}

function shorten(source: string): string {
  return source.length <= 40 ? source : `${source.slice(0, 37)}...`;
}
