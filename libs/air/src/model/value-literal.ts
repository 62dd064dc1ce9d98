// Constants, and values written out with their types.
import type { Hash } from '@nx-air/canon';
import type { Empty } from './type-expr.ts';

/** Integers come as `number` where safe, else as `bigint`. `int` is -2^63..2^63-1, `nat` 0..2^64-1. */
export type AirInteger = number | bigint;

/** The constants that expressions and literals share. */
export type Const =
  | { readonly null: Empty }
  | { readonly bool: boolean }
  | { readonly int: AirInteger }
  | { readonly nat: AirInteger }
  | { readonly dec128: string }
  | { readonly text: string }
  | { readonly bytes_b64: string }
  | { readonly time_ns: AirInteger }
  | { readonly duration_ns: AirInteger }
  | { readonly hash: Hash }
  | { readonly uuid: string };

export interface SecretRef {
  readonly alias: string;
  readonly version: AirInteger;
}

export interface VariantLiteral {
  readonly tag: string;
  readonly value?: ValueLiteral;
}

export type ValueLiteral =
  | Const
  | { readonly list: readonly ValueLiteral[] }
  | { readonly set: readonly ValueLiteral[] }
  | { readonly map: readonly { readonly key: ValueLiteral; readonly value: ValueLiteral }[] }
  | { readonly record: Readonly<Record<string, ValueLiteral>> }
  | VariantLiteral
  | SecretRef;
