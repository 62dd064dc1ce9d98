// The workspace as it will be: what a generator has changed so far, above the files on the disk.
import type { Host } from '@nx-air/world';
import type { Tree } from '@nx/devkit';
import { overlayHost } from './overlay-host.ts';

/** A picture of the tree at this moment: later changes are not seen. */
export function treeHost(tree: Tree, host: Host): Host {
  const root = tree.root.replaceAll('\\', '/');
  const changes = tree.listChanges().map(({ path, type, content }) => ({ path: `${root}/${path}`, type, content }));
  const files = changes.flatMap(({ path, type, content }) => (type === 'DELETE' ? [] : [[path, content ?? new Uint8Array()] as const]));
  return overlayHost(host, new Map(files), changes.filter(({ type }) => type === 'DELETE').map(({ path }) => path));
}
