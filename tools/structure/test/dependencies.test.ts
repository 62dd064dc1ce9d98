// The dependency table against manifests and imports, both ways, each mismatch alone.
import { expect, test } from 'vitest';
import { checkDependencies } from '../src/dependencies.ts';
import { readDependencyTable } from '../src/dependency-table.ts';
import { faultLines, smallTree } from './small-tree.ts';

const NAMES = ['nx', '@nx/devkit', 'semver', 'fast-glob', 'ajv', '@noble/hashes', 'cbor-x', 'vitest', 'execa'] as const;
const HEADER = '| package | version | imported in | what for | unpacked size | why not another |\n|---|---|---|---|---|---|';
const row = (name: string, cells: { version?: string; where?: string; size?: string } = {}) =>
  `| ${name} | ${cells.version ?? '1.0.0'} | ${cells.where ?? '`libs/canon/src/all.ts`'} | work | ${cells.size ?? '1 kB'} | none fits |`;
const table = (...rows: readonly string[]) => `# Dependencies\n\n${HEADER}\n${rows.join('\n')}\n`;
const ROWS = NAMES.map((name) => row(name));

function judge(rows: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const dependencies = Object.fromEntries(NAMES.map((name) => [name, '1.0.0']));
  return faultLines(
    checkDependencies(
      smallTree({
        'package.json': '{"name":"workspace"}',
        'libs/air/package.json': '{"name":"@nx-air/air","exports":{".":"./src/index.ts"}}',
        'libs/canon/package.json': JSON.stringify({ name: '@nx-air/canon', dependencies }),
        'libs/canon/src/all.ts': NAMES.map((name) => `import '${name}';`).join('\n'),
        'spec/dependencies.md': table(...rows),
        ...files,
      }),
    ),
  );
}

test('table, manifests and imports agree', () => expect(judge(ROWS)).toEqual([]));

test('a folder stands for every file below it', () => {
  expect(judge([row('nx', { where: '`libs/canon/src/`' }), ...ROWS.slice(1)], { 'libs/canon/src/b.ts': `import 'nx';` })).toEqual([]);
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
  ['a dependency without a row', ROWS.slice(1), {}, [
    'spec/dependencies.md nx is required, but listed as imported nowhere',
    'libs/canon/package.json nx has no row in spec/dependencies.md',
    'libs/canon/src/all.ts:1 imports nx; its row in spec/dependencies.md does not say so',
  ]],
  ['a row without a dependency', [...ROWS, row('left-pad', { where: '' })], {}, ['spec/dependencies.md:14 left-pad is in no package.json']],
  ['another version', [row('nx', { version: '2.0.0' }), ...ROWS.slice(1)], {}, ['libs/canon/package.json nx is 1.0.0 here and 2.0.0 in spec/dependencies.md']],
  ['a file that does not import it', [row('nx', { where: '`libs/canon/src/all.ts`, `libs/canon/src/b.ts`' }), ...ROWS.slice(1)], {}, ['spec/dependencies.md:5 nx is not imported in libs/canon/src/b.ts']],
  ['a file that is not listed', ROWS, { 'libs/canon/src/b.ts': `import 'nx';` }, ['libs/canon/src/b.ts:1 imports nx; its row in spec/dependencies.md does not say so']],
  ['an import that is not declared', ROWS, { 'libs/air/src/b.ts': `import 'left-pad';` }, ['libs/air/src/b.ts:1 left-pad is imported but not in the dependencies of @nx-air/air']],
  ['an empty cell', [row('nx', { size: ' ' }), ...ROWS.slice(1)], {}, ['spec/dependencies.md:5 nx has an empty cell']],
  ['a row twice', [...ROWS, row('nx')], {}, ['spec/dependencies.md:14 nx is listed twice']],
])('%s', (_what, rows, files, expected) => expect(judge(rows, files)).toEqual(expected));

test('a tool may have a manifest of its own, for its files alone', () => {
  const files = { 'tools/bench/package.json': '{"name":"bench","dependencies":{"left-pad":"1.0.0"}}', 'tools/bench/src/a.ts': `import 'left-pad';`, 'tools/e2e/src/a.ts': `import 'left-pad';` };
  expect(judge([...ROWS, row('left-pad', { where: '`tools/`' })], files)).toEqual(['tools/e2e/src/a.ts:1 left-pad is imported but not in the dependencies of tools']);
});

test('a workspace package is a dependency too', () => {
  expect(judge(ROWS, { 'libs/air/src/b.ts': `import '@nx-air/canon';`, 'libs/air/src/index.ts': '' })).toEqual([
    'libs/air/package.json @nx-air/canon is imported, but no dependency of @nx-air/air',
  ]);
});

test('a dependency that nothing imports', () => {
  const files = { 'libs/air/package.json': '{"name":"@nx-air/air","dependencies":{"nx":"1.0.0","@nx-air/canon":"0.1.0"}}', 'libs/air/test/a.test.ts': `import '@nx-air/canon';` };
  expect(judge(ROWS, files)).toEqual([
    'libs/air/package.json nx is a dependency, but no source of @nx-air/air imports it',
    'libs/air/package.json @nx-air/canon is a dependency, but no source of @nx-air/air imports it',
  ]);
});

test('tests use what the root declares, and need no row of their own', () => {
  const files = { 'package.json': '{"name":"workspace","devDependencies":{"vitest":"1.0.0"}}', 'libs/air/test/a.test.ts': `import 'vitest';` };
  expect(judge(ROWS, files)).toEqual([]);
});

test('no table at all', () => {
  expect(faultLines(checkDependencies(smallTree({})))).toEqual(['spec/dependencies.md missing, or without the table of dependencies']);
});

test('rows are read with their lines, other tables are not', () => {
  const text = `| a | b |\n|---|---|\n| 1 | 2 |\n\n${table(row('`nx`', { where: '`a.ts`, `b/`' }))}`;
  expect(readDependencyTable(text)).toEqual([{ name: 'nx', version: '1.0.0', importedIn: ['a.ts', 'b/'], notes: ['work', '1 kB', 'none fits'], line: 9 }]);
});
