// Readers of single values: text, references, hashes, integers, choices.
import { parseHash } from '@nx-air/canon';
import { isSchemaRef } from '../names.ts';
import { isBare, isJsonObject, kept, plainObject } from './reader.ts';
import type { Reader } from './reader.ts';

export const INT_MIN = -(2n ** 63n);
export const INT_MAX = 2n ** 63n - 1n;
export const NAT_MAX = 2n ** 64n - 1n;

export const anyJson: Reader = (json) => kept(json);

export const text: Reader = (json) => (typeof json === 'string' ? kept(json) : undefined);

export const flag: Reader = (json) => (typeof json === 'boolean' ? kept(json) : undefined);

export const schemaRef: Reader = (json) => (typeof json === 'string' && isSchemaRef(json) ? kept(json) : undefined);

/** AOS checks the form and keeps the text: upper-case digits stay upper case. */
export const hashRef: Reader = (json) =>
  typeof json === 'string' && parseHash(json) !== undefined ? kept(json) : undefined;

const integer =
  (low: bigint, high: bigint): Reader =>
  (json) => {
    if (typeof json !== 'number' && typeof json !== 'bigint') return undefined;
    if (Number.isSafeInteger(json)) return json >= low ? kept(json) : undefined;
    const exact = BigInt(json);
    return exact >= low && exact <= high ? kept(json) : undefined;
  };

export const int: Reader = integer(INT_MIN, INT_MAX);
export const nat: Reader = integer(0n, NAT_MAX);

/** `{}`. AOS takes any object here, dropping its members, and an empty array. */
export const empty: Reader = (json) => {
  if (Array.isArray(json)) return json.length === 0 ? kept(plainObject([])) : undefined;
  if (!isJsonObject(json)) return undefined;
  const keys = Object.keys(json);
  if (keys.length === 0 && isBare(json)) return kept(json);
  return { value: plainObject([]), dropped: keys.map((key) => pointerTo(key)) };
};

/**
 * One of a set of words. AOS also takes `{"word": null}`, and outside expressions `{"word": {}}`.
 */
export function choice(words: readonly string[], form: 'strict' | 'loose' = 'loose'): Reader {
  const known = new Set(words);
  return (json) => {
    if (typeof json === 'string') return known.has(json) ? kept(json) : undefined;
    if (!isJsonObject(json)) return undefined;
    const [word, ...others] = Object.keys(json);
    if (word === undefined || others.length > 0 || !known.has(word)) return undefined;
    const body = json[word];
    const isUnit = body === null || (form === 'loose' && isJsonObject(body) && Object.keys(body).length === 0);
    return isUnit ? kept(word) : undefined;
  };
}

/** One segment of an RFC 6901 pointer. */
export function pointerTo(segment: string | number): string {
  return `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
