// A world in memory with one import of every kind, locked or not, for tests of findings and writing.
import { renderText, toFindings } from '@nx-air/air';
import type { Problem } from '@nx-air/air';
import { readLocks } from '../../src/lock/lock-world.ts';
import type { LockWorld } from '../../src/lock/lock-world.ts';
import { planLockWrite } from '../../src/lock/plan-lock-write.ts';
import type { MemoryHostOptions } from '../../src/index.ts';
import type { Files } from '../support/worlds.ts';
import { repo } from '../support/worlds.ts';
import { emit, plan, schema } from './lock-facts.ts';

export const IN = schema('acme/In@1');
export const OUT = schema('acme/Out@1');
export const flow = (...steps: readonly object[]): object => plan('acme/core_flow@1', ...steps);

/** `../pack`, the crate `sdk` and the npm package `acme`, all with the same definitions. */
export const packs = (...defs: readonly object[]): Files => ({
  'pack/defs.air.json': defs,
  'sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"\n[package.metadata.aos]\nair_dir = "air/core"\n',
  'sdk/air/core/defs.air.json': defs,
  'node_modules/acme/package.json': { name: 'acme', version: '1.4.2', aos: { airDir: '.' } },
  'node_modules/acme/defs.air.json': defs,
  'node_modules/.package-lock.json': { packages: { 'node_modules/acme': { version: '1.4.2', integrity: 'sha512-one' } } },
});

export const PACKS = packs(IN, OUT, flow(emit('http.request', 'web')));

export const PATH = { path: '../pack' };
export const CARGO = { cargo: { package: 'sdk', manifest_path: '../sdk/Cargo.toml' } };
export const NPM = { npm: { package: 'acme', version: '^1.4.0' } };

export const sync = (...imports: readonly unknown[]): Files => ({ 'w/aos.sync.json': { version: 1, id: 'w', air: { imports } } });

export const read = (files: Files, options: MemoryHostOptions = {}): Promise<LockWorld> => readLocks(repo(files, options), '/repo/w');

export const stateOf = (world: LockWorld): string => world.imports.map(({ verdict }) => verdict.state).join(' ');

/** The text of an aos.sync.json in which all of these imports are locked as they are. */
export async function lockedConfig(files: Files): Promise<string> {
  return planLockWrite(await read(files), { mode: 'error', update: 'all', acceptAuthority: true }).text;
}

/** The imports of `sync(...)` locked against `files`. */
export async function locked(files: Files, ...imports: readonly unknown[]): Promise<Files> {
  return { 'w/aos.sync.json': await lockedConfig({ ...files, ...sync(...imports) }) };
}

export const rendered = (world: LockWorld, problems: readonly Problem[]): string => renderText(toFindings(problems, (file) => world.texts.get(file)));
