// Which file belongs to which package, in which role.
import { expect, test } from 'vitest';
import { smallTree } from './small-tree.ts';

test.each([
  ['libs/air/src/names.ts', '@nx-air/air', 'source'],
  ['libs/air/bin/air.mjs', '@nx-air/air', 'source'],
  ['libs/air/test/names.test.ts', '@nx-air/air', 'test'],
  ['plugins/nx-air/src/index.ts', 'nx-air', 'source'],
  ['tools/test/main.mjs', 'tools', 'source'],
  ['tools/test/src/cells.ts', 'tools', 'source'],
  ['tools/test/test/cells.test.ts', 'tools', 'test'],
  ['libs/air/assembly/reader.ts', '@nx-air/air', 'assembly'],
  ['worlds/w/modules/log.ts', 'worlds', 'assembly'],
  ['worlds/w/modules/shared/numbers.ts', 'worlds', 'assembly'],
  ['worlds/w/modules/log.test.ts', 'worlds', 'test'],
  ['vitest.config.ts', 'root', 'source'],
])('%s belongs to %s as %s', (path, owner, role) => {
  expect(smallTree({ [path]: '' }).files).toEqual([{ path, text: '', owner, role }]);
});

test.each(['libs/air/test/fixtures/world/a.ts', 'libs/air/notes/a.ts', 'worlds/w/modules/generated/air.ts', 'worlds/w/a.ts'])('%s is no source', (path) => {
  expect(smallTree({ [path]: '' }).files).toEqual([]);
});

test('entries are the TypeScript exports, from the repository root', () => {
  const plugin = smallTree({}).packages.find(({ name }) => name === 'nx-air');
  expect(plugin?.entries).toEqual(new Map([['.', 'plugins/nx-air/src/index.ts']]));
});
