// The target `build-modules` under Nx on a world of this repository: what it is built again for, and who reads the result.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clone } from './support/clone.ts';
import { cloneRepository } from './support/clone.ts';

const WORLD = 'daily-digest';
const BUILD = `${WORLD}:build-modules`;
const LIST = `dist/worlds/${WORLD}/modules.json`;
const SOURCE = `worlds/${WORLD}/modules/digest-log.ts`;

describe('build-modules', () => {
  let clone: Clone;
  beforeAll(() => void (clone = cloneRepository({ content: true })));
  afterAll(() => clone.dispose());

  const build = () => clone.run('-t', 'build-modules', '-p', WORLD);
  const builtHash = (): string => JSON.parse(clone.read(LIST)).modules[0].sha256;

  test('builds once, then takes it from the cache, also when dist is gone', async () => {
    expect(await build()).toMatchObject({ exitCode: 0, ran: [BUILD] });
    const hash = builtHash();
    clone.remove('dist');
    expect(await build()).toMatchObject({ exitCode: 0, cached: [BUILD] });
    expect([builtHash(), existsSync(join(clone.root, `dist/worlds/${WORLD}/modules/digest-log.wasm`))]).toEqual([hash, true]);
  });

  const blank = (text: string): string => `${text}\n`;
  test.each<[string, string, (text: string) => string, readonly string[]]>([
    ['a source', SOURCE, blank, [BUILD]],
    ['a definition', `worlds/${WORLD}/air/defs.air.json`, blank, [BUILD]],
    ['a definition of an import', 'plan-packs/digest/defs.air.json', blank, [BUILD]],
    ['the SDK', 'libs/module-sdk/assembly/reader.ts', blank, [BUILD]],
    ['the version of the compiler', 'package-lock.json', (text) => text.replace(/("node_modules\/assemblyscript": \{\s+"version": ")[^"]+(",\s+"integrity": "sha512-)..../, '$10.0.0$2AAAA'), [BUILD]],
    ['a unit test', SOURCE.replace('.ts', '.test.ts'), blank, []],
  ])('editing %s', async (_label, file, edit, expected) => {
    const before = clone.read(file);
    clone.write({ [file]: edit });
    const { exitCode, ran, output } = await build();
    expect({ exitCode, ran, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, ran: expected, output: '' });
    clone.write({ [file]: before });
  });

  test('merge has the hash of what is built from the present source, whatever lies in dist', async () => {
    await build();
    const merge = async () => {
      const { exitCode, output } = await clone.run('-t', 'merge', '-p', WORLD);
      return exitCode === 0 ? '' : output;
    };
    const [hash, wasm] = [builtHash(), `dist/worlds/${WORLD}/modules/digest-log.wasm`];
    clone.write({ [SOURCE]: (text: string) => text.replace('log.spent_cents += event.cost_cents', 'log.spent_cents += event.cost_cents + 1') });
    expect(await merge()).toBe('');
    expect(builtHash()).not.toBe(hash);
    expect(clone.read(`dist/worlds/${WORLD}/merge.json`)).toContain(builtHash());
    clone.write({ [wasm]: 'forged' });
    expect(await merge()).toBe('');
    expect(clone.read(wasm)).not.toBe('forged');
  });

  test('stale types fail the build, and leave nothing to be read', async () => {
    clone.write({ [`worlds/${WORLD}/air/defs.air.json`]: (text: string) => text.replace('"spent_cents": { "nat": {} }', '"spent_cents": { "nat": {} }, "asked": { "nat": {} }') });
    const { exitCode, output } = await build();
    expect([exitCode, existsSync(join(clone.root, LIST))]).toEqual([1, false]);
    expect(output).toMatch(/modules\/generated\/air\.ts:1:1 error codegen_stale$/m);
  });
});
