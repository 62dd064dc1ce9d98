// Builds every published package into a folder of its own.
import { copyFileSync, mkdirSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { copyAsset, copyBesideSources } from './assets.ts';
import { bundlePackage, INLINED } from './bundle.ts';
import { listEntries, NX_FILES, renameSources } from './entries.ts';
import { readRecord } from './json.ts';
import { publishedManifest } from './manifest.ts';
import { thirdPartyNotices } from './notices.ts';
import { bundleProgram } from './program.ts';
import { PUBLISHED, type Published } from './published.ts';
import { settleSourceMaps } from './source-maps.ts';
import { copyTypes, emitTypes } from './types.ts';

/**
 * @param work absolute folder that is created; how deep it lies in the repository is part of chunk names
 * @returns the folders, in the order of PUBLISHED
 */
export async function buildPackages(root: string, work: string, version: string): Promise<readonly string[]> {
  const types = join(work, 'types');
  await emitTypes(root, types);
  const folders: string[] = [];
  for (const each of PUBLISHED) folders.push(await buildPackage(root, work, each, types, version));
  return folders;
}

async function buildPackage(root: string, work: string, each: Published, types: string, version: string): Promise<string> {
  const { dir, name } = each;
  const from = join(root, dir);
  const out = join(work, folderName(name));
  mkdirSync(out, { recursive: true });
  const entries = listEntries(from);
  const bundles: Metafile[] = [await bundlePackage(root, dir, entries, out)];
  if (name === '@nx-air/cli') bundles.push(await bundleProgram(root, out));
  settleSourceMaps(root, join(out, 'dist'));
  copyTypes(join(types, dir, 'src'), entries, join(out, 'dist', 'types'));
  copyBesideSources(join(from, 'src'), join(out, 'dist'));
  for (const [source, target] of Object.entries(each.assets)) copyAsset(join(root, source), join(out, target));
  const files = Object.values(each.assets).map((target) => target.split('/')[0] ?? target);
  for (const file of NX_FILES) {
    if (!existsSync(join(from, file))) continue;
    writeJson(join(out, file), renameSources(readRecord(join(from, file))));
    files.push(file);
  }
  const notices = thirdPartyNotices(root, bundles);
  if (notices !== undefined) {
    writeFileSync(join(out, 'THIRD-PARTY.txt'), notices);
    files.push('THIRD-PARTY.txt');
  }
  const rootManifest = readRecord(join(root, 'package.json'));
  writeJson(join(out, 'package.json'), publishedManifest(readRecord(join(from, 'package.json')), each, { root: rootManifest, version, inlined: INLINED, files }));
  writeFileSync(join(out, 'README.md'), readme(each));
  copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  return out;
}

function folderName(name: string): string {
  return name.replace('@', '').replace('/', '-');
}

function readme({ name, description }: Published): string {
  const install = name === 'nx-air' ? 'npx nx add nx-air' : `npm install --save-dev ${name}`;
  return `# ${name}\n\n${description}\n\n    ${install}\n`;
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
