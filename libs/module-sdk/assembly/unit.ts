// The type with one value, `unit` of AIR.
import { Reader } from './reader';

export type Unit = u8;

export function readUnit(from: Reader): Unit {
  from.null();
  return 0;
}
