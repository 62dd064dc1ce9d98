// Every form of import is seen, with its mode and its line.
import { expect, test } from 'vitest';
import { listEdges, packageOf } from '../src/import-graph.ts';
import { listImports } from '../src/imports.ts';
import { smallTree } from './small-tree.ts';

const importsOf = (text: string) => smallTree({ 'libs/air/src/a.ts': text }).files.flatMap((file) => listImports(file));

test.each([
  [`import { a } from './b.ts';`, 'static'],
  [`import { type A } from './b.ts';`, 'static'],
  [`import './b.ts';`, 'static'],
  [`export { a } from './b.ts';`, 'static'],
  [`export * from './b.ts';`, 'static'],
  [`import type { A } from './b.ts';`, 'type'],
  [`export type { A } from './b.ts';`, 'type'],
  [`type A = import('./b.ts').A;`, 'type'],
  [`type A = typeof import('./b.ts');`, 'type'],
  [`const a = await import('./b.ts');`, 'lazy'],
  [`const a = require('./b.ts');`, 'static'],
  [`const a = createRequire(import.meta.url)('./b.ts');`, 'static'],
  [`const load = () => createRequire(import.meta.url)('./b.ts');`, 'lazy'],
  [`register('./b.ts', import.meta.url);`, 'resolve'],
  [`require.resolve('./b.ts');`, 'resolve'],
  [`import.meta.resolve('./b.ts');`, 'resolve'],
])('%s is %s', (text, mode) => {
  expect(importsOf(`\n${text}`)).toEqual([{ specifier: './b.ts', mode, line: 2 }]);
});

test.each([`const a = "import './b.ts'";`, `// import './b.ts';`, 'const a = `import "./b.ts"`;', `await import(name);`, `export const a = 1;`])(
  '%s is no import',
  (text) => expect(importsOf(text)).toEqual([]),
);

test.each([
  ['./b.ts', { kind: 'file', path: 'libs/air/src/b.ts' }],
  ['../../canon/src/value.ts', { kind: 'file', path: 'libs/canon/src/value.ts' }],
  ['node:fs', { kind: 'platform' }],
  ['ajv/dist/2020.js', { kind: 'external', packageName: 'ajv' }],
  ['@noble/hashes/sha2.js', { kind: 'external', packageName: '@noble/hashes' }],
])('%s leads to its target', (specifier, target) => {
  const edges = listEdges(smallTree({ 'libs/air/src/a.ts': `import '${specifier}';` }));
  expect(edges.map((edge) => edge.target)).toEqual([target]);
});

test('an entry of a workspace package leads to its file, an unknown one does not', () => {
  const edges = listEdges(smallTree({ 'libs/air/src/a.ts': `import '@nx-air/canon/fs';\nimport '@nx-air/canon/src/value.ts';` }));
  expect(edges.map(({ target }) => (target.kind === 'file' ? target.path : target.kind))).toEqual(['libs/canon/src/fs.ts', 'missing-entry']);
});

test.each([
  ['ajv', 'ajv'],
  ['ajv/dist/x', 'ajv'],
  ['@nx/devkit', '@nx/devkit'],
  ['@nx/devkit/testing', '@nx/devkit'],
])('%s is part of %s', (specifier, name) => expect(packageOf(specifier)).toBe(name));
