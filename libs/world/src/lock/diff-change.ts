// One difference between two bodies of a definition.
import type { JsonValue } from '@nx-air/canon';
import { isJsonObject } from '../json-object.ts';

export interface FieldChange {
  /** RFC 6901, into the current body; into the locked one for what is gone. */
  readonly pointer: string;
  /** Where in AIR terms: "step `charge`", "field `parts[].offset`", "edge `a -> b`"; '' for the definition itself. */
  readonly place: string;
  /** The member at that place, dotted: `params.record.url`; '' for the thing itself. */
  readonly member: string;
  /** Short text; absent where the locked body has nothing there. */
  readonly locked?: string;
  /** Short text; absent where the current body has nothing there. */
  readonly current?: string;
}

/** A definition may have a field called `constructor`. */
export const ownMember = (object: { readonly [key: string]: JsonValue }, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

export function sameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item: JsonValue, index) => sameJson(item, right[index]));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
  }
  // One integer may be read as `number` here and as `bigint` there.
  const integers = [left, right].every((value) => typeof value === 'number' || typeof value === 'bigint');
  return integers && String(left) === String(right);
}

/** "step `charge`: kind http.request -> llm.generate"; "field `note` added: option of text". */
export function changeText({ place, member, locked, current }: FieldChange): string {
  const subject = [place, member].filter((part) => part !== '').join(': ') || 'definition';
  if (locked === undefined) return `${subject} added: ${current ?? ''}`;
  return current === undefined ? `${subject} removed: ${locked}` : `${subject} ${locked} -> ${current}`;
}
