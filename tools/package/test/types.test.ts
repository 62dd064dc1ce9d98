// Types of a package: what its entries reach, with paths that other people's TypeScript follows.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyTypes } from '../src/types.ts';

it('copies what entries reach and nothing else', () => {
  const from = mkdtempSync(join(tmpdir(), 'nx-air-types-'));
  const to = mkdtempSync(join(tmpdir(), 'nx-air-types-'));
  mkdirSync(join(from, 'a'));
  writeFileSync(join(from, 'index.d.ts'), `export { a } from './a/a.ts';\nexport type B = import("./b.ts").B;\nimport type { C } from '@nx-air/canon';\n`);
  writeFileSync(join(from, 'a/a.d.ts'), `import type { B } from '../b.ts';\nexport declare const a: B;\n`);
  writeFileSync(join(from, 'b.d.ts'), `export type B = './not-an-import.ts';\n`);
  writeFileSync(join(from, 'unused.d.ts'), `export {};\n`);
  copyTypes(from, ['index'], to);
  expect(readdirSync(to, { recursive: true }).sort()).toEqual(['a', 'a/a.d.ts', 'b.d.ts', 'index.d.ts']);
  expect(readFileSync(join(to, 'index.d.ts'), 'utf8')).toBe(`export { a } from './a/a.js';\nexport type B = import("./b.js").B;\nimport type { C } from '@nx-air/canon';\n`);
  expect(readFileSync(join(to, 'a/a.d.ts'), 'utf8')).toContain(`from '../b.js'`);
  expect(readFileSync(join(to, 'b.d.ts'), 'utf8')).toContain('./not-an-import.ts');
});
