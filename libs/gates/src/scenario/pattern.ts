// Patterns: values that may leave fields out, typed by a schema, and where a value first differs from one.
import { bytesToHex, joinPointer, type CanonKey, type CanonValue, type JsonValue } from '@nx-air/canon';
import { matchesPattern } from '@nx-air/kernel';
import { normaliseValue, toCanon, type Schemas, type Term } from '@nx-air/plan/runtime';
import { entriesOf, isObject, listOf } from './json.ts';
import type { Report } from './report.ts';
import { typedValue } from './values.ts';

/** A pattern for `matchesPattern`: records, maps and variants hold at least this, everything else exactly. */
export function readPattern(data: JsonValue, term: Term, schemas: Schemas, pointer: string, report: Report): CanonValue {
  const inner = (item: JsonValue, type: Term, at: string): CanonValue => readPattern(item, type, schemas, at, report);
  const open = schemas.open(term);
  switch (open?.kind) {
    case 'record': {
      if (!isObject(data)) break;
      return new Map(
        entriesOf(data).flatMap(([name, item]): readonly [string, CanonValue][] => {
          const field = open.fields.get(name);
          const at = joinPointer(pointer, name);
          if (field) return [[name, inner(item, field, at)]];
          report('scenario_bad_value', at, { at: 'key', expected: `one of the fields ${[...open.fields.keys()].join(', ')}`, actual: `\`${name}\`` });
          return [];
        }),
      );
    }
    case 'variant': {
      const arm = armOf(data);
      const body = arm && open.arms.get(arm.tag);
      if (!arm || !body) {
        report('scenario_bad_value', pointer, { expected: `one of the arms ${[...open.arms.keys()].join(', ')}`, actual: arm ? `\`${arm.tag}\`` : 'another form' });
        return null;
      }
      const tag: [string, CanonValue] = ['$tag', arm.tag];
      return new Map(arm.value === undefined ? [tag] : [tag, ['$value', inner(arm.value, body, joinPointer(pointer, arm.key))]]);
    }
    case 'option':
      return data === null ? null : inner(data, open.item, pointer);
    case 'list':
      if (!Array.isArray(data)) break;
      return listOf(data).map((item, index) => inner(item, open.item, joinPointer(pointer, String(index))));
    case 'map': {
      const pairs = pairsOf(data);
      if (!pairs) break;
      return new Map(pairs.map(([key, item, at]) => [keyOf(key, open.key, schemas), inner(item, open.value, joinPointer(pointer, at))]));
    }
    default:
  }
  return typedValue(data, term, schemas, pointer, report) ?? null;
}

function armOf(data: JsonValue): { readonly tag: string; readonly key: string; readonly value: JsonValue | undefined } | undefined {
  if (!isObject(data)) return undefined;
  const tag = data['$tag'];
  if (typeof tag === 'string') return { tag, key: '$value', value: data['$value'] };
  const [entry, ...more] = entriesOf(data);
  return entry && more.length === 0 ? { tag: entry[0], key: entry[0], value: entry[1] ?? undefined } : undefined;
}

function pairsOf(data: JsonValue): readonly (readonly [JsonValue, JsonValue, string])[] | undefined {
  if (isObject(data)) return entriesOf(data).map(([key, item]) => [key, item, key]);
  if (!Array.isArray(data)) return undefined;
  return listOf(data).map((pair, index) => [listOf(pair)[0] ?? null, listOf(pair)[1] ?? null, String(index)]);
}

/** Keys as decoded bytes have them: numbers where they are safe. */
function keyOf(data: JsonValue, term: Term, schemas: Schemas): CanonKey {
  const typed = normaliseValue(data, term, schemas, 'json');
  const key = typed.ok ? toCanon(typed.value) : String(data);
  if (typeof key === 'bigint') return BigInt(Number(key)) === key && Number.isSafeInteger(Number(key)) ? Number(key) : key;
  return typeof key === 'number' || typeof key === 'string' ? key : String(key);
}

export interface Difference {
  /** In the notation of references: `.prompt_pack.size`; '' for the whole value. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** Undefined when the value matches: the same verdict as `matchesPattern`. */
export function differenceFrom(value: CanonValue | undefined, pattern: CanonValue, path = ''): Difference | undefined {
  if (value !== undefined && matchesPattern(value, pattern)) return undefined;
  if (pattern instanceof Map && value instanceof Map) {
    for (const [key, item] of pattern) {
      const difference = differenceFrom(value.get(key), item, `${path}.${String(key)}`);
      if (difference) return difference;
    }
  }
  if (Array.isArray(pattern) && Array.isArray(value) && pattern.length === value.length) {
    for (const [index, item] of (pattern as readonly CanonValue[]).entries()) {
      const difference = differenceFrom((value as readonly CanonValue[])[index], item, `${path}[${index}]`);
      if (difference) return difference;
    }
  }
  return { path, expected: showValue(pattern), actual: value === undefined ? 'nothing' : showValue(value) };
}

const LONGEST_SHOWN = 120;

/** One line, cut when long. */
export function showValue(value: CanonValue): string {
  const text = JSON.stringify(plain(value));
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function plain(value: CanonValue): JsonValue {
  if (value instanceof Uint8Array) return `0x${bytesToHex(value)}`;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return (value as readonly CanonValue[]).map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value;
}
