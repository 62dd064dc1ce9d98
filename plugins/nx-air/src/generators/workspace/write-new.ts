// Files that a generator makes: those that are there already stay, and stop it unless they are the same.
import type { Tree } from '@nx/devkit';
import { GeneratorError } from '../errors.ts';

/** Text by path, relative to the workspace. */
export type NewFiles = Readonly<Record<string, string>>;

/** True when every file is there with this very text, so that there is nothing to do. */
export function hasAll(tree: Tree, files: NewFiles): boolean {
  return Object.entries(files).every(([path, text]) => tree.isFile(path) && tree.read(path, 'utf8') === text);
}

/** @throws GeneratorError naming the files that are there with another text; then none is written */
export function writeNew(tree: Tree, files: NewFiles, hint: string): void {
  const entries = Object.entries(files);
  const other = entries.filter(([path, text]) => tree.exists(path) && !(tree.isFile(path) && tree.read(path, 'utf8') === text)).map(([path]) => path);
  const blocked = entries.flatMap(([path]) => foldersOf(path).filter((folder) => tree.isFile(folder)));
  const there = [...new Set([...blocked, ...other])];
  if (there.length > 0) throw new GeneratorError('files_exist', `${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already`, hint);
  for (const [path, text] of entries) if (!tree.exists(path)) tree.write(path, text);
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
