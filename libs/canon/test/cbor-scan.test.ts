// One row for every way in which bytes can miss the canonical form.
import { describe, expect, test } from 'vitest';
import { CanonError, decodeCanonical, hexToBytes, MAX_DEPTH, scanCanonical } from '../src/index.ts';

const P = 'd9d9f7';

describe('refused', () => {
  test.each<[string, string, number, string]>([
    ['nothing', '', 0, 'does not begin with d9d9f7'],
    ['no prefix', 'a0', 0, 'does not begin with d9d9f7'],
    ['part of the prefix', 'd9d9', 0, 'does not begin with d9d9f7'],
    ['prefix alone', P, 3, 'ends inside a value'],
    ['prefix twice', `${P}${P}a0`, 3, 'holds a tag'],
    ['prefix inside', `${P}81${P}00`, 4, 'holds a tag'],
    ['bytes after the value', `${P}0000`, 4, 'bytes after the end of the value'],
    ['0 in two bytes', `${P}1800`, 3, 'holds a head that is not the shortest'],
    ['23 in two bytes', `${P}1817`, 3, 'holds a head that is not the shortest'],
    ['255 in three bytes', `${P}1900ff`, 3, 'holds a head that is not the shortest'],
    ['65535 in five bytes', `${P}1a0000ffff`, 3, 'holds a head that is not the shortest'],
    ['2^32-1 in nine bytes', `${P}1b00000000ffffffff`, 3, 'holds a head that is not the shortest'],
    ['long length', `${P}780161`, 3, 'holds a head that is not the shortest'],
    ['-2^63-1', `${P}3b8000000000000000`, 3, 'holds an integer below -2^63'],
    ['-2^64', `${P}3bffffffffffffffff`, 3, 'holds an integer below -2^63'],
    ['head cut', `${P}19ff`, 3, 'ends inside a head'],
    ['reserved head', `${P}1c`, 3, 'holds a reserved head'],
    ['indefinite array', `${P}9fff`, 3, 'holds an indefinite length'],
    ['indefinite map', `${P}bfff`, 3, 'holds an indefinite length'],
    ['indefinite text', `${P}7f6161ff`, 3, 'holds an indefinite length'],
    ['indefinite bytes', `${P}5f4101ff`, 3, 'holds an indefinite length'],
    ['break alone', `${P}ff`, 3, 'holds a simple value other than false, true, null'],
    ['undefined', `${P}f7`, 3, 'holds a simple value other than false, true, null'],
    ['simple 0', `${P}e0`, 3, 'holds a simple value other than false, true, null'],
    ['simple 32', `${P}f820`, 3, 'holds a simple value other than false, true, null'],
    ['half float', `${P}f93c00`, 3, 'holds a float'],
    ['single float', `${P}fa47c35000`, 3, 'holds a float'],
    ['double float', `${P}fb3fb999999999999a`, 3, 'holds a float'],
    ['date tag', `${P}c100`, 3, 'holds a tag'],
    ['bignum', `${P}c24101`, 3, 'holds a tag'],
    ['shared value', `${P}d81c80`, 3, 'holds a tag'],
    ['record of cbor-x', `${P}d9dfff8319e00081616101`, 3, 'holds a tag'],
    ['text cut', `${P}6261`, 4, 'ends inside a string'],
    ['bytes cut', `${P}4201`, 4, 'ends inside a string'],
    ['huge text', `${P}7bffffffffffffffff`, 12, 'ends inside a string'],
    ['huge array', `${P}9bffffffffffffffff`, 12, 'ends inside a value'],
    ['huge map', `${P}bbffffffffffffffff`, 12, 'ends inside a map'],
    ['array cut', `${P}8201`, 5, 'ends inside a value'],
    ['map without value', `${P}a16161`, 6, 'ends inside a value'],
    ['overlong UTF-8', `${P}62c080`, 4, 'holds text that is not UTF-8'],
    ['surrogate in UTF-8', `${P}63eda080`, 4, 'holds text that is not UTF-8'],
    ['beyond U+10FFFF', `${P}64f4908080`, 4, 'holds text that is not UTF-8'],
    ['UTF-8 cut by the length', `${P}8262c3a961c3`, 8, 'holds text that is not UTF-8'],
    ['keys out of order', `${P}a2616200616100`, 7, 'holds map keys that are not sorted or not unique'],
    ['long key first', `${P}a262616100616200`, 8, 'holds map keys that are not sorted or not unique'],
    ['duplicate text key', `${P}a2616100616101`, 7, 'holds map keys that are not sorted or not unique'],
    ['duplicate byte key', `${P}a2410100410101`, 7, 'holds map keys that are not sorted or not unique'],
    ['negative before positive', `${P}a220000000`, 6, 'holds map keys that are not sorted or not unique'],
    ['array as key', `${P}a18000`, 4, 'holds a map key that is neither text, integer nor bytes'],
    ['null as key', `${P}a1f600`, 4, 'holds a map key that is neither text, integer nor bytes'],
    ['too deep', `${P}${'81'.repeat(MAX_DEPTH + 1)}00`, 3 + MAX_DEPTH, `nests deeper than ${MAX_DEPTH}`],
    ['a million brackets', `${P}${'81'.repeat(1_000_000)}`, 3 + MAX_DEPTH, `nests deeper than ${MAX_DEPTH}`],
  ])('%s', (_, hex, offset, reason) => {
    const bytes = hexToBytes(hex);
    expect(scanCanonical(bytes)).toEqual({ offset, reason });
    try {
      decodeCanonical(bytes);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof CanonError)) throw error;
      expect([error.code, error.offset, error.message]).toEqual(['not_canonical', offset, `not canonical CBOR: ${reason} at offset ${offset}`]);
    }
  });
});

test('the deepest allowed nesting', () => {
  expect(scanCanonical(hexToBytes(`${P}${'81'.repeat(MAX_DEPTH)}00`))).toBeUndefined();
});
