// What `nx add nx-air` writes into nx.json and .gitignore, and that it keeps its hands off the rest.
import { expect, test } from 'vitest';
import init from '../../src/generators/init/generator.ts';
import { changesBy, refuses, workspaceTree } from './support.ts';

const run = (nxJson: string, more: Readonly<Record<string, unknown>> = {}) => {
  const tree = workspaceTree({ 'nx.json': nxJson, ...more });
  return { tree, run: () => init(tree, {}), read: (path: string) => tree.read(path, 'utf8') };
};

test('a plain workspace gets the plugin, its sync and what git has to ignore', async () => {
  const { tree, run: init, read } = run('{\n  "defaultBase": "main"\n}\n');
  expect(await changesBy(tree, init)).toEqual(['.gitignore', 'nx.json']);
  expect(read('nx.json')).toBe(
    '{\n  "defaultBase": "main",\n  "plugins": ["nx-air"],\n  "sync": { "globalGenerators": ["nx-air:sync-locks"] }\n}\n',
  );
  expect(read('.gitignore')).toBe('dist\n.nx/cache\n.nx/workspace-data\n');
  expect(await changesBy(tree, init)).toEqual([]);
});

test.each([
  [
    'comments and a formatting of its own',
    '// ours\n{\n    "plugins": [\n        /* first */ "@nx/js/typescript",\n        { "plugin":"@nx/vite", "options":{} } // last\n    ],\n    "a":1, "b" :2,\n}\n',
    '// ours\n{\n    "plugins": [\n        /* first */ "@nx/js/typescript",\n        { "plugin":"@nx/vite", "options":{} },\n        "nx-air" // last\n    ],\n    "a":1, "b" :2,\n    "sync": { "globalGenerators": ["nx-air:sync-locks"] },\n}\n',
  ],
  ['tabs', '{\n\t"plugins": []\n}\n', '{\n\t"plugins": ["nx-air"],\n\t"sync": { "globalGenerators": ["nx-air:sync-locks"] }\n}\n'],
  ['one line', '{"plugins":["@nx/js"]}', '{"plugins":["@nx/js","nx-air"],"sync":{"globalGenerators":["nx-air:sync-locks"]}}'],
  ['CRLF', '{\r\n  "plugins": []\r\n}\r\n', '{\r\n  "plugins": ["nx-air"],\r\n  "sync": { "globalGenerators": ["nx-air:sync-locks"] }\r\n}\r\n'],
  ['other syncs', '{\n  "sync": {\n    "applyChanges": true,\n    "globalGenerators": [\n      "@nx/js:typescript-sync"\n    ]\n  }\n}\n', '{\n  "sync": {\n    "applyChanges": true,\n    "globalGenerators": [\n      "@nx/js:typescript-sync",\n      "nx-air:sync-locks"\n    ]\n  },\n  "plugins": ["nx-air"]\n}\n'],
])('nx.json with %s keeps every other character', async (_label, before, after) => {
  const { run: init, read } = run(before);
  await init();
  expect(read('nx.json')).toBe(after);
  await init();
  expect(read('nx.json')).toBe(after);
});

test('a plugin with options stays as it is', async () => {
  const text = '{ "plugins": [{ "plugin": "nx-air", "options": { "lockMode": "error" } }], "sync": { "globalGenerators": ["nx-air:sync-locks"] } }';
  const { tree, run: init } = run(text, { '.gitignore': '/dist/\n.nx\n' });
  expect(await changesBy(tree, init)).toEqual([]);
});

test('the sync can be left out', async () => {
  const tree = workspaceTree({ 'nx.json': '{}', '.gitignore': 'dist/' });
  await init(tree, { skipSync: true });
  expect(tree.read('nx.json', 'utf8')).toBe('{ "plugins": ["nx-air"] }');
  expect(tree.read('.gitignore', 'utf8')).toBe('dist/\n.nx/cache\n.nx/workspace-data\n');
});

test.each([
  ['a misspelt option', '{ "plugins": [{ "plugin": "nx-air", "options": { "smokeTargetNam": "s" } }] }', 'Did you mean "smokeTargetName"?'],
  ['plugins that are no list', '{ "plugins": {} }', 'nx.json: "plugins" is no list'],
  ['no object', '[]', 'nx.json is no JSON object'],
  ['broken JSON', '{', 'nx.json is no JSON object'],
])('%s: said, and nothing is written', async (_label, text, said) => {
  const { tree, run: init } = run(text);
  const changed = await changesBy(tree, () => refuses(init, said));
  expect(changed).toEqual([]);
});

test.each([
  ['22.7.5', 'nx 22.7.5 is installed, nx-air needs >=23.3.0 <25.0.0'],
  ['23.2.1', 'nx 23.2.1 is installed'],
  ['25.0.0', 'nx 25.0.0 is installed'],
])('nx %s is refused', async (version, said) => {
  const { run: init } = run('{}', { 'node_modules/nx/package.json': { version } });
  await refuses(init, said);
});

test('without nx.json it says how to begin', async () => {
  const tree = workspaceTree();
  tree.delete('nx.json');
  await refuses(() => init(tree, {}), 'there is no nx.json. Run `npx nx init` first.');
});
