// One pack from its folder: definitions without a world.
import type { LoadedNode, Problem, UnreadDefs } from '@nx-air/air';
import { NOTHING_UNREAD } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { blocksLoading, hidesContent, withoutRepeats } from './blocking.ts';
import { collectFolder } from './collect.ts';
import type { FileHost } from './host.ts';
import { hashContent } from './import-defs.ts';
import { baseName, joinPath, parentPath, relativePath } from './paths.ts';
import { repositoryRoot } from './repository-root.ts';
import { settleDefinitions } from './settle.ts';

export interface LoadedPack {
  /** Relative to the repository root; '' for the root itself. */
  readonly dir: string;
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  /** In the order of files; repeated definitions included, manifests not. */
  readonly nodes: readonly LoadedNode[];
  /** Absent while something in the pack cannot be loaded. */
  readonly defsHash?: Hash;
  /** What could not be loaded of it. */
  readonly unread: UnreadDefs;
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** The folder after `plan-packs`, for an `air` folder the one above, else the folder's own name. */
export function packName(folder: string): string {
  const parts = folder.split('/');
  const after = parts[parts.lastIndexOf('plan-packs') + 1];
  if (parts.includes('plan-packs') && after !== undefined) return after;
  return baseName(folder) === 'air' ? baseName(parentPath(folder)) : baseName(folder);
}

/** Reads the pack at the absolute folder `packDir` as an import of it would be read, and what only its own check sees. */
export function loadPack(files: FileHost, packDir: string, options: { readonly root?: string } = {}): LoadedPack {
  const root = options.root ?? repositoryRoot(files, packDir);
  const dir = relativePath(root, packDir);
  const subject = `pack ${packName(packDir)}`;
  const base = { dir, root, name: packName(packDir) };
  if (files.kindOf(packDir) !== 'directory') {
    const missing: Problem = { code: 'import_missing_target', subject, file: dir, pointer: '', expected: 'a folder' };
    return { ...base, nodes: [], unread: NOTHING_UNREAD, problems: [missing], texts: new Map() };
  }
  const collected = collectFolder(files, packDir, { nameOf: (path) => relativePath(root, path), subject });
  const nodes = collected.nodes.filter(({ kind }) => kind !== 'manifest');
  const manifests = collected.nodes
    .filter(({ kind }) => kind === 'manifest')
    .map(({ origin }): Problem => ({ code: 'manifest_in_import', subject, file: origin.file, pointer: origin.pointer }));
  const hasReadme = (files.readDir(packDir) ?? []).some(({ name }) => name.toLowerCase() === 'readme.md');
  const readme: Problem = { code: 'pack_readme_missing', subject, file: relativePath(root, joinPath(packDir, 'README.md')), pointer: '' };
  const problems = withoutRepeats([
    ...collected.problems,
    ...manifests,
    ...settleDefinitions(nodes, ({ file }) => file).problems,
    ...(hasReadme ? [] : [readme]),
  ]);
  const unread = { anything: problems.some(hidesContent), defs: collected.unread };
  return { ...base, nodes, unread, problems, texts: collected.texts, ...hashContent(nodes, problems.some(blocksLoading)) };
}
