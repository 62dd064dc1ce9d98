// Heavy packages are found through any number of static imports, and only through those.
import { expect, test } from 'vitest';
import { checkLightEntries } from '../src/light-entries.ts';
import { faultLines, smallTree } from './small-tree.ts';

const tree = (last: string) =>
  smallTree({
    'plugins/nx-air/src/index.ts': `import '@nx-air/world/graph';`,
    'libs/world/src/graph.ts': `import './config.ts';`,
    'libs/world/src/config.ts': last,
    'libs/air/src/index.ts': `import 'ajv/dist/2020.js';`,
  });

test.each([`import 'semver';`, `import type { A } from 'ajv';`, `await import('@nx-air/air');`, ''])('light: %s', (last) => {
  expect(faultLines(checkLightEntries(tree(last)))).toEqual([]);
});

test('a heavy package behind two files and another package', () => {
  expect(faultLines(checkLightEntries(tree(`import '@nx-air/air';`)))).toEqual([
    'libs/air/src/index.ts:1 ajv is loaded at graph time: libs/world/src/graph.ts -> libs/world/src/config.ts -> libs/air/src/index.ts -> ajv',
    'libs/air/src/index.ts:1 ajv is loaded at graph time: plugins/nx-air/src/index.ts -> libs/world/src/graph.ts -> libs/world/src/config.ts -> libs/air/src/index.ts -> ajv',
  ]);
});

test('an entry that went away is a fault, not a pass', () => {
  expect(faultLines(checkLightEntries(smallTree({ 'libs/world/src/graph.ts': '' })))).toEqual(['plugins/nx-air/src/index.ts missing light entry']);
});
