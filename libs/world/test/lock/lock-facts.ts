// Imports in memory for tests of locks: a spec, its source and its definitions, with room to differ.
import { defsHash, identify } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { readJson } from '@nx-air/canon';
import type { ImportSource } from '../../src/source/import-source.ts';
import type { CargoSpec, ImportSpec, NpmSpec, PathSpec } from '../../src/spec.ts';
import type { LockableDefs } from '../../src/lock/payload.ts';

type Node = LockableDefs['nodes'][number];

/** Parsed as files are: objects without prototype. */
export function json(value: unknown): JsonValue {
  const read = readJson(JSON.stringify(value));
  if (read.value === undefined) throw new Error('not JSON');
  return read.value;
}

export const object = (value: unknown): JsonObject => json(value) as JsonObject;

/** Definitions as a file loader would give them. */
export function defs(...values: readonly object[]): LockableDefs {
  const nodes = values.map((value): Node => {
    const identity = identify(object(value));
    if (identity === undefined) throw new Error('not a definition');
    return identity;
  });
  return { nodes, defsHash: defsHash(nodes) };
}

export const schema = (name: string, type: object = { text: {} }): object => ({ $kind: 'defschema', name, type });

export const plan = (name: string, ...steps: readonly object[]): object => ({ $kind: 'defplan', name, input: 'acme/In@1', steps });

export const emit = (kind: string, cap: string, params: unknown = { record: {} }): object => ({
  id: `emit_${cap}`,
  op: 'emit_effect',
  kind,
  cap,
  params,
  bind: { effect_id_as: 'e' },
});

export const raise = (event: string): object => ({ id: 'tell', op: 'raise_event', event, value: { record: {} } });

export const pathSpec: PathSpec = { kind: 'path', index: 0, path: '../../packs/digest' };
export const cargoSpec: CargoSpec = { kind: 'cargo', index: 0, package: 'sdk', manifestPath: '../../sdk/Cargo.toml', airDir: 'air/core' };
export const npmSpec: NpmSpec = { kind: 'npm', index: 0, package: '@acme/packs', version: '^1.4.0' };

export const pathSource: ImportSource = { kind: 'path', spec: pathSpec, root: '/repo/packs/digest', registry: false };
export const crateSource: ImportSource = {
  kind: 'cargo',
  spec: cargoSpec,
  root: '/repo/sdk/air/core',
  packageRoot: '/repo/sdk',
  package: 'sdk',
  version: '0.1.0',
  manifestPath: '../../sdk/Cargo.toml',
  airDir: 'air/core',
  registry: false,
};
export const REGISTRY = 'registry+https://github.com/rust-lang/crates.io-index';
export const registryCrate: ImportSource = { ...crateSource, root: '/home/x/.cargo/sdk-0.1.0/air/core', sourceId: REGISTRY, registry: true };
export const npmSource: ImportSource = {
  kind: 'npm',
  spec: npmSpec,
  root: '/repo/node_modules/@acme/packs/air',
  packageRoot: '/repo/node_modules/@acme/packs',
  package: '@acme/packs',
  version: '1.4.2',
  airDir: 'air',
  integrity: 'sha512-one',
  registry: true,
};

export const IMPORTS: readonly (readonly [name: string, spec: ImportSpec, source: ImportSource])[] = [
  ['path', pathSpec, pathSource],
  ['workspace crate', cargoSpec, crateSource],
  ['registry crate', cargoSpec, registryCrate],
  ['npm', npmSpec, npmSource],
];
