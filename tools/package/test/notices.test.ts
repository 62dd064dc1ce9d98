// Licences of code that is inside a bundle.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { expect, it } from 'vitest';
import { thirdPartyNotices } from '../src/notices.ts';

function installed(packages: Readonly<Record<string, { readonly manifest: object; readonly licence?: string }>>): string {
  const root = mkdtempSync(join(tmpdir(), 'nx-air-notices-'));
  for (const [name, { manifest, licence }] of Object.entries(packages)) {
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
    writeFileSync(join(root, 'node_modules', name, 'package.json'), JSON.stringify(manifest));
    if (licence !== undefined) writeFileSync(join(root, 'node_modules', name, 'LICENSE.md'), licence);
  }
  return root;
}

const bundleOf = (inputs: Readonly<Record<string, number>>): Metafile => ({
  inputs: {},
  outputs: { 'dist/a.js': { bytes: 1, imports: [], exports: [], inputs: Object.fromEntries(Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }])) } },
});

it('names each package once, with its text, and leaves out what esbuild dropped', () => {
  const root = installed({ '@s/a': { manifest: { version: '1.2.3', license: 'MIT' }, licence: 'Copyright A\n' }, b: { manifest: { version: '2.0.0', license: 'ISC' } }, c: { manifest: {} } });
  const text = thirdPartyNotices(root, [bundleOf({ 'libs/x/src/i.ts': 9, 'node_modules/@s/a/i.js': 5, 'node_modules/@s/a/j.js': 5, 'node_modules/b/i.js': 1, 'node_modules/c/i.js': 0 })]);
  expect(text?.split('\n').filter((line) => !line.startsWith('==='))).toEqual(['@s/a 1.2.3 (MIT)', '', 'Copyright A', '', 'b 2.0.0 (ISC)', '', 'Licence: ISC', '']);
});

it('is nothing where all code is ours', () => {
  expect(thirdPartyNotices('/', [bundleOf({ 'libs/x/src/i.ts': 9 })])).toBeUndefined();
});

it('refuses code without a licence', () => {
  const root = installed({ c: { manifest: { version: '1.0.0' } } });
  expect(() => thirdPartyNotices(root, [bundleOf({ 'node_modules/c/i.js': 3 })])).toThrow('c names no licence');
});
