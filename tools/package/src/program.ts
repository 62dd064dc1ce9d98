// The program `air` in one bundle, third-party code included: one file to start, and a few more that a command loads.
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { COMMON } from './bundle.ts';
import { keepOwnUrls } from './own-url.ts';
import { PORTABLE_CBOR } from './portable-cbor.ts';
import { readyValidatorsPlugin } from './ready-validators.ts';

/** CommonJS inside of the bundle asks for Node's own modules. */
const BANNER = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

/** Stays a package: it brings files of its own, and the compiler is an optional peer of it. */
const EXTERNAL = ['@nx-air/module-sdk', '@nx-air/module-sdk/*', 'assemblyscript', 'assemblyscript/*'];

/** Writes `dist/bin/air.js` and its chunks below `out`. */
export async function bundleProgram(root: string, out: string): Promise<Metafile> {
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
    plugins: [readyValidatorsPlugin(), keepOwnUrls(join(root, 'libs/cli/src'), '../'), PORTABLE_CBOR],
  });
  return metafile;
}
