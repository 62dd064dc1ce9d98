// Values of definitions as short text, for differences.
import type { JsonValue } from '@nx-air/canon';
import { writeJson } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { isJsonObject } from '../json-object.ts';

const MAX_SHOWN = 80;

const cut = (text: string): string => (text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`);

const PLAIN = /^[^\s"'`]+$/;

/** A body has the keys in the order of its source; a difference must not show where the body came from. */
function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => sortKeys(item));
  if (!isJsonObject(value)) return value;
  const sorted: Record<string, JsonValue> = Object.create(null);
  for (const [key, member] of Object.entries(value).sort(([a], [b]) => compareText(a, b))) sorted[key] = sortKeys(member);
  return sorted;
}

/** Text that is one word stands for itself, everything else is compact JSON; at most 80 characters and `…`. */
export function showValue(value: JsonValue): string {
  if (typeof value === 'string' && PLAIN.test(value)) return cut(value);
  return cut(writeJson(sortKeys(value), 0).replace(/\s+$/, ''));
}

function typeText(type: JsonValue, depth: number): string {
  const [entry, ...more] = isJsonObject(type) ? Object.entries(type) : [];
  if (entry === undefined || more.length > 0 || depth > 4) return showValue(type);
  const [key, body] = entry;
  switch (key) {
    case 'ref':
      return showValue(body);
    case 'list':
    case 'set':
    case 'option':
      return `${key} of ${typeText(body, depth + 1)}`;
    case 'map': {
      const { key: mapKey = null, value = null } = isJsonObject(body) ? body : {};
      return `map of ${typeText(mapKey, depth + 1)} to ${typeText(value, depth + 1)}`;
    }
    case 'record':
    case 'variant':
      return `${key} {${isJsonObject(body) ? Object.keys(body).sort(compareText).join(', ') : ''}}`;
    default:
      return isJsonObject(body) && Object.keys(body).length === 0 ? key : showValue(type);
  }
}

/** A type as one reads it: `nat`, `list of acme/Part@1`, `record {id, body}`. */
export const showType = (type: JsonValue): string => cut(typeText(type, 0));

/** A step by what it does: `emit_effect http.request`, `raise_event acme/Done@1`, `end`. */
export function showStep(step: JsonValue): string {
  if (!isJsonObject(step) || typeof step['op'] !== 'string') return showValue(step);
  const about = [step['kind'], step['event'], step['plan']].find((part) => typeof part === 'string');
  return cut(typeof about === 'string' ? `${step['op']} ${about}` : step['op']);
}
