// JSON text of a value, the same for the same value: members in the order of the value, big integers as digits.
import { CanonError } from './errors.ts';
import { joinPointer } from './pointer.ts';
import type { JsonValue } from './value.ts';

/** Ends with a line feed. `indent` 0 writes one line. Throws `CanonError` `not_encodable` for NaN, infinities and non-JSON. */
export function writeJson(value: JsonValue, indent = 2): string {
  return `${write(value, indent === 0 ? '' : '\n', ' '.repeat(indent), '')}\n`;
}

function write(value: JsonValue, newline: string, step: string, pointer: string): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      throw new CanonError('not_encodable', `${String(value)} at '${pointer}' has no JSON text`);
    case 'object':
      break;
    default:
      throw new CanonError('not_encodable', `${typeof value} at '${pointer}' has no JSON text`);
  }
  if (value === null) return 'null';
  const inner = newline === '' ? '' : newline + step;
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, index) => inner + write(item, inner, step, joinPointer(pointer, index)));
    return items.length === 0 ? '[]' : `[${items.join(',')}${newline}]`;
  }
  const colon = newline === '' ? ':' : ': ';
  const members = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}${colon}${write(item, inner, step, joinPointer(pointer, key))}`,
  );
  return members.length === 0 ? '{}' : `{${members.join(',')}${newline}}`;
}
