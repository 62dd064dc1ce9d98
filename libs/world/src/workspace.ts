// The worlds and packs of a repository, with the names that Nx knows them by.
import { compareText } from '@nx-air/canon/json';
import { SYNC_CONFIG_NAME } from './config-name.ts';
import { globFiles } from './glob-files.ts';
import type { FileHost } from './host.ts';
import { findOtherProjects, IGNORED } from './npm-projects.ts';
import { joinPath, parentPath, relativePath } from './paths.ts';
import type { NameClash } from './project-names.ts';
import { nameProjects } from './project-names.ts';
import type { ResolveCache } from './source/resolve-cache.ts';
import { createResolveCache } from './source/resolve-cache.ts';

export interface AirProject {
  readonly name: string;
  readonly kind: 'world' | 'pack';
  /** Relative to the repository root with `/`; '.' for the root itself. */
  readonly root: string;
  /** The file that makes it a project, relative to the repository root. */
  readonly file: string;
}

const PATTERNS = [`**/${SYNC_CONFIG_NAME}`, 'plan-packs/*/defs.air.json', '**/air/exports/plan-packs/*/defs.air.json'];

interface Workspace {
  /** Sorted by root. */
  readonly projects: readonly AirProject[];
  readonly clashes: readonly NameClash[];
}

/** Every aos.sync.json is a world, every defs-only pack a pack; a folder that is both is a world. `root` is absolute. */
export function readWorkspace(files: FileHost, root: string, cache: ResolveCache = createResolveCache()): Workspace {
  const found = new Map<string, Omit<AirProject, 'name'>>();
  for (const path of globFiles(files, root, PATTERNS, { kind: 'files', followLinks: false, ignore: IGNORED })) {
    const folder = relativePath(root, parentPath(path)) || '.';
    const kind = path.endsWith(`/${SYNC_CONFIG_NAME}`) ? 'world' : 'pack';
    if (kind === 'world' || !found.has(folder)) found.set(folder, { kind, root: folder, file: relativePath(root, path) });
  }
  const others = findOtherProjects(files, cache, root);
  const unnamed = [...found.keys()].filter((folder) => !others.nameOf.has(folder));
  const { names, clashes } = nameProjects(unnamed, others.taken, others.rootName);
  const projects = [...found.values()].map((project): AirProject => {
    return { name: others.nameOf.get(project.root) ?? names.get(project.root) ?? project.root, ...project };
  });
  return { projects: projects.sort((a, b) => compareText(a.root, b.root)), clashes };
}

/** The worlds and packs below the absolute folder `root`, sorted by root. */
export const findProjects = (files: FileHost, root: string): readonly AirProject[] => readWorkspace(files, root).projects;

/** The absolute folder of the project with this name. */
export function findProjectFolder(files: FileHost, root: string, name: string): string | undefined {
  const project = findProjects(files, root).find((candidate) => candidate.name === name);
  return project === undefined ? undefined : joinPath(root, project.root);
}
