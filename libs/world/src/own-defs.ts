// The definitions in a world's own folders.
import type { Problem } from '@nx-air/air';
import type { Collected } from './collect.ts';
import { collectFolder } from './collect.ts';
import type { FileHost } from './host.ts';
import { joinPath, relativePath } from './paths.ts';
import type { Place } from './place.ts';
import { configFileOf } from './place.ts';
import { contain } from './source/contain.ts';
import { worldFolders } from './world-folders.ts';

const nothing = (...problems: readonly Problem[]): Collected => ({ nodes: [], files: [], texts: new Map(), unread: [], problems });

/** `airDir` is relative to the world and must stay in it, by its text and by its links. */
export function collectOwn(files: FileHost, place: Place, airDir: string): Collected {
  const where = { subject: 'air.dir', file: configFileOf(place), pointer: '/air/dir' };
  const found = contain(files, place.worldDir, joinPath(place.worldDir, airDir));
  if (found.kind === 'outside') {
    const how = found.by === 'link' ? 'a link to ' : '';
    return nothing({ ...where, code: 'air_dir_escapes_root', expected: 'a folder inside the world', actual: how + found.leadsTo });
  }
  if (found.kind === 'missing' || files.kindOf(found.path) !== 'directory') {
    return nothing({ ...where, code: 'air_dir_missing', expected: `the folder ${airDir}` });
  }
  // AOS judges the name of the link and Nx hashes the files where they stand: followed, the two would disagree.
  if (found.path !== joinPath(place.worldDir, airDir)) {
    return nothing({ ...where, code: 'symlinked_definition', expected: 'a folder', actual: `a link to ${relativePath(place.worldDir, found.path)}` });
  }
  const { folders, links } = worldFolders(files, found.path);
  const nameOf = (path: string): string => relativePath(place.root, path);
  const linked = links.map((path): Problem => ({ code: 'symlinked_definition', subject: 'world', file: nameOf(path), pointer: '' }));
  const parts = folders.map((folder) => collectFolder(files, folder, { nameOf, subject: 'world' }));
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    files: parts.flatMap((part) => part.files),
    texts: new Map(parts.flatMap(({ texts }) => [...texts])),
    unread: parts.flatMap(({ unread }) => unread),
    problems: [...linked, ...parts.flatMap(({ problems }) => problems)],
  };
}
