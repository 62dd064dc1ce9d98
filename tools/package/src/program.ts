// The program `air` in one bundle, third-party code included: one file to start, and a few more that a command loads.
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { COMMON } from './bundle.ts';
import { directFiles, directImports } from './direct-imports.ts';
import { lateRequires } from './late-requires.ts';
import { keepOwnUrls } from './own-url.ts';
import { PORTABLE_CBOR } from './portable-cbor.ts';
import { readyValidatorsPlugin } from './ready-validators.ts';

/** CommonJS inside of the bundle asks for Node's own modules. */
const BANNER = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

/** Stays a package: it brings files of its own, and the compiler is an optional peer of it. */
const EXTERNAL = ['@nx-air/module-sdk', '@nx-air/module-sdk/*', 'assemblyscript', 'assemblyscript/*'];

/** Large, and needed by few worlds: globs of workspaces, ranges of versions. */
const LATE = { 'fast-glob': 'fastGlob', semver: 'semver' };

/**
 * Sources of the program that take from our packages what they use and no more: what `air replay` and `air check` are
 * made of. The others keep to entries: each further way through the packages cuts them into more and smaller files.
 */
const LEAN = ['node-host', 'output', 'replay-file', 'check-folders', 'check-folder', 'conclude', 'import-json', 'judge-meaning', 'lint-settings', 'named-world', 'node-json', 'pack-readme'];

/** Writes `dist/bin/air.js` and its chunks below `out`. */
export async function bundleProgram(root: string, out: string): Promise<Metafile> {
  const direct = directImports(root, ['module-sdk']);
  const late = lateRequires(LATE);
  const program = join(root, 'libs', 'cli', 'src');
  const lean = new Set(LEAN.map((name) => join(program, `${name}.ts`)));
  const isLean = (path: string): boolean => lean.has(path) || !path.startsWith(program);
  const { metafile } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: { air: join(root, 'libs/cli/bin/program.mjs') },
    outdir: join(out, 'dist', 'bin'),
    external: EXTERNAL,
    // Less to read at every start; source maps give the names back.
    minify: true,
    // jsonc-parser's CommonJS form asks for its parts by names that no bundler sees.
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    plugins: [readyValidatorsPlugin(), keepOwnUrls(program, '../', (text, path) => late(isLean(path) ? direct(text) : text)), directFiles(root), PORTABLE_CBOR],
  });
  return metafile;
}
