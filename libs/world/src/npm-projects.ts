// The projects that Nx infers by itself: npm workspace packages and folders with a project.json. Their names are taken.
import type { FileHost } from './host.ts';
import { globFiles } from './glob-files.ts';
import { baseName, joinPath, parentPath, relativePath } from './paths.ts';
import { memberOf, readPackageJson } from './source/package-json.ts';
import type { ResolveCache } from './source/resolve-cache.ts';
import { readBounded } from './read-bounded.ts';

export interface OtherProjects {
  /** Name by root, roots relative to the repository. */
  readonly nameOf: ReadonlyMap<string, string>;
  readonly taken: ReadonlyMap<string, string>;
  /** What a project at the repository root is called. */
  readonly rootName: string;
}

/** Folders that hold no projects of this repository. */
export const IGNORED = ['**/node_modules/**', '**/dist/**', '**/target/**', '**/.git/**', '**/.nx/**'];

function projectJsonName(files: FileHost, path: string): string | undefined {
  const read = readBounded(files, path);
  try {
    const name = read.kind === 'bytes' ? memberOf(JSON.parse(new TextDecoder().decode(read.bytes)), 'name') : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Nx lower-cases the folder where neither file gives a name. */
const folderName = (folder: string): string => baseName(folder).toLowerCase();

export function findOtherProjects(files: FileHost, cache: ResolveCache, root: string): OtherProjects {
  const own = readPackageJson({ files, cache }, joinPath(root, 'package.json'));
  const patterns = (own?.workspaces ?? []).map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, ''));
  const included = patterns.filter((pattern) => !pattern.startsWith('!')).map((pattern) => `${pattern}/package.json`);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => `${pattern.slice(1)}/package.json`);
  const packages = included.length === 0 ? [] : globFiles(files, root, included, { kind: 'files', followLinks: false, ignore: [...IGNORED, ...excluded] });
  const nameOf = new Map<string, string>();
  const at = (path: string): string => relativePath(root, parentPath(path)) || '.';
  for (const path of packages) {
    nameOf.set(at(path), readPackageJson({ files, cache }, path)?.name ?? folderName(parentPath(path)));
  }
  for (const path of globFiles(files, root, ['**/project.json'], { kind: 'files', followLinks: false, ignore: IGNORED })) {
    nameOf.set(at(path), projectJsonName(files, path) ?? nameOf.get(at(path)) ?? folderName(parentPath(path)));
  }
  const taken = new Map<string, string>();
  for (const [folder, name] of nameOf) if (!taken.has(name)) taken.set(name, folder);
  return { nameOf, taken, rootName: own?.name ?? folderName(root) };
}
