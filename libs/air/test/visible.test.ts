// Text that is safe to print.
import { describe, expect, it } from 'vitest';
import { visible } from '../src/visible.ts';

describe('visible', () => {
  it.each([
    ['plain äöü 漢字 😀', 'plain äöü 漢字 😀'],
    ['a\tb\nc', 'a\\u{9}b\\u{a}c'],
    ['\u001b[0m', '\\u{1b}[0m'],
    ['\u009b1m', '\\u{9b}1m'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\u202Eabc\u2066', '\\u{202e}abc\\u{2066}'],
    ['\uDC00', '\\u{dc00}'],
    ['\u{E0041}', '\\u{e0041}'],
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});
