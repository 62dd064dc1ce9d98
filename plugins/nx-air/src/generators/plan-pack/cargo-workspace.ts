// Whether a crate would be a member of a Cargo workspace around it.
import type { Tree } from '@nx/devkit';
import { dirname, relative } from 'node:path/posix';
import { memberMatcher } from '../../member-globs.ts';

/** The nearest Cargo.toml above with a `[workspace]` decides. Only its lists of folders are read. */
export function isCargoMember(tree: Tree, root: string): boolean {
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    const text = tree.read(folder === '.' ? 'Cargo.toml' : `${folder}/Cargo.toml`, 'utf8');
    if (text !== null && /^\[workspace\]/mu.test(text)) {
      const excluded = listOf(text, 'exclude').map((pattern) => `!${pattern}`);
      return memberMatcher([...listOf(text, 'members'), ...excluded])(relative(folder, root));
    }
    if (folder === '.') return false;
  }
}

function listOf(text: string, key: string): readonly string[] {
  const workspace = text.slice(text.search(/^\[workspace\]/mu));
  const list = new RegExp(`^${key}\\s*=\\s*\\[([^\\]]*)\\]`, 'mu').exec(workspace)?.[1] ?? '';
  return [...list.matchAll(/"([^"]*)"|'([^']*)'/gu)].map(([, double, single]) => double ?? single ?? '');
}
