// The workspace as it will be: what a generator has changed so far, above the files on the disk.
import type { DirEntry, Host } from '@nx-air/world';
import { compareText } from '@nx-air/canon/json';
import type { Tree } from '@nx/devkit';
import { posix } from 'node:path';

/** A picture of the tree at this moment: later changes are not seen. */
export function treeHost(tree: Tree, host: Host): Host {
  const root = tree.root.replaceAll('\\', '/');
  const files = new Map<string, Uint8Array>();
  const deleted = new Set<string>();
  const names = new Map<string, Set<string>>();
  for (const { path, type, content } of tree.listChanges()) {
    const at = `${root}/${path}`;
    if (type === 'DELETE') deleted.add(at);
    else {
      files.set(at, content ?? new Uint8Array());
      addNames(names, root, at);
    }
  }

  const isDeleted = (path: string): boolean => [...deleted].some((gone) => (path === gone || path.startsWith(`${gone}/`)) && !files.has(path) && !names.has(path));
  const readDir = (path: string): readonly DirEntry[] | undefined => {
    const onDisk = isDeleted(path) ? undefined : host.readDir(path);
    const added = names.get(path);
    if (added === undefined) return onDisk?.filter(({ name }) => !isDeleted(`${path}/${name}`));
    const entries = new Map((onDisk ?? []).filter(({ name }) => !isDeleted(`${path}/${name}`)).map((entry) => [entry.name, entry]));
    for (const name of added) entries.set(name, { name, kind: files.has(`${path}/${name}`) ? 'file' : 'directory' });
    return [...entries.values()].sort((a, b) => compareText(a.name, b.name));
  };
  const kindOf: Host['kindOf'] = (path) => {
    if (files.has(path)) return 'file';
    if (names.has(path)) return 'directory';
    return isDeleted(path) ? undefined : host.kindOf(path);
  };
  const realPath = (path: string): string | undefined => {
    if (kindOf(path) === undefined) return isDeleted(path) ? undefined : host.realPath(path);
    const real = host.realPath(path);
    if (real !== undefined || path === '/') return real ?? path;
    const parent = realPath(posix.dirname(path)) ?? posix.dirname(path);
    return `${parent === '/' ? '' : parent}/${posix.basename(path)}`;
  };
  return {
    ...host,
    readFile: (path) => files.get(path) ?? (isDeleted(path) ? undefined : host.readFile(path)),
    fileSize: (path) => files.get(path)?.byteLength ?? (isDeleted(path) ? undefined : host.fileSize(path)),
    readDir,
    kindOf,
    realPath,
  };
}

function addNames(names: Map<string, Set<string>>, root: string, file: string): void {
  for (let path = file; path.length > root.length; path = posix.dirname(path)) {
    const folder = posix.dirname(path);
    const known = names.get(folder);
    if (known === undefined) names.set(folder, new Set([posix.basename(path)]));
    else known.add(posix.basename(path));
  }
}
