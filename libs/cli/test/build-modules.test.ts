// `air codegen` and `air build-modules` on repositories on disk.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

const MODULE = {
  $kind: 'defmodule',
  name: 'w/Counter@1',
  module_kind: 'reducer',
  abi: { reducer: { state: 'w/Count@1', event: 'w/Up@1' } },
};
const SOURCE = `// Counts.
import { Count, CounterReducer, Up } from './generated/air';

export class Counter extends CounterReducer {
  onEvent(state: Count | null, event: Up): Count {
    return { count: (state === null ? 0 : state.count) + event.by };
  }
}
`;
const schema = (name: string, field: string) => ({ $kind: 'defschema', name, type: { record: { [field]: { nat: {} } } } });
const manifest = (...modules: readonly string[]) => ({
  $kind: 'manifest',
  air_version: '1',
  schemas: [{ name: 'w/Count@1' }, { name: 'w/Up@1' }],
  modules: modules.map((name) => ({ name })),
  plans: [],
  effects: [],
  caps: [],
  policies: [],
});
const WORLD: TempFiles = {
  'w/aos.sync.json': { json: { version: 1, id: 'w', air: { dir: 'air' } } },
  'w/air/manifest.air.json': { json: manifest('w/Counter@1') },
  'w/air/defs.air.json': { json: [schema('w/Count@1', 'count'), schema('w/Up@1', 'by'), MODULE] },
  'w/modules/counter.ts': SOURCE,
};
const repo = (files: TempFiles = {}): string => tempRepo(WORLD, files);

async function generated(files: TempFiles = {}): Promise<string> {
  const root = repo(files);
  await air(root, ['codegen', 'w']);
  return root;
}

describe('codegen', () => {
  it('writes the types once, and says when they are stale', async () => {
    const root = repo();
    const missing = await air(root, ['codegen', 'w', '--check']);
    expect([missing.exitCode, missing.out]).toMatchInlineSnapshot(`
      [
        2,
        "w/modules/generated/air.ts:1:1 error codegen_stale
        world: generated types are not those of the schemas
        found no such file
        hint: Run \`air codegen w\`.
      world w: w/modules/generated/air.ts is stale
      1 error
      Next: correct w/modules/generated/air.ts:1:1, then run air codegen w --check
      ",
      ]
    `);
    const first = await air(root, ['codegen', 'w']);
    const again = await air(root, ['codegen', 'w']);
    const check = await air(root, ['codegen', 'w', '--check']);
    expect([first, again, check].map(({ exitCode, out }) => [exitCode, out])).toMatchInlineSnapshot(`
      [
        [
          0,
          "world w: w/modules/generated/air.ts written
      wrote w/modules/generated/air.ts
      Next: air build-modules w
      ",
        ],
        [
          0,
          "world w: w/modules/generated/air.ts is up to date
      Next: air build-modules w
      ",
        ],
        [
          0,
          "world w: w/modules/generated/air.ts is up to date
      Next: air build-modules w
      ",
        ],
      ]
    `);
    writeFileSync(join(root, 'w/air/defs.air.json'), JSON.stringify([schema('w/Count@1', 'count'), schema('w/Up@1', 'steps'), MODULE]));
    const stale = await air(root, ['codegen', 'w', '--check']);
    expect(stale.exitCode).toBe(2);
  });

  it('removes the types of a world without modules', async () => {
    const root = await generated();
    writeFileSync(join(root, 'w/air/manifest.air.json'), JSON.stringify(manifest()));
    expect((await air(root, ['codegen', 'w'])).exitCode).toBe(0);
    expect(existsSync(join(root, 'w/modules/generated/air.ts'))).toBe(false);
  });
});

describe('build-modules', () => {
  it('writes the modules and their list, which merge reads', async () => {
    const root = await generated();
    const { exitCode, out } = await air(root, ['build-modules', 'w']);
    const list = JSON.parse(readFileSync(join(root, 'dist/w/modules.json'), 'utf8'));
    const wasm = readFileSync(join(root, 'dist/w/modules/counter.wasm'));
    expect([exitCode, list]).toEqual([0, { format: 1, asc: '0.28.20', modules: [{ name: 'w/Counter@1', file: 'modules/counter.wasm', sha256: hashBytes(wasm), size: wasm.length, sources: ['modules/counter.ts', 'modules/generated/air.ts'].map((file) => ({ file, sha256: hashBytes(readFileSync(join(root, 'w', file))) })) }] }]);
    expect(out).toContain('world w: 1 module built\n');
    const merged = JSON.parse((await air(root, ['merge', 'w', '--json'])).out);
    expect(merged.exit_code).toBe(0);
    const checked = JSON.parse((await air(root, ['check', 'w', '--json'])).out);
    expect(checked.manifest_hash ?? '').not.toBe(merged.manifest_hash);
  });

  it('is not read when a source has changed since, until it is built again', async () => {
    const root = await generated({ 'w/scenarios/empty.scenario.json': { json: {} } });
    await air(root, ['build-modules', 'w']);
    writeFileSync(join(root, 'w/modules/counter.ts'), SOURCE.replace('event.by', 'event.by + 1'));
    const stale = await Promise.all(['merge', 'run', 'smoke'].map((command) => air(root, [command, 'w'])));
    for (const { exitCode, out } of stale) {
      expect(exitCode).toBe(2);
      expect(out).toMatch(/^dist\/w\/modules\.json:\d+:\d+ error built_module_stale$/m);
      expect(out).toContain('(w/modules/counter.ts)\n  hint: Run `air build-modules w`.');
    }
    await air(root, ['build-modules', 'w']);
    expect((await air(root, ['merge', 'w'])).exitCode).toBe(0);
  });

  it('takes the code of modules that are gone away', async () => {
    const root = await generated();
    await air(root, ['build-modules', 'w']);
    writeFileSync(join(root, 'dist/w/modules/old.wasm'), '');
    await air(root, ['build-modules', 'w']);
    expect([existsSync(join(root, 'dist/w/modules/old.wasm')), existsSync(join(root, 'dist/w/modules/counter.wasm'))]).toEqual([false, true]);
  });

  it.each<readonly [string, TempFiles, RegExp]>([
    ['an error in a source', { 'w/modules/counter.ts': SOURCE.replace('event.by', 'event.bye') }, /^w\/modules\/counter\.ts:6:64 error module_compile/m],
    ['a source of no module', { 'w/modules/conter.ts': SOURCE }, /^w\/modules\/conter\.ts:1:1 error module_unknown_source/m],
    ['a module without a source', { 'w/air/manifest.air.json': { json: manifest('w/Counter@1', 'w/Other@1') }, 'w/air/other.json': { json: { ...MODULE, name: 'w/Other@1' } } }, /^w\/air\/other\.json:1:1 error module_source_missing/m],
    ['two modules with one source', { 'w/air/manifest.air.json': { json: manifest('w/Counter@1', 'x/Counter@1') }, 'w/air/other.json': { json: { ...MODULE, name: 'x/Counter@1' } } }, /error module_source_shared/],
    ['a hash that is another one', { 'w/air/defs.air.json': { json: [schema('w/Count@1', 'count'), schema('w/Up@1', 'by'), { ...MODULE, wasm_hash: `sha256:${'1'.repeat(64)}` }] } }, /error module_hash_differs/],
  ])('%s', async (_name, files, expected) => {
    const root = await generated(files);
    const { exitCode, out } = await air(root, ['build-modules', 'w']);
    expect(out).toMatch(expected);
    expect([exitCode, existsSync(join(root, 'dist/w/modules.json'))]).toEqual([2, false]);
  });

  it('compiles nothing against stale types', async () => {
    const { exitCode, out } = await air(repo(), ['build-modules', 'w']);
    expect([exitCode, out]).toMatchInlineSnapshot(`
      [
        2,
        "w/modules/generated/air.ts:1:1 error codegen_stale
        world: generated types are not those of the schemas
        found no such file
        hint: Run \`air codegen w\`.
      world w: 0 modules built
      1 error
      Next: correct w/modules/generated/air.ts:1:1, then run air build-modules w
      ",
      ]
    `);
  });
});

describe('merge after build-modules', () => {
  it('writes its result beside the list of built modules, and never over it', async () => {
    const root = await generated();
    await air(root, ['build-modules', 'w']);
    const list = readFileSync(join(root, 'dist/w/modules.json'), 'utf8');
    expect((await air(root, ['merge', 'w', '--out', 'dist/w/merge.json'])).exitCode).toBe(0);
    expect((await air(root, ['merge', 'w', '--out', 'dist/w/modules.json'])).err).toContain('names a place that holds definitions');
    expect(readFileSync(join(root, 'dist/w/modules.json'), 'utf8')).toBe(list);
  });
});
