// Typed round trip of type expressions: first match wins, in the order AOS declares.
import { MAP_KEY_TYPES, PRIMITIVE_TYPES } from '../model/type-expr.ts';
import { firstOf, lazy, mapOf } from './compound.ts';
import { empty, schemaRef } from './scalar.ts';
import { required, struct } from './struct.ts';
import type { Reader } from './reader.ts';

const inner = lazy(() => typeExpr);
const single = (name: string, reader: Reader): Reader => struct([required(name, reader)]);

const mapKey = firstOf(...MAP_KEY_TYPES.map((name) => single(name, empty)));

/** Reads a `TypeExpr`. */
export const typeExpr: Reader = firstOf(
  ...PRIMITIVE_TYPES.map((name) => single(name, empty)),
  single('record', mapOf(inner)),
  single('variant', mapOf(inner)),
  single('list', inner),
  single('set', inner),
  single('map', struct([required('key', mapKey), required('value', inner)])),
  single('option', inner),
  single('ref', schemaRef),
);
