// Differences between two bodies of one definition, in AIR terms: by step, edge, rule and field, not by line.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { joinPointer } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { isJsonObject } from '../json-object.ts';
import type { FieldChange } from './diff-change.ts';
import { ownMember, sameJson } from './diff-change.ts';
import { showStep, showValue } from './diff-show.ts';
import { typeChanges } from './diff-types.ts';

/** Where the walk stands. */
interface Spot {
  readonly pointer: string;
  readonly place: string;
  readonly member: string;
}

interface Item {
  readonly key: string;
  readonly value: JsonValue;
  readonly index: number;
}

/** How the items of a list are told apart, and what they are called. */
interface ListRule {
  readonly keyOf: (item: JsonValue, index: number) => string;
  readonly placeOf: (key: string) => string;
  /** A whole item as text. */
  readonly show?: (item: JsonValue) => string;
}

const textMember = (item: JsonValue, key: string): string => {
  const value = isJsonObject(item) ? ownMember(item, key) : undefined;
  return typeof value === 'string' ? value : '';
};

const LIST_RULES: ReadonlyMap<string, ListRule> = new Map([
  ['defplan /steps', { keyOf: (item: JsonValue) => textMember(item, 'id'), placeOf: (key: string) => `step \`${key}\``, show: showStep }],
  [
    'defplan /edges',
    { keyOf: (item: JsonValue) => `${textMember(item, 'from')} -> ${textMember(item, 'to')}`, placeOf: (key: string) => `edge \`${key}\`` },
  ],
  ['defpolicy /rules', { keyOf: (_: JsonValue, index: number) => String(index + 1), placeOf: (key: string) => `rule ${key}` }],
]);

const TYPES: ReadonlySet<string> = new Set(['defschema /type', 'defcap /schema']);

function change(spot: Spot, locked: JsonValue | undefined, current: JsonValue | undefined, show: (value: JsonValue) => string = showValue): FieldChange {
  return {
    ...spot,
    ...(locked === undefined ? {} : { locked: show(locked) }),
    ...(current === undefined ? {} : { current: show(current) }),
  };
}

/** Equal keys are told apart by their count, so that a repeated edge is an edge more. */
function keyed(items: readonly JsonValue[], keyOf: ListRule['keyOf']): ReadonlyMap<string, Item> {
  const counts = new Map<string, number>();
  return new Map(
    items.map((value, index): readonly [string, Item] => {
      const base = keyOf(value, index);
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      const key = count === 1 ? base : `${base} #${count}`;
      return [key, { key, value, index }];
    }),
  );
}

function keyedChanges(kind: string, before: readonly JsonValue[], after: readonly JsonValue[], spot: Spot, rule: ListRule): readonly FieldChange[] {
  const locked = keyed(before, rule.keyOf);
  const current = keyed(after, rule.keyOf);
  const at = ({ key, index }: Item): Spot => ({ pointer: joinPointer(spot.pointer, String(index)), place: rule.placeOf(key), member: '' });
  const removed = [...locked.values()].flatMap((item) => (current.has(item.key) ? [] : [change(at(item), item.value, undefined, rule.show)]));
  const rest = [...current.values()].flatMap((item): readonly FieldChange[] => {
    const was = locked.get(item.key);
    return was === undefined ? [change(at(item), undefined, item.value, rule.show)] : valueChanges(kind, was.value, item.value, at(item));
  });
  const order = (items: ReadonlyMap<string, Item>, others: ReadonlyMap<string, Item>): string => [...items.keys()].filter((key) => others.has(key)).join(', ');
  const [was, is] = [order(locked, current), order(current, locked)];
  const moved = was === is ? [] : [{ ...spot, member: `order of ${spot.member}`, locked: showValue(was), current: showValue(is) }];
  return [...removed, ...rest, ...moved];
}

function indexedChanges(kind: string, before: readonly JsonValue[], after: readonly JsonValue[], spot: Spot): readonly FieldChange[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap((index) =>
    valueChanges(kind, before[index], after[index], {
      pointer: joinPointer(spot.pointer, String(index)),
      place: spot.place,
      member: `${spot.member}[${index}]`,
    }),
  );
}

const isTexts = (items: readonly JsonValue[]): boolean => items.every((item) => typeof item === 'string');

function listChanges(kind: string, before: readonly JsonValue[], after: readonly JsonValue[], spot: Spot): readonly FieldChange[] {
  const rule = LIST_RULES.get(`${kind} ${spot.pointer}`);
  if (rule !== undefined) return keyedChanges(kind, before, after, spot, rule);
  if (!isTexts(before) || !isTexts(after)) return indexedChanges(kind, before, after, spot);
  // Lists of names: what came and went matters, and the order only when nothing did.
  return keyedChanges(kind, before, after, spot, { keyOf: (item) => String(item), placeOf: () => spot.place }).map((one) => ({
    ...one,
    member: one.member === '' ? spot.member : one.member,
  }));
}

function objectChanges(kind: string, before: JsonObject, after: JsonObject, spot: Spot): readonly FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  const shared = keys.some((key) => Object.hasOwn(before, key) && Object.hasOwn(after, key));
  // `{"nat": 1}` against `{"text": "a"}` is another value, not one member more and one less.
  if (!shared && Object.keys(before).length > 0 && Object.keys(after).length > 0) return [change(spot, before, after)];
  return keys.flatMap((key) =>
    valueChanges(kind, ownMember(before, key), ownMember(after, key), {
      pointer: joinPointer(spot.pointer, key),
      place: spot.place,
      member: spot.member === '' ? key : `${spot.member}.${key}`,
    }),
  );
}

function valueChanges(kind: string, before: JsonValue | undefined, after: JsonValue | undefined, spot: Spot): readonly FieldChange[] {
  if (sameJson(before, after)) return [];
  if (before === undefined || after === undefined) return [change(spot, before, after)];
  if (TYPES.has(`${kind} ${spot.pointer}`)) return typeChanges(before, after, spot.pointer, '');
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(kind, before, after, spot);
  if (isJsonObject(before) && isJsonObject(after)) return objectChanges(kind, before, after, spot);
  return [change(spot, before, after)];
}

/** Both are nodes of `kind`, typed round trips. In the order of keys; none when both say the same. */
export const fieldChanges = (kind: string, locked: JsonObject, current: JsonObject): readonly FieldChange[] =>
  valueChanges(kind, locked, current, { pointer: '', place: '', member: '' });
