// The known word nearest to a mistyped one, and none where nothing is near.
import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../src/did-you-mean.ts';

describe('nearest', () => {
  it.each([
    ['stesp', ['steps', 'edges'], 'steps'],
    ['paramz', ['params', 'param'], 'params'],
    ['emit_efect', ['emit_effect', 'end'], 'emit_effect'],
    ['emitEffect', ['emit_effect'], 'emit_effect'],
    ['Name', ['name'], 'name'],
    ['ab', ['ba'], 'ba'],
    ['aa', ['ab', 'ac'], 'ab'],
    ['doc', ['name', 'type'], undefined],
    ['x', ['y'], undefined],
    ['', ['a'], undefined],
    ['steps', [], undefined],
    ['steps', ['steps'], undefined],
    ['a'.repeat(100_000), ['a'.repeat(64)], undefined],
    ['a'.repeat(64), ['a'.repeat(100_000)], undefined],
  ])('%s among %j', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});

it('has no hint without a near word', () => {
  expect(didYouMean(undefined)).toEqual({});
  expect(didYouMean('steps')).toEqual({ hint: 'Did you mean `steps`?' });
});
