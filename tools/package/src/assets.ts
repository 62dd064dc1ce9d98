// Copies what is not compiled: folders a package names, and the files beside its sources that are no TypeScript.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function copyAsset(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

/** Schemas, and everything in a folder `files`: the templates of generators, which may be TypeScript themselves. */
export function copyBesideSources(sources: string, to: string): void {
  for (const path of listFiles(sources, '')) {
    if (!path.endsWith('.ts') || `/${path}`.includes('/files/')) copyAsset(join(sources, path), join(to, path));
  }
}

function listFiles(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
}
