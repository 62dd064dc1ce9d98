// Every path of a folder with its content, to show that nothing was written.
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from '@nx-air/canon';

export function hashTree(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const at = join(root, path);
      const stats = lstatSync(at);
      if (stats.isSymbolicLink()) return `${path} -> ${readlinkSync(at)}`;
      return stats.isFile() ? `${path} ${hashBytes(readFileSync(at))}` : `${path}/`;
    });
}
