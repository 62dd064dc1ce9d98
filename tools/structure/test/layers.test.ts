// Each direction between layers, allowed and refused.
import { expect, test } from 'vitest';
import { checkLayers } from '../src/layers.ts';
import { faultLines, smallTree } from './small-tree.ts';

const judge = (path: string, text: string) => faultLines(checkLayers(smallTree({ [path]: text })));

test.each([
  ['libs/air/src/a.ts', `import '@nx-air/canon';`],
  ['libs/air/src/a.ts', `import './b.ts';`],
  ['libs/plan/src/a.ts', `import '@nx-air/air';`],
  ['libs/world/src/a.ts', `import '@nx-air/plan/check';`],
  ['libs/kernel/src/a.ts', `import '@nx-air/plan/runtime';`],
  ['libs/air/test/a.test.ts', `import '../src/a.ts';`],
  ['libs/air/test/a.test.ts', `import '@nx-air/air';`],
  ['plugins/nx-air/src/a.ts', `import '@nx-air/world/graph';`],
  ['plugins/nx-air/src/a.ts', `import type { A } from '@nx-air/world';`],
  ['plugins/nx-air/src/a.ts', `await import('@nx-air/world');`],
  ['plugins/nx-air/test/a.test.ts', `import '@nx-air/world';`],
  ['tools/bench/src/a.ts', `import '@nx-air/world';`],
  ['tools/bench/src/a.ts', `import '../../process/src/run.ts';`],
  ['libs/kernel/test/a.test.ts', `import '@nx-air/world';`],
  ['libs/cli/bin/air.mjs', `register('../../../tools/bench/src/a.ts', import.meta.url);`],
  ['libs/air/test/a.test.ts', `import '../../../tools/bench/src/a.ts';`],
])('%s may: %s', (path, text) => expect(judge(path, text)).toEqual([]));

test.each([
  ['libs/canon/src/a.ts', `import '@nx-air/air';`, '@nx-air/canon imports @nx-air/air; it may import no other layer'],
  ['libs/air/src/a.ts', `import type { A } from '@nx-air/world';`, '@nx-air/air imports @nx-air/world (types); it may import @nx-air/canon'],
  ['libs/air/src/a.ts', `await import('@nx-air/world');`, '@nx-air/air imports @nx-air/world; it may import @nx-air/canon'],
  ['libs/air/test/a.test.ts', `import '@nx-air/world';`, '@nx-air/air imports @nx-air/world; it may import @nx-air/canon'],
  ['libs/kernel/src/a.ts', `import '@nx-air/plan/check';`, '@nx-air/kernel imports @nx-air/plan/check; it may import @nx-air/canon, @nx-air/air, @nx-air/plan/runtime'],
  ['libs/kernel/src/a.ts', `import '@nx-air/world';`, '@nx-air/kernel imports @nx-air/world; it may import @nx-air/canon, @nx-air/air, @nx-air/plan/runtime'],
  ['libs/world/src/a.ts', `import '@nx-air/kernel';`, '@nx-air/world imports @nx-air/kernel; it may import @nx-air/canon, @nx-air/air, @nx-air/plan'],
  ['libs/world/src/a.ts', `import 'nx-air';`, '@nx-air/world imports the plugin; the plugin may import it, not the other way'],
  ['libs/air/src/a.ts', `import '@nx-air/air';`, '@nx-air/air is this package itself: import the file'],
  ['libs/air/src/a.ts', `import '../../canon/src/value.ts';`, '../../canon/src/value.ts reaches into @nx-air/canon: import @nx-air/canon by name'],
  ['tools/bench/src/a.ts', `import '../../../libs/canon/src/value.ts';`, '../../../libs/canon/src/value.ts reaches into @nx-air/canon: import @nx-air/canon by name'],
  ['libs/air/src/a.ts', `import '../../../tools/bench/src/a.ts';`, '../../../tools/bench/src/a.ts reaches into tools: import tools by name'],
  ['libs/cli/bin/program.mjs', `register('../../../tools/bench/src/a.ts');`, '../../../tools/bench/src/a.ts reaches into tools: import tools by name'],
  ['libs/air/src/a.ts', `import '@nx-air/canon/src/value.ts';`, '@nx-air/canon/src/value.ts is not an entry of @nx-air/canon: add it to "exports" or import another'],
  ['plugins/nx-air/src/a.ts', `import '@nx-air/world';`, 'the plugin imports @nx-air/world at load time; use import() where it is needed, or @nx-air/world/graph, @nx-air/air/did-you-mean, @nx-air/canon/json'],
])('%s may not: %s', (path, text, message) => expect(judge(path, text)).toEqual([`${path}:1 ${message}`]));

test('a package without a layer is refused until it has one', () => {
  const tree = smallTree({ 'libs/new/package.json': '{"name":"@nx-air/new"}', 'libs/new/src/a.ts': `import '@nx-air/canon';` });
  expect(faultLines(checkLayers(tree))).toEqual(['libs/new/src/a.ts:1 @nx-air/new has no layer: add it to tools/structure/src/layers.ts']);
});

test('the plugin may import the light JSON entry at load time', () => {
  const manifest = '{"name":"@nx-air/canon","exports":{"./json":"./src/json.ts"}}';
  const tree = smallTree({ 'libs/canon/package.json': manifest, 'plugins/nx-air/src/a.ts': `import '@nx-air/canon/json';` });
  expect(checkLayers(tree).faults).toEqual([]);
});
