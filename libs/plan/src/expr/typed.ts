// What checking an expression yields.
import { bytesToHex } from '@nx-air/canon';
import type { Formula } from '../flow/formula.ts';
import { bool, NULL, text, type Value } from '../value.ts';
import { encodeValue } from '../value-canon.ts';
import type { Type } from './type.ts';

export interface Typed {
  readonly type: Type;
  /** Names the value, equal for equal values; undefined when nothing can be remembered about it. */
  readonly key?: string | undefined;
  /** For a boolean: when it is true. */
  readonly holds?: Formula | undefined;
  /** An int computed from nats only: it may stand for a nat, where below zero is out of range and no type error. */
  readonly natural?: boolean;
  /** Set for a constant. */
  readonly token?: string;
  /** Set for a constant that is an integer, a time or a duration: they are ordered among each other. */
  readonly number?: bigint;
}

/** Equal for values that `eq` calls equal. */
export function tokenOf(value: Value): string {
  return bytesToHex(encodeValue(value));
}

export const NULL_TOKEN = tokenOf(NULL);
export const TRUE_TOKEN = tokenOf(bool(true));
export const FALSE_TOKEN = tokenOf(bool(false));
export const OK_TOKEN = tokenOf(text('ok'));
export const STATUS_TOKENS: readonly string[] = ['ok', 'error', 'timeout'].map((status) => tokenOf(text(status)));
