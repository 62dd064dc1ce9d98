// Runs where cbor-x has no native addon, in a process of its own: prints what it saw, fails where a value is another.
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { Decoder, isNativeAccelerationEnabled } from 'cbor-x';
import fc from 'fast-check';
import { decodeCanonical, encodeCanonical } from '../src/index.ts';
import { show, value } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

let values = 0;
fc.assert(
  fc.property(value, (original) => {
    values += 1;
    const bytes = encodeCanonical(original);
    strictEqual(show(decodeCanonical(bytes)), show(original));
    deepStrictEqual(encodeCanonical(decodeCanonical(bytes)), bytes);
  }),
  settings(2000),
);

const long = `\u{feff}${'a'.repeat(100)}`;
const held = ['x', new Map([[long, long]]), 1, long];
deepStrictEqual(decodeCanonical(encodeCanonical(held)), held);

// The habit that this guards against; when it is gone, the correction may go too.
const isMarkDropped = new Decoder().decode(encodeCanonical(long).subarray(3)) === long.slice(1);

process.stdout.write(JSON.stringify({ isNativeAccelerationEnabled, values, isMarkDropped }));
