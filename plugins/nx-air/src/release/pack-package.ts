// The package that a pack is shipped in: where its manifests are, and which other packs are in it.
import type { Tree } from '@nx/devkit';
import type { Engine } from '../executors/engine.ts';
import { sortProjectFiles } from '../project-files.ts';

export interface PackPackage {
  /** Relative to the workspace root: of the manifests, or of the pack where there are none. */
  readonly root: string;
  /** Folders of all packs in it, relative to the workspace root, sorted. */
  readonly packs: readonly string[];
}

type Files = Pick<Tree, 'exists' | 'children' | 'isFile'>;

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'target', 'dist', '.git']);
const DEPTH = 8;

/** The package.json of the workspace itself is nobody's package. */
export function findPackage(files: Files, projectRoot: string): PackPackage {
  const holders = foldersUp(projectRoot).filter((folder) => files.exists(`${folder}/Cargo.toml`) || files.exists(`${folder}/package.json`));
  const root = holders[0] ?? projectRoot;
  const packs = packsAmong(definitionFiles(files, root, DEPTH));
  return { root, packs: packs.length > 0 ? packs : [projectRoot] };
}

/** Folders of the packs of a package that a commit had and that are none of its packs now. */
export async function gonePacks(host: Engine['host'], workspace: string, { root, packs }: PackPackage, ref: string): Promise<readonly string[]> {
  const args = ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--name-only', ref, ...(root === '.' ? [] : ['--', `${root}/`])];
  const answer = await host.run('git', args, { cwd: workspace, timeoutMs: 20_000 });
  const paths = answer.kind === 'exited' && answer.exitCode === 0 ? answer.stdout.split('\0') : [];
  const definitions = paths.filter((path) => path.endsWith('/defs.air.json') && !path.split('/').some((segment) => SKIPPED.has(segment)));
  return packsAmong(definitions).filter((folder) => !packs.includes(folder));
}

const packsAmong = (definitions: readonly string[]): readonly string[] => sortProjectFiles(definitions).air.flatMap((found) => (found.kind === 'pack' ? [found.root] : []));

function definitionFiles(files: Files, folder: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return files.children(folder).flatMap((name) => {
    const path = folder === '.' ? name : `${folder}/${name}`;
    if (SKIPPED.has(name)) return [];
    if (files.isFile(path)) return name === 'defs.air.json' ? [path] : [];
    return definitionFiles(files, path, depth - 1);
  });
}

/** The folder itself first, without the root. */
function foldersUp(folder: string): readonly string[] {
  const segments = folder === '.' ? [] : folder.split('/');
  return segments.map((_segment, index) => segments.slice(0, segments.length - index).join('/'));
}
