// Sources that look beside themselves find the same place from a bundle; other places are refused when it is built.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { keepOwnUrls } from '../src/own-url.ts';
import { filesNaming, settleSourceMaps } from '../src/source-maps.ts';

function repository(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-own-url-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const bundle = (root: string) =>
  build({ absWorkingDir: root, entryPoints: { index: join(root, 'libs/a/src/index.ts') }, bundle: true, format: 'esm', platform: 'node', sourcemap: 'linked', outdir: join(root, 'out/dist'), logLevel: 'silent', plugins: [keepOwnUrls(join(root, 'libs/a/src'), './')] });

describe('keepOwnUrls', () => {
  it('means the place where the file would be without a bundle', async () => {
    const root = repository({
      'libs/a/src/index.ts': `export { place } from './deep/er.ts';\n`,
      'libs/a/src/deep/er.ts': `export const place: string = new URL('../../data/', import.meta.url).href;\n`,
    });
    await bundle(root);
    const { place } = (await import(pathToFileURL(join(root, 'out/dist/index.js')).href)) as { place: string };
    expect(place).toBe(pathToFileURL(join(root, 'out/data/')).href);
  });

  it.each([
    ['another package', { 'libs/a/src/index.ts': `export * from '../../b/src/index.ts';\n`, 'libs/b/src/index.ts': 'export const url = import.meta.url;\n' }, 'would be bundled into another package'],
    ['another member', { 'libs/a/src/index.ts': 'export const dir = import.meta.dirname;\n' }, 'only import.meta.url works in a bundle'],
  ])('refuses %s', async (_name, files, message) => {
    await expect(bundle(repository(files))).rejects.toThrow(message);
  });
});

it('maps name sources as the repository does, and a folder of this machine is found', async () => {
  const root = repository({ 'libs/a/src/index.ts': 'export const a = 1;\n' });
  await bundle(root);
  settleSourceMaps(root, join(root, 'out/dist'));
  const map = JSON.parse(readFileSync(join(root, 'out/dist/index.js.map'), 'utf8')) as { sources: string[]; sourcesContent: string[] };
  expect([map.sources, map.sourcesContent]).toEqual([['libs/a/src/index.ts'], ['export const a = 1;\n']]);
  expect(filesNaming(join(root, 'out'), [root])).toEqual([]);
  writeFileSync(join(root, 'out/leak.txt'), `built in ${root}\n`);
  expect(filesNaming(join(root, 'out'), [root])).toEqual([join(root, 'out/leak.txt')]);
});
