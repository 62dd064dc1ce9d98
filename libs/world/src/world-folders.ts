// Which folders of a world hold its own definitions, by the rule of AOS v0.10.
import type { FileHost } from './host.ts';
import { baseName, joinPath } from './paths.ts';

const isDefinitionFolder = (name: string): boolean => name.startsWith('air') || name === 'defs' || name === 'plans';

export interface WorldFolders {
  /** Absolute folders, none inside another. */
  readonly folders: readonly string[];
  /** Links with the name of a definition folder. */
  readonly links: readonly string[];
}

/** `airDir` (absolute) itself when it is named `air*`, `defs` or `plans`; otherwise its child folders of those names. */
export function worldFolders(files: FileHost, airDir: string): WorldFolders {
  if (isDefinitionFolder(baseName(airDir))) return { folders: [airDir], links: [] };
  const children = (files.readDir(airDir) ?? []).filter(({ name }) => isDefinitionFolder(name));
  const pathsOf = (kind: string): readonly string[] =>
    children.filter((child) => child.kind === kind).map(({ name }) => joinPath(airDir, name));
  return { folders: pathsOf('directory'), links: pathsOf('symlink') };
}
