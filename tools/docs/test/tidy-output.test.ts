// How output is shown: without colours, timings and runs of blank lines; cut; folded; compared.
import { expect, test } from 'vitest';
import { diffLines } from '../src/diff.ts';
import { foldMember } from '../src/fold-member.ts';
import { cutLines, findingLines, tidyOutput } from '../src/tidy-output.ts';

test.each<[string, readonly string[]]>([
  ['', []],
  ['\n\n', []],
  ['a\n', ['a']],
  ['\n\na  \n\n\n\nb\n\n', ['a', '', 'b']],
  ['\u001b[1mNext:\u001b[22m air', ['Next: air']],
  ['ran target (1.2s)\nread it (340ms)\n2 (two)', ['ran target', 'read it', '2 (two)']],
])('tidy %j', (output, lines) => expect(tidyOutput(output)).toEqual(lines));

test('cut says that there is more', () => {
  expect(cutLines(['a', 'b'], undefined)).toEqual(['a', 'b']);
  expect(cutLines(['a', 'b'], 2)).toEqual(['a', 'b']);
  expect(cutLines(['a', 'b', 'c'], 2)).toEqual(['a', 'b', '…']);
  expect(cutLines(['a', 'b', 'c', 'd'], 1, 2)).toEqual(['a', '…', 'c', 'd']);
  expect(cutLines(['a', 'b', 'c'], 1, 2)).toEqual(['a', 'b', 'c']);
});

test('findings end where the summary begins', () => {
  expect(findingLines(['w:1:1 error x', '  okay', 'failed world w, not merged', 'Next: x'])).toEqual(['w:1:1 error x', '  okay']);
  expect(findingLines(['w:1:1 warning x', 'ok pack p, 2 definitions'])).toEqual(['w:1:1 warning x']);
  expect(findingLines(['w:1:1 error x', 'world w: not merged', '1 error'])).toEqual(['w:1:1 error x']);
  expect(findingLines(['air: unknown_command: x'])).toEqual(['air: unknown_command: x']);
});

test('a folded member keeps its comma and hides what is nested in it', () => {
  const json = ['{', '  "lock": {', '    "a": {', '      "lock": 1', '    }', '  },', '  "b": 2', '}'];
  expect(foldMember(json, 'lock')).toEqual(['{', '  "lock": { … },', '  "b": 2', '}']);
  expect(foldMember(json, 'other')).toEqual(json);
  expect(foldMember(json, undefined)).toEqual(json);
  expect(foldMember(['"lock": {', '  1'], 'lock')).toEqual(['"lock": {', '  1']);
});

test.each<[string, string, readonly string[]]>([
  ['a b c', 'a b c', []],
  ['', '', []],
  ['a b c', 'a x c', ['  a', '- b', '+ x', '  c']],
  ['', 'a b', ['+ a', '+ b']],
  ['a b', '', ['- a', '- b']],
  ['a a', 'a a a', ['  a', '+ a']],
  ['a b c d', 'b c d', ['- a', '  b']],
])('difference of %j and %j', (page, real, lines) => {
  const split = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
  expect(diffLines(split(page), split(real))).toEqual(lines);
});
