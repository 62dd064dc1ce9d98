// Printing is refused in library sources, and nowhere else.
import { expect, test } from 'vitest';
import { checkSilence } from '../src/silence.ts';
import { faultLines, smallTree } from './small-tree.ts';

const judge = (path: string, text: string) => faultLines(checkSilence(smallTree({ [path]: text })));

test.each([
  ['console.log(1);', 'console.log'],
  ['if (a) { console.error(1); }', 'console.error'],
  ['process.stdout.write("a");', 'process.stdout'],
  ['process.stderr.write("a");', 'process.stderr'],
])('refuses %s', (text, call) => {
  expect(judge('libs/air/src/a.ts', `\n${text}`)).toEqual([`libs/air/src/a.ts:2 ${call}: return the text, the caller prints it`]);
});

test.each(['io.stdout("a");', '// console.log', 'process.env;', 'const text = "console.log(1)";'])('accepts %s', (text) => {
  expect(judge('libs/air/src/a.ts', text)).toEqual([]);
});

test.each(['libs/cli/bin/air.mjs', 'libs/air/test/a.test.ts', 'tools/test/src/a.ts', 'plugins/nx-air/src/a.ts'])('%s may print', (path) => {
  expect(judge(path, 'console.log(1);')).toEqual([]);
});
