// What a run leaves behind must not be committed: results in dist, and what Nx keeps.
import type { Tree } from '@nx/devkit';

const LINES = [
  { line: 'dist', same: ['dist', '/dist', 'dist/', '/dist/', '**/dist'] },
  { line: '.nx/cache', same: ['.nx', '/.nx', '.nx/', '/.nx/', '.nx/cache', '/.nx/cache', '.nx/cache/', '/.nx/cache/'] },
  { line: '.nx/workspace-data', same: ['.nx', '/.nx', '.nx/', '/.nx/', '.nx/workspace-data', '/.nx/workspace-data', '.nx/workspace-data/', '/.nx/workspace-data/'] },
];

/** Adds the lines that are missing to .gitignore, each once, at the end. */
export function ignoreMissing(tree: Tree): void {
  const text = tree.read('.gitignore', 'utf8') ?? '';
  const present = new Set(text.split(/\r?\n/u).map((line) => line.trim()));
  const missing = LINES.filter(({ same }) => !same.some((line) => present.has(line))).map(({ line }) => line);
  if (missing.length === 0) return;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : text + eol;
  tree.write('.gitignore', before + missing.map((line) => line + eol).join(''));
}
