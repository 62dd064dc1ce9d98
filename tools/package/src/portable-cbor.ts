// Takes cbor-x into the bundle in its portable form, without its optional native part and that part's install script.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

export const PORTABLE_CBOR: Plugin = {
  name: 'portable-cbor',
  setup(build) {
    const file = join(dirname(require.resolve('cbor-x/package.json')), 'index.js');
    build.onResolve({ filter: /^cbor-x$/ }, () => ({ path: file }));
  },
};
