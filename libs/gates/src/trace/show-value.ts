// Canonical values from journals as one short line of text.
import { visible } from '@nx-air/air';
import { bytesToHex, CanonError, decodeCanonical, type CanonValue } from '@nx-air/canon';

/** Undefined for bytes that are not canonical: a journal may hold anything there. */
export function readValue(bytes: Uint8Array): CanonValue | undefined {
  try {
    return decodeCanonical(bytes);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return undefined;
  }
}

const DEEPEST = 6;
const MOST = 12;

/** At most `longest` characters, the last an ellipsis where something was cut; control and direction characters visible. */
export function showBytes(bytes: Uint8Array, longest = 200): string {
  const value = readValue(bytes);
  return cutText(value === undefined ? `${bytes.length} bytes` : form(value, 0), longest);
}

export function cutText(text: string, longest: number): string {
  const shown = [...visible(text.slice(0, longest * 4))];
  return shown.length <= longest && text.length <= longest * 4 ? shown.join('') : `${shown.slice(0, longest - 1).join('')}…`;
}

function form(value: CanonValue, depth: number): string {
  if (depth > DEEPEST) return '…';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 400));
  if (value instanceof Uint8Array) return `0x${bytesToHex(value.subarray(0, 32))}`;
  if (Array.isArray(value)) return `[${several(value, (item) => form(item, depth + 1))}]`;
  if (value instanceof Map) return `{${several([...value], ([key, item]) => `${typeof key === 'string' ? key.slice(0, 100) : String(key)}: ${form(item, depth + 1)}`)}}`;
  if (typeof value === 'object' && value !== null) return `{${several(Object.entries(value), ([key, item]) => `${key.slice(0, 100)}: ${form(item, depth + 1)}`)}}`;
  return String(value);
}

function several<T>(items: readonly T[], show: (item: T) => string): string {
  const shown = items.slice(0, MOST).map(show);
  return [...shown, ...(items.length > MOST ? [`… ${items.length - MOST} more`] : [])].join(', ');
}

/** Correlation ids as people type them: text as it is, anything else as it is shown. */
export const idText = (value: CanonValue | undefined): string | undefined => (value === undefined ? undefined : typeof value === 'string' ? value : form(value, 0));

/** Whether a text or byte string anywhere in a value is the id. Numbers are not looked at: 1 stands in too many places. */
export function holdsId(value: CanonValue | undefined, wanted: string, depth = 0): boolean {
  if (value === undefined || depth > 32) return false;
  if (typeof value === 'string') return value === wanted;
  if (value instanceof Uint8Array) return wanted.startsWith('0x') && `0x${bytesToHex(value)}` === wanted;
  if (Array.isArray(value)) return value.some((item: CanonValue) => holdsId(item, wanted, depth + 1));
  if (value instanceof Map) return [...value.values()].some((item: CanonValue) => holdsId(item, wanted, depth + 1));
  return false;
}
