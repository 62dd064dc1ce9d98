// npm run package: tarballs of the published packages in dist/packages, and their sizes.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages } from './build-packages.ts';
import { readRecord } from './json.ts';
import { packFolders, type Packed } from './pack.ts';
import { filesNaming } from './source-maps.ts';

export interface PackageOptions {
  /** Absolute folder that receives the tarballs. */
  readonly to: string;
  readonly version: string;
}

/** Builds and packs everything. Throws when a file names a folder of this machine. */
export async function packAll(root: string, { to, version }: PackageOptions): Promise<readonly Packed[]> {
  const work = join(root, 'dist', 'packages', `work-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  try {
    const folders = await buildPackages(root, work, version);
    const leaks = folders.flatMap((folder) => filesNaming(folder, [root, work]));
    if (leaks.length > 0) throw new Error(`a path of this machine is in ${leaks.join(', ')}`);
    return await packFolders(folders, to);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The version that the repository has now. */
export function currentVersion(root: string): string {
  const { version } = readRecord(join(root, 'plugins', 'nx-air', 'package.json'));
  if (typeof version !== 'string') throw new Error('plugins/nx-air/package.json has no version');
  return version;
}

/** @returns the exit code */
export async function main(root: string, args: readonly string[], print: (line: string) => void): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, version: { type: 'string' } } });
  const to = resolve(values.to ?? join(root, 'dist', 'packages'));
  const began = performance.now();
  const packed = await packAll(root.replace(/\/$/, ''), { to, version: values.version ?? currentVersion(root) });
  for (const { filename, size, unpackedSize, files } of packed) {
    print(`${filename.padEnd(34)} ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked, ${String(files.length).padStart(4)} files`);
  }
  const total = packed.reduce((sum, { size }) => sum + size, 0);
  print(`${packed.length} packages, ${kilobytes(total).trim()} packed, in ${((performance.now() - began) / 1000).toFixed(1)} s: ${to}`);
  return 0;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0).padStart(6)} kB`;
}
