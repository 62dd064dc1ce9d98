// Cycles of every kind are found, once, with the path round them.
import { expect, test } from 'vitest';
import { checkCycles } from '../src/cycles.ts';
import { faultLines, smallTree } from './small-tree.ts';

const SOUND = {
  'libs/canon/src/a.ts': `import './b.ts';\nimport './c.ts';`,
  'libs/canon/src/b.ts': `import './c.ts';`,
  'libs/canon/src/c.ts': `import 'node:fs';`,
};

test('a diamond is no cycle', () => {
  expect(checkCycles(smallTree(SOUND))).toEqual({ summary: '3 files, 3 imports between them: 0 run-time cycles, 0 type cycles', faults: [] });
});

test.each([
  ['static', `import './a.ts';`, 'import cycle'],
  ['lazy', `void import('./a.ts');`, 'import cycle'],
  ['type', `import type { A } from './a.ts';`, 'import cycle through types'],
])('a %s import back is a cycle', (_mode, text, what) => {
  expect(faultLines(checkCycles(smallTree({ ...SOUND, 'libs/canon/src/c.ts': `\n${text}` })))).toEqual([
    `libs/canon/src/a.ts:2 ${what}: libs/canon/src/a.ts -> libs/canon/src/c.ts -> libs/canon/src/a.ts`,
  ]);
});

test('a cycle across packages', () => {
  const tree = smallTree({
    'libs/canon/src/index.ts': `import '@nx-air/air';`,
    'libs/air/src/index.ts': `import './names.ts';`,
    'libs/air/src/names.ts': `import '@nx-air/canon';`,
  });
  expect(faultLines(checkCycles(tree))).toEqual([
    'libs/air/src/index.ts:1 import cycle: libs/air/src/index.ts -> libs/air/src/names.ts -> libs/canon/src/index.ts -> libs/air/src/index.ts',
  ]);
});

test('a file that imports itself', () => {
  const tree = smallTree({ 'libs/canon/src/a.ts': `import './a.ts';` });
  expect(faultLines(checkCycles(tree))).toEqual(['libs/canon/src/a.ts:1 import cycle: libs/canon/src/a.ts -> libs/canon/src/a.ts']);
});

test('two separate cycles are two faults; types add nothing to a run-time cycle', () => {
  const tree = smallTree({
    'libs/canon/src/a.ts': `import './b.ts';\nimport type {} from './b.ts';`,
    'libs/canon/src/b.ts': `import './a.ts';`,
    'libs/canon/src/x.ts': `import './y.ts';`,
    'libs/canon/src/y.ts': `import './x.ts';`,
  });
  expect(checkCycles(tree).faults).toHaveLength(2);
});

test('resolving a path is no import', () => {
  const tree = smallTree({ 'libs/canon/src/a.ts': `import './b.ts';`, 'libs/canon/src/b.ts': `require.resolve('./a.ts');` });
  expect(checkCycles(tree).faults).toEqual([]);
});
