// Runtime values of plans: every value says its AIR type, because `hash` and comparison depend on it.
import type { Hash } from '@nx-air/canon';

export type Value =
  | { readonly t: 'null' }
  | { readonly t: 'unit' }
  | { readonly t: 'bool'; readonly v: boolean }
  | { readonly t: 'int' | 'nat' | 'time' | 'duration'; readonly v: bigint }
  | { readonly t: 'text' | 'uuid' | 'dec128'; readonly v: string }
  | { readonly t: 'hash'; readonly v: Hash }
  | { readonly t: 'bytes'; readonly v: Uint8Array }
  | { readonly t: 'list'; readonly v: readonly Value[] }
  /** Sorted by canonical bytes, without duplicates. */
  | { readonly t: 'set'; readonly v: readonly Value[] }
  /** Sorted by the canonical bytes of the key, each key once. */
  | { readonly t: 'map'; readonly v: readonly (readonly [Value, Value])[] }
  | { readonly t: 'record'; readonly v: ReadonlyMap<string, Value> }
  /** `value` is `unit` for an arm written without one. */
  | { readonly t: 'variant'; readonly tag: string; readonly value: Value };

export type ValueKind = Value['t'];

export const NULL: Value = { t: 'null' };
export const UNIT: Value = { t: 'unit' };
export const TRUE: Value = { t: 'bool', v: true };
export const FALSE: Value = { t: 'bool', v: false };

export const bool = (v: boolean): Value => (v ? TRUE : FALSE);
export const text = (v: string): Value => ({ t: 'text', v });
export const nat = (v: bigint): Value => ({ t: 'nat', v });
export const int = (v: bigint): Value => ({ t: 'int', v });
export const list = (v: readonly Value[]): Value => ({ t: 'list', v });
export const record = (fields: Iterable<readonly [string, Value]>): Value => ({ t: 'record', v: new Map(fields) });

export const MAX_NAT = 2n ** 64n - 1n;
export const MAX_INT = 2n ** 63n - 1n;
export const MIN_INT = -(2n ** 63n);
