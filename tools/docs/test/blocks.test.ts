// Finding marked blocks in a page, and what is wrong around them.
import { expect, test } from 'vitest';
import { findBlocks } from '../src/blocks.ts';

const find = (...lines: readonly string[]) => findBlocks(lines);

test('a fence belongs to the marker on the line before it', () => {
  const { blocks, faults } = find('# A', '<!-- run: air --help -->', '```text', 'a', 'b', '```', 'end');
  expect(faults).toEqual([]);
  expect(blocks).toEqual([{ marker: expect.objectContaining({ command: 'air --help' }), line: 2, from: 3, to: 5 }]);
});

test('an empty fence is a block without lines', () => {
  expect(find('<!-- file: a -->', '```json', '```').blocks).toMatchObject([{ from: 2, to: 2 }]);
});

test('a table of targets ends with its own comment', () => {
  expect(find('<!-- targets -->', '| a |', '', '<!-- /targets -->', 'b').blocks).toMatchObject([{ from: 1, to: 3 }]);
});

test('markers inside a fence are text', () => {
  expect(find('```markdown', '<!-- run: air --help -->', '```')).toEqual({ blocks: [], faults: [] });
});

test('several blocks', () => {
  const page = ['<!-- file: a -->', '```', 'x', '```', '', '```json', '{}', '```', '<!-- file: b -->', '```', '```'];
  expect(find(...page).blocks.map(({ line, from, to }) => [line, from, to])).toEqual([[1, 2, 3], [9, 10, 10]]);
});

test.each([
  ['no fence', ['<!-- run: air --help -->', '', '```', '```'], 1, 'no fence on the next line'],
  ['the page ends', ['<!-- run: air --help -->'], 1, 'no fence on the next line'],
  ['an open fence', ['<!-- run: air --help -->', '```', 'a'], 1, 'no fence on the next line'],
  ['an open table', ['<!-- targets -->', '| a |'], 1, 'no <!-- /targets --> below it'],
  ['a mistyped marker', ['', '<!-- run air -->', '```', '```'], 2, 'expected'],
  ['a command without marker', ['', '```', '$ air --help', '```'], 2, 'a command that nothing checks'],
])('%s', (_title, lines, line, message) => {
  const { blocks, faults } = find(...lines);
  expect(blocks).toEqual([]);
  expect(faults).toEqual([{ line, message: expect.stringContaining(message) }]);
});
