// What generated classes have in common, so that any of them can be raised, emitted or turned into bytes.
import { Reader } from './reader';
import { Writer } from './writer';

export abstract class AirValue {
  /** The schema that the class was generated from, '' for parts of one that have no name of their own. */
  abstract $schema(): string;
  abstract $write(to: Writer): void;
}

/** Canonical bytes of a value, with the prefix d9d9f7. */
export function encode(value: AirValue): Uint8Array {
  const writer = Writer.open();
  value.$write(writer);
  return writer.toBytes();
}

/** The value of whole canonical bytes: `decode<Order>(bytes, Order.read)`. */
export function decode<T>(bytes: Uint8Array, read: (from: Reader) => T): T {
  const from = Reader.of(bytes);
  const value = read(from);
  from.done();
  return value;
}
