// Which sources become files of their own, and how they are named in dist.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtPath, listEntries, renameSources } from '../src/entries.ts';

describe('builtPath', () => {
  it.each([
    ['./src/index.ts', './dist/index.js', ''],
    ['./src/executors/merge/executor.ts#batch', './dist/executors-merge-executor.js', '#batch'],
    ['./src/lock/mode.ts', './dist/lock-mode.js', ''],
  ])('%s is %s%s', (path, file, part) => {
    expect(builtPath(path)).toMatchObject({ file, part });
  });

  it.each(['./package.json', './src/executors/merge/schema.json', 'src/index.ts', './bin/air.mjs'])('%s is no source', (path) => {
    expect(builtPath(path)).toBeUndefined();
  });
});

it('renames sources and what is copied beside them, and nothing else', () => {
  const executors = { executors: { merge: { implementation: './src/executors/merge/executor.ts', schema: './src/executors/merge/schema.json', description: 'see ./src/x.ts', preferBatch: true, tags: ['./src/a.ts', 1] } } };
  expect(renameSources(executors)).toEqual({
    executors: { merge: { implementation: './dist/executors-merge-executor.js', schema: './dist/executors/merge/schema.json', description: 'see ./src/x.ts', preferBatch: true, tags: ['./dist/a.js', 1] } },
  });
});

it('lists what exports and the files of Nx name, each once', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nx-air-entries-'));
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ exports: { '.': './src/index.ts', './package.json': './package.json' } }));
  writeFileSync(join(dir, 'executors.json'), JSON.stringify({ executors: { a: { implementation: './src/a.ts', batchImplementation: './src/a.ts#batch', schema: './src/a.json' } } }));
  writeFileSync(join(dir, 'migrations.json'), JSON.stringify({ generators: { m: { implementation: './src/migrations/m.ts' } } }));
  expect(listEntries(dir)).toEqual(['a', 'index', 'migrations/m']);
});
