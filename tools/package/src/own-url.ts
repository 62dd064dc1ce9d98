// Lets sources find files beside themselves when they are part of a bundle.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * `import.meta.url` in `src/a/b.ts` becomes the URL of `dist/a/b.js`, where b would be without a bundle. All files of a
 * bundle lie in one folder, `toDist` away from dist, so the same text is right in each of them.
 *
 * @param sources absolute folder src of the package; another package's source that needs its own place is refused
 * @param change made to every source before
 */
export function keepOwnUrls(sources: string, toDist: string, change: (text: string, path: string) => string = (text) => text): Plugin {
  return {
    name: 'own-url',
    setup(build) {
      build.onLoad({ filter: /[\\/](?:libs|plugins)[\\/][^/\\]+[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const text = change(readFileSync(path, 'utf8'), path);
        if (!text.includes('import.meta')) return { contents: text, loader: 'ts' };
        const inside = relative(sources, path).replaceAll('\\', '/');
        const { length } = text.replaceAll('import.meta.url', '').split('import.meta');
        if (length > 1) return { errors: [{ text: 'only import.meta.url works in a bundle' }] };
        if (inside.startsWith('../')) return { errors: [{ text: 'uses import.meta.url and would be bundled into another package' }] };
        const place = `new URL(${JSON.stringify(`${toDist}${inside.replace(/\.ts$/, '.js')}`)}, import.meta.url).href`;
        return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
      });
    },
  };
}
