// The smallest world and pack that pass, as tables of files to start from.
import type { TempFiles } from './temp-repo.ts';

export const MANIFEST = {
  $kind: 'manifest',
  air_version: '1',
  schemas: [{ name: 't/A@1' }],
  modules: [],
  plans: [],
  caps: [],
  policies: [],
};

export const schema = (name: string, type: object = { text: {} }): object => ({ $kind: 'defschema', name, type });

export const SAMPLE_WORLD: TempFiles = {
  'worlds/w/aos.sync.json': { json: { version: 1, id: 'w', air: {} } },
  'worlds/w/air/manifest.air.json': { json: MANIFEST },
  'worlds/w/air/a.air.json': { json: schema('t/A@1') },
};

/** aos.sync.json of the sample world with these imports. */
export const withImports = (...imports: readonly object[]): TempFiles => ({
  'worlds/w/aos.sync.json': { json: { version: 1, id: 'w', air: { imports } } },
});

export const SAMPLE_PACK: TempFiles = {
  'plan-packs/p/defs.air.json': { json: [schema('p/B@1')] },
  'plan-packs/p/README.md': '# p\n',
};

/** A Cargo package with definitions in `air`. */
export const crate = (folder: string, name: string, version = '0.1.0'): TempFiles => ({
  [`${folder}/Cargo.toml`]: `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n`,
  [`${folder}/src/lib.rs`]: '',
  [`${folder}/air/c.air.json`]: { json: schema('c/C@1') },
});

/** An installed npm package with definitions in `air`. */
export const npmPackage = (name: string, version: string, installedAs = name): TempFiles => ({
  [`node_modules/${installedAs}/package.json`]: { json: { name, version } },
  [`node_modules/${installedAs}/air/n.air.json`]: { json: schema('n/N@1') },
});
