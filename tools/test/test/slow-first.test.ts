// Which test files begin, and that none is lost.
import { expect, test } from 'vitest';
import { slowFirst } from '../src/slow-first.ts';

const sort = (...paths: readonly string[]): readonly string[] => slowFirst(paths, (path) => path);

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing', [], []],
  ['only quick ones', ['libs/air/test/b.test.ts', 'libs/air/test/a.test.ts'], ['libs/air/test/b.test.ts', 'libs/air/test/a.test.ts']],
  ['slow ones first, in their order', ['libs/air/test/a.test.ts', 'plugins/nx-air/test/b.e2e.test.ts', 'libs/cli/test/runs.test.ts', 'plugins/nx-air/test/release/a.e2e.test.ts', 'tools/package/test/x.test.ts', 'libs/cli/test/run.test.ts'], ['plugins/nx-air/test/b.e2e.test.ts', 'plugins/nx-air/test/release/a.e2e.test.ts', 'tools/package/test/x.test.ts', 'libs/cli/test/run.test.ts', 'libs/air/test/a.test.ts', 'libs/cli/test/runs.test.ts']],
])('%s', (_label, given, expected) => expect(sort(...given)).toEqual(expected));
