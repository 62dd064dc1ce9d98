// The same results where cbor-x has no native addon.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { show, value } from './arbitrary-values.ts';
import { settings } from './property-settings.ts';

// Read by cbor-x when it is first imported; every test file has a process of its own.
process.env['CBOR_NATIVE_ACCELERATION_DISABLED'] = 'true';

test('a value survives its bytes in JavaScript alone', async () => {
  const { isNativeAccelerationEnabled } = await import('cbor-x');
  expect(isNativeAccelerationEnabled).toBe(false);
  const { decodeCanonical, encodeCanonical } = await import('../src/index.ts');
  fc.assert(
    fc.property(value, original => {
      const bytes = encodeCanonical(original);
      expect(show(decodeCanonical(bytes))).toBe(show(original));
      expect(encodeCanonical(decodeCanonical(bytes))).toEqual(bytes);
    }),
    settings(2000),
  );
});
