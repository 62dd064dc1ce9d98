// The public names of the three entries.
import { expect, test } from 'vitest';
import * as fs from '../src/fs.ts';
import * as index from '../src/index.ts';
import * as json from '../src/json.ts';

test('exported names', () => {
  expect(Object.keys(index).sort()).toEqual([
    'CanonError', 'MAX_DEPTH', 'ZERO_HASH', 'bytesToHex', 'compareBytes', 'compareText', 'concatBytes',
    'createLocator', 'createPositions', 'decodeCanonical', 'decodeUtf8', 'encodeCanonical', 'encodeUtf8', 'encodeWith', 'encodesTo', 'hashBytes', 'hashValue',
    'hexToBytes', 'isHash', 'joinPointer', 'locateJson', 'memoryStore', 'parseHash', 'portableSha256', 'positionAt', 'readJson',
    'scanCanonical', 'sha256', 'sha256Text', 'splitPointer', 'writeJson',
  ]);
  expect(Object.keys(fs)).toEqual(['directoryStore']);
  expect(Object.keys(json).sort()).toEqual(['compareText', 'createLocator', 'joinPointer', 'layoutFile', 'layoutJson', 'locateJson', 'readJson', 'splitPointer', 'writeJson']);
});
