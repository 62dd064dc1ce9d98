// Committed journals never change: the list, and each way to break it.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { judge, main } from '../src/main.ts';

test('every golden journal is as it was committed', () => {
  const lines: string[] = [];
  expect([main(fileURLToPath(new URL('../../..', import.meta.url)), [], (line) => lines.push(line)), lines]).toEqual([0, []]);
});

const listed = new Map([['worlds/w/journals/a.journal', 'sha256:1']]);
test.each<[string, ReadonlyMap<string, string>, string, readonly string[]]>([
  ['the same', listed, '', []],
  ['a new one', new Map([...listed, ['b', 'sha256:2']]), '', []],
  ['changed', new Map([['worlds/w/journals/a.journal', 'sha256:2']]), '', ['worlds/w/journals/a.journal was changed: expected sha256:1, found sha256:2; restore it, and run air journal accept for a new one']],
  ['removed', new Map(), '', ['worlds/w/journals/a.journal was removed; restore it, or name it with the reason in CHANGELOG.md']],
  ['removed with a reason', new Map(), 'worlds/w/journals/a.journal: format 0', []],
])('%s', (_name, found, changelog, problems) => {
  expect(judge(listed, found, changelog)).toEqual(problems);
});
