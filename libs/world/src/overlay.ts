// Definitions that stand in for those of a world: what it would be after a change.
import type { LoadedNode } from '@nx-air/air';
import type { Collected } from './collect.ts';
import { collectFolder } from './collect.ts';
import type { FileHost } from './host.ts';
import { relativePath } from './paths.ts';
import type { Place } from './place.ts';

/** `folder` is absolute and contained by the caller. */
export function collectOverlay(files: FileHost, place: Place, folder: string): Collected {
  return collectFolder(files, folder, { nameOf: (path) => relativePath(place.root, path), subject: 'overlay' });
}

const keyOf = ({ kind, name }: LoadedNode): string => (kind === 'manifest' ? kind : `${kind} ${name}`);

/** Every definition of `overlay`, and those of `own` that it does not name. */
export function withOverlay(own: Collected, overlay: Collected | undefined): Collected {
  if (overlay === undefined) return own;
  const replaced = new Set(overlay.nodes.map(keyOf));
  return {
    ...own,
    nodes: [...own.nodes.filter((node) => !replaced.has(keyOf(node))), ...overlay.nodes],
    files: [...own.files, ...overlay.files],
    texts: new Map([...own.texts, ...overlay.texts]),
    problems: [...own.problems, ...overlay.problems],
  };
}
