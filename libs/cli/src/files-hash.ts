// One hash over the files that a world is made of: two results with the same one were made of the same world.
import { hashBytes, hashValue, type Hash } from '@nx-air/canon';
import type { FileHost } from '@nx-air/world';
import { readWorldGraph } from '@nx-air/world/graph';
import { relative } from 'node:path/posix';

const FOLDERS = ['scenarios', 'journals', 'modules'];
/** Files beyond are not looked at; a world of that size has other troubles. */
const MOST = 20_000;

/**
 * Of aos.sync.json, its definitions, scenarios, golden journals and module sources, and of the definitions of imports
 * that are folders. The engine has no part in it. `dir` and `root` are absolute.
 */
export function filesHash(host: FileHost, root: string, dir: string): Hash {
  const { airDir, imports } = readWorldGraph(host, dir, { root });
  const definitions = [`${root}/${airDir}`, ...imports.flatMap(({ root: folder }) => (folder === undefined ? [] : [`${root}/${folder}`]))];
  const paths = [`${dir}/aos.sync.json`, ...FOLDERS.flatMap((folder) => filesBelow(host, `${dir}/${folder}`)), ...definitions.flatMap((folder) => filesBelow(host, folder).filter((path) => path.endsWith('.json')))];
  const unique = [...new Set(paths)].slice(0, MOST);
  return hashValue(unique.flatMap((path): readonly (readonly [string, string])[] => {
    const bytes = host.readFile(path);
    return bytes === undefined ? [] : [[relative(root, path), hashBytes(bytes)]];
  }));
}

/** In order of path. Links are not followed. */
function filesBelow(host: FileHost, folder: string): readonly string[] {
  return (host.readDir(folder) ?? []).flatMap(({ name, kind }) => {
    if (kind === 'directory') return name === 'node_modules' ? [] : filesBelow(host, `${folder}/${name}`);
    return kind === 'file' ? [`${folder}/${name}`] : [];
  });
}
