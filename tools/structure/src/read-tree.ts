// Reads the repository from disk into the text map that buildTree takes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTree, type SourceTree } from './tree.ts';

const SKIPPED = new Set(['node_modules', 'dist', 'target', 'fixtures']);
const WANTED = /\.(?:ts|mts|mjs|js)$|(?:^|\/)package\.json$/;
const DOCUMENTS = ['spec/dependencies.md', 'spec/exports.json', 'tools/structure/tables.json'];

/** @param root absolute path of the repository */
export function readTree(root: string): SourceTree {
  const paths = [
    ...readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile() && WANTED.test(entry.name)).map((entry) => entry.name),
    ...['libs', 'plugins', 'plan-packs', 'tools', 'worlds'].flatMap((dir) => listFiles(root, dir)),
  ].filter((path) => !path.startsWith('plan-packs/') || path.endsWith('package.json'));
  const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  for (const document of DOCUMENTS) {
    const text = readOptional(join(root, document));
    if (text !== undefined) texts.set(document, text);
  }
  return buildTree(texts);
}

function listFiles(root: string, dir: string): readonly string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : listFiles(root, path);
    return entry.isFile() && WANTED.test(path) ? [path] : [];
  });
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
