// Whether a folder may be missing from Nx's file index because an ignore file names it or a folder above it.
import { globRegExp } from './glob-regexp.ts';

const IGNORE_FILES = ['.gitignore', '.nxignore'];
/** Usually ignored, whatever the ignore files say; global and per-clone excludes are not read. */
const USUAL: ReadonlySet<string> = new Set(['node_modules', 'vendor', 'target', 'dist']);

interface Pattern {
  /** Compared with the path from the ignore file's folder; otherwise with each name alone. */
  readonly anchored: boolean;
  readonly test: RegExp;
}

export type IgnoreTest = (path: string) => boolean;

/**
 * Says yes rather than no: patterns that take folders back in (`!`) are not followed. A folder wrongly taken for
 * ignored is only read twice; one wrongly taken for indexed would give stale results.
 * @param read content of a workspace-relative file
 */
export function ignoreTest(read: (file: string) => string | undefined): IgnoreTest {
  const known = new Map<string, readonly Pattern[]>();
  const patternsOf = (folder: string): readonly Pattern[] => {
    let patterns = known.get(folder);
    if (patterns === undefined) {
      const prefix = folder === '' ? '' : `${folder}/`;
      patterns = IGNORE_FILES.flatMap((name) => parse(read(`${prefix}${name}`) ?? ''));
      known.set(folder, patterns);
    }
    return patterns;
  };
  return (path) => {
    const segments = path.split('/');
    if (segments.some((segment) => USUAL.has(segment))) return true;
    for (let depth = 0; depth < segments.length; depth += 1) {
      const patterns = patternsOf(segments.slice(0, depth).join('/'));
      for (let end = depth + 1; end <= segments.length; end += 1) {
        const inner = segments.slice(depth, end).join('/');
        if (patterns.some(({ anchored, test }) => test.test(anchored ? inner : (segments[end - 1] ?? '')))) return true;
      }
    }
    return false;
  };
}

function parse(text: string): Pattern[] {
  const patterns: Pattern[] = [];
  for (const line of text.split(/\r?\n/)) {
    const pattern = line.trim().replace(/\/+$/, '').replace(/\/\*\*?$/, '');
    if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) continue;
    patterns.push({ anchored: pattern.includes('/'), test: globRegExp(pattern.replace(/^\//, '')) });
  }
  return patterns;
}
