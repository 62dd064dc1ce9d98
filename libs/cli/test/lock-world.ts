// A world on disk with one import, and ways to lock it and to change what it imports.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { air, type AirRun } from './run-air.ts';
import { MANIFEST, SAMPLE_PACK, SAMPLE_WORLD, crate, npmPackage, schema } from './sample-world.ts';
import { tempRepo, type TempFiles } from './temp-repo.ts';

export const SYNC = 'worlds/w/aos.sync.json';
export const DEFS = 'plan-packs/p/defs.air.json';

export const PATH_IMPORT = { path: '../../plan-packs/p' };
export const CARGO_IMPORT = { cargo: { package: 'sdk', manifest_path: '../../Cargo.toml' } };
export const NPM_IMPORT = { npm: { package: 'acme', version: '^1.0.0' } };

/** A plan that emits these effects, each through a slot of its own. */
export const flow = (...kinds: readonly string[]): object => ({
  $kind: 'defplan',
  name: 'p/core_flow@1',
  input: 'p/B@1',
  steps: kinds.map((kind) => ({ id: kind.replace('.', '_'), op: 'emit_effect', kind, cap: `cap_${kind.replace('.', '_')}`, params: { record: {} }, bind: { effect_id_as: 'e' } })),
});

export const config = (...imports: readonly object[]): TempFiles => ({ [SYNC]: { json: { version: 1, id: 'w', air: { imports } } } });

export const FILES: TempFiles = {
  ...SAMPLE_WORLD,
  ...SAMPLE_PACK,
  'Cargo.toml': '[workspace]\nmembers = ["sdk"]\n',
  ...crate('sdk', 'sdk'),
  ...npmPackage('acme', '1.0.0'),
  'node_modules/.package-lock.json': { json: { packages: { 'node_modules/acme': { version: '1.0.0', integrity: 'sha512-one' } } } },
};

/** A repository whose world imports these, not locked yet. */
export const repoWith = (imports: readonly object[], ...more: readonly TempFiles[]): string => tempRepo(FILES, config(...imports), ...more);

/** The same, locked. */
export async function lockedRepo(imports: readonly object[], ...more: readonly TempFiles[]): Promise<string> {
  const root = repoWith(imports, ...more);
  const { exitCode, out } = await air(root, ['lock', 'worlds/w']);
  expect(exitCode, out).toBe(0);
  return root;
}

export const textOf = (root: string, file = SYNC): string => readFileSync(join(root, file), 'utf8');

export function edit(root: string, file: string, change: (text: string) => string): void {
  const before = textOf(root, file);
  const after = change(before);
  expect(after, `${file} was to be changed`).not.toBe(before);
  writeFileSync(join(root, file), after);
}

export const put = (root: string, file: string, json: unknown): void => writeFileSync(join(root, file), `${JSON.stringify(json, undefined, 2)}\n`);

/** `air lock worlds/w --check` as on a build server. */
export const check = (root: string, ...more: readonly string[]): Promise<AirRun> => air(root, ['lock', 'worlds/w', '--check', ...more], { env: { CI: 'true' } });

export { MANIFEST, schema };
