// Columns of human output.
import { describe, expect, it } from 'vitest';
import { alignColumns } from '../src/table.ts';

describe('alignColumns', () => {
  it('pads every column but leaves no trailing blanks', () => {
    expect(alignColumns([['a', 'long', 'x'], ['longer', 'b', '']])).toEqual(['a       long  x', 'longer  b']);
  });

  it('takes no rows and ragged rows', () => {
    expect(alignColumns([])).toEqual([]);
    expect(alignColumns([['a'], ['bb', 'c']])).toEqual(['a', 'bb  c']);
  });
});
