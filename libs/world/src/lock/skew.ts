// The same package with different content in two worlds of one workspace.
import type { Hash } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import semver from 'semver';
import { joinPath, relativePath } from '../paths.ts';
import type { ImportSpec } from '../spec.ts';
import { importName, shellWord } from './lock-command.ts';
import type { LockImport, LockWorld } from './lock-world.ts';

export interface SkewSide {
  readonly version?: string;
  readonly defsHash: Hash;
}

export interface SkewRow {
  /** Folder of the world, relative to the repository; `.` for the root. */
  readonly world: string;
  readonly spec: ImportSpec;
  readonly locked?: SkewSide;
  readonly current?: SkewSide;
}

export interface Skew {
  /** `npm @acme/packs`, `cargo sdk air/core`, `path plan-packs/digest`. */
  readonly package: string;
  /** Sorted by world, then by the order of imports. */
  readonly rows: readonly SkewRow[];
  /** One command, or one edit where versions have to be chosen first. */
  readonly align: string;
}

function identityOf({ root, worldDir }: LockWorld, { spec, source, reading }: LockImport): string {
  if (spec.kind === 'path') return `path ${relativePath(root, source?.root ?? joinPath(worldDir, spec.path))}`;
  const airDir = source?.airDir ?? spec.airDir ?? reading?.lock?.fields.get('air_dir') ?? 'air';
  // Two folders of one package are two things.
  return `${spec.kind} ${spec.package}${airDir === 'air' ? '' : ` ${airDir}`}`;
}

function side(version: string | undefined, defsHash: Hash | undefined): SkewSide | undefined {
  return defsHash === undefined ? undefined : { defsHash, ...(version === undefined ? {} : { version }) };
}

function rowOf(world: LockWorld, { spec, source, defs, reading, verdict }: LockImport): SkewRow {
  const lock = verdict.state === 'invalid' ? undefined : reading?.lock;
  const locked = side(lock?.fields.get('version'), lock?.defsHash);
  const current = side(source?.version, defs?.defsHash);
  return { world: world.dir === '' ? '.' : world.dir, spec, ...(locked === undefined ? {} : { locked }), ...(current === undefined ? {} : { current }) };
}

const distinct = (values: readonly (string | undefined)[]): readonly string[] => [...new Set(values.filter((value) => value !== undefined))];

const relock = (rows: readonly SkewRow[]): string =>
  ['air lock', ...distinct(rows.map(({ world }) => world)).map(shellWord), '--update', ...distinct(rows.map(({ spec }) => importName(spec))).map(shellWord)].join(' ');

function newest(rows: readonly SkewRow[]): string | undefined {
  const versions = distinct(rows.flatMap(({ locked, current }) => [locked?.version, current?.version])).filter((version) => semver.valid(version) !== null);
  return [...versions].sort(semver.rcompare)[0];
}

function accepts(spec: ImportSpec, version: string): boolean {
  if (spec.kind === 'path' || spec.version === undefined) return true;
  return spec.kind === 'npm' ? semver.satisfies(version, spec.version) : spec.version.replace(/^\s*=?\s*/, '').trim() === version;
}

/** Worlds that find the same content need new locks only; else one version has to win first. */
function alignment(rows: readonly SkewRow[]): string {
  const found = distinct(rows.map(({ current }) => current?.defsHash));
  if (found.length === 1) return relock(rows.filter(({ locked, current }) => current !== undefined && locked?.defsHash !== current.defsHash));
  const version = newest(rows);
  const [first] = rows;
  if (version === undefined || first === undefined) return 'restore the import that cannot be found';
  const refusing = rows.filter(({ spec }) => !accepts(spec, version));
  if (refusing.length > 0) return `set "version" of ${importName(first.spec)} to ${version} in ${distinct(refusing.map(({ world }) => `${world}/aos.sync.json`)).join(', ')}`;
  const update = first.spec.kind === 'npm' ? 'npm dedupe' : `cargo update --package ${shellWord(importName(first.spec))} --precise ${version}`;
  return `${update} && ${relock(rows)}`;
}

/** Packages that worlds lock, or find, with different content. Sorted by package. */
export function findSkew(worlds: readonly LockWorld[]): readonly Skew[] {
  const groups = new Map<string, SkewRow[]>();
  for (const world of worlds) {
    for (const entry of world.imports) {
      const key = identityOf(world, entry);
      const rows = groups.get(key) ?? [];
      groups.set(key, rows);
      rows.push(rowOf(world, entry));
    }
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([name, rows]) => {
      const sorted = [...rows].sort((a, b) => compareText(a.world, b.world) || a.spec.index - b.spec.index);
      const differs = [sorted.map(({ locked }) => locked?.defsHash), sorted.map(({ current }) => current?.defsHash)].some((hashes) => distinct(hashes).length > 1);
      return differs ? [{ package: name, rows: sorted, align: alignment(sorted) }] : [];
    });
}
