// Each way to switch the checker off is found in sources and left alone in tests.
import { expect, test } from 'vitest';
import { checkStrictTypes } from '../src/strict-types.ts';
import { faultLines, smallTree } from './small-tree.ts';

const judge = (path: string, text: string) => faultLines(checkStrictTypes(smallTree({ [path]: text })));
const BROKEN = [
  ['let a: any;', '`any`: say what it is, or `unknown`'],
  ['const a = b as any;', '`any`: say what it is, or `unknown`'],
  ['a!.b;', '`!`: handle the missing value'],
  ['// @ts-ignore', 'type checking is switched off by a comment'],
  ['/* @ts-nocheck */', 'type checking is switched off by a comment'],
  ['  // @ts-expect-error because', 'type checking is switched off by a comment'],
  ['const a = b as unknown as C;', 'a double `as` hides a wrong type: check the value'],
  ['a.localeCompare(b);', 'localeCompare orders by locale: use compareText'],
] as const;

test.each(BROKEN)('refuses %s', (text, message) => expect(judge('libs/air/src/a.ts', `\n${text}`)).toEqual([`libs/air/src/a.ts:2 ${message}`]));
test.each(BROKEN)('leaves tests alone: %s', (text) => expect(judge('libs/air/test/a.test.ts', text)).toEqual([]));
test.each(['const any = 1;', '// any file', `const a = "x!";`, 'a !== b;', 'b as const;', 'x as Name;', '// about @ts-ignore'])('accepts %s', (text) => {
  expect(judge('libs/air/src/a.ts', text)).toEqual([]);
});
