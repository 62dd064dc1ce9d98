// Objects with a fixed set of keys inside expressions.
import type { JsonValue } from '@nx-air/canon';
import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Problem } from '../finding.ts';
import { isJsonObject } from '../identity/reader.ts';
import { describe, quote } from './describe.ts';
import { child, isIgnoredKey } from './place.ts';
import type { Report } from './place.ts';

/** An object with exactly these keys. */
export const checkClosed = (
  value: JsonValue,
  pointer: string,
  required: readonly string[],
  optional: readonly string[],
  report: Report,
  check: (member: JsonValue, pointer: string, key: string) => Problem[],
): Problem[] => {
  if (!isJsonObject(value)) return [report('wrong_type', pointer, { expected: 'an object', actual: describe(value) })];
  const missing = new Set(required.filter((key) => !Object.hasOwn(value, key)));
  const problems: Problem[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (isIgnoredKey(key)) continue;
    if (required.includes(key) || optional.includes(key)) problems.push(...check(member, child(pointer, key), key));
    else {
      const meant = nearest(key, [...missing, ...optional]);
      if (meant !== undefined) missing.delete(meant);
      const expected = meant === undefined ? 'no other keys' : `\`${meant}\``;
      problems.push(
        report('unknown_field', child(pointer, key), { at: 'key', expected, actual: quote(key), ...didYouMean(meant) }),
      );
    }
  }
  return [...problems, ...[...missing].map((key) => report('missing_field', pointer, { expected: `\`${key}\`` }))];
};
