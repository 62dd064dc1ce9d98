// Nx writes one file after the other: what it could not write is found before the first of them.
import type { Tree } from '@nx/devkit';
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GeneratorError } from '../errors.ts';

/** @throws GeneratorError naming what may not be written. A file without any write permission counts, whoever runs this. */
export function refuseReadOnly(tree: Tree): void {
  const refused = tree.listChanges().flatMap(({ path, type }) => {
    const at = type === 'CREATE' ? nearestFolder(tree.root, path) : path;
    return isWritable(join(tree.root, at)) ? [] : [at];
  });
  const [first] = refused;
  if (first === undefined) return;
  const names = [...new Set(refused)].join(', ');
  throw new GeneratorError('not_writable', `${names} may not be written`, `Run \`chmod u+w ${first}\`, or check the file out for editing.`);
}

function nearestFolder(root: string, path: string): string {
  let folder = dirname(path);
  while (folder !== '.' && statSync(join(root, folder), { throwIfNoEntry: false }) === undefined) folder = dirname(folder);
  return folder;
}

function isWritable(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  try {
    accessSync(path, constants.W_OK);
  } catch {
    return false;
  }
  return (stat.mode & 0o222) !== 0;
}
