// Writes the pages of spec/ that are made from the sources of @nx-air/air, or with --check says which are stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pages } from './pages.ts';

/** Exit code: 0 done or all current, 1 wrong usage or, with --check, a stale page. */
export const main = (root: string, args: readonly string[], print: (line: string) => void = console.log): 0 | 1 => {
  const [flag, ...rest] = args;
  if (rest.length > 0 || (flag !== undefined && flag !== '--check')) {
    print('usage: node tools/spec/main.mjs [--check]');
    return 1;
  }
  const stale = [...pages()].filter(([path, text]) => readText(join(root, path)) !== text);
  if (flag === '--check') {
    for (const [path] of stale) print(`${path} is stale; run: node tools/spec/main.mjs`);
    return stale.length === 0 ? 0 : 1;
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    print(`wrote ${path}`);
  }
  return 0;
};

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
