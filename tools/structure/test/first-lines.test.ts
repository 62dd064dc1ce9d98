// First lines and file names that say what a file is for, and those that do not.
import { expect, test } from 'vitest';
import { checkFirstLines } from '../src/first-lines.ts';
import { smallTree } from './small-tree.ts';

const messages = (path: string, text: string) => checkFirstLines(smallTree({ [path]: text })).faults.map(({ message }) => message);
const NONE = 'the first line is not a // comment that says what the file is for';

test.each(['// Reads the lock file.\n', '#!/usr/bin/env node\n// Starts the command line.\n'])('accepts %j', (text) => {
  expect(messages('libs/air/src/a.ts', text)).toEqual([]);
});

test.each([
  ['', NONE],
  ['import "x";\n// Reads the lock file.', NONE],
  ['\n// Reads the lock file.', NONE],
  ['/* Reads the lock file. */', NONE],
  ['//Reads the lock file.', NONE],
  ['#!/usr/bin/env node\nimport "x";', NONE],
  ['// Lock.', '"// Lock." is too short to say what the file is for'],
])('refuses %j', (text, message) => expect(messages('libs/air/src/a.ts', text)).toEqual([message]));

test.each(['utils.ts', 'json-helpers.ts', 'misc/a.ts', 'common.ts', 'util.test.ts'])('refuses the name %s', (name) => {
  expect(messages(`libs/air/src/${name}`, '// Reads the lock file.')).toEqual(['the name says nothing: name the file after its one concept']);
});

test('a name that only contains such a word is fine', () => {
  expect(messages('libs/air/src/uncommon.ts', '// Reads the lock file.')).toEqual([]);
});
