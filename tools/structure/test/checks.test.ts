// The list of checks and how a report is printed.
import { expect, test } from 'vitest';
import { CHECKS } from '../src/checks.ts';
import { renderReport } from '../src/render.ts';

test('every check has its own name', () => {
  expect(CHECKS.map(({ name }) => name)).toEqual([...new Set(CHECKS.map(({ name }) => name))]);
});

test('a report is details, faults, summary', () => {
  const faults = [{ file: 'a.ts', line: 3, message: 'wrong' }, { file: 'b.ts', message: 'missing' }];
  expect(renderReport({ summary: '2 files', details: ['table'], faults })).toBe('table\na.ts:3: wrong\nb.ts: missing\n2 files');
});
