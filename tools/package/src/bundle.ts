// Builds the JavaScript of one package: a file for each entry, and chunks for what they share or load later.
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { flatName } from './entries.ts';
import { readRecord, textMembers } from './json.ts';
import { keepOwnUrls } from './own-url.ts';
import { PORTABLE_CBOR } from './portable-cbor.ts';
import { readyValidatorsPlugin } from './ready-validators.ts';

/** npm packages whose code becomes part of ours; spec/dependencies.md says why. */
export const INLINED: readonly string[] = ['ajv', 'cbor-x'];

/** What all bundles have in common. Output depends on the sources alone: names are content hashes, paths are relative. */
export const COMMON = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  charset: 'utf8',
  sourcemap: 'linked',
  legalComments: 'none',
  chunkNames: '[name]-[hash]',
  metafile: true,
  logLevel: 'silent',
} satisfies BuildOptions;

/** @param root absolute folder of the repository, `dir` of the package in it, `out` of the package that is written */
export async function bundlePackage(root: string, dir: string, entries: readonly string[], out: string): Promise<Metafile> {
  const manifest = readRecord(join(root, dir, 'package.json'));
  const installed = [manifest['dependencies'], manifest['peerDependencies']].flatMap((each) => Object.keys(textMembers(each)));
  const external = installed.filter((name) => !INLINED.includes(name)).flatMap((name) => [name, `${name}/*`]);
  const sources = join(root, dir, 'src');
  const { metafile } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((name) => [flatName(name), join(sources, `${name}.ts`)])),
    outdir: join(out, 'dist'),
    external,
    plugins: [readyValidatorsPlugin(), keepOwnUrls(sources, './'), PORTABLE_CBOR],
  });
  return metafile;
}
