// The request of an import as a lock repeats it: the entry of `air.imports` without its lock.
import type { ImportSource } from '../source/import-source.ts';
import { DEFAULT_AIR_DIR } from '../source/air-dir.ts';
import type { ImportSpec } from '../spec.ts';

/** Members as in aos.sync.json, only those that the import sets. */
export interface LockRequest {
  readonly path?: string;
  readonly cargo?: Readonly<Record<string, string>>;
  readonly npm?: Readonly<Record<string, string>>;
}

const only = (members: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

export function requestOf(spec: ImportSpec): LockRequest {
  switch (spec.kind) {
    case 'path':
      return { path: spec.path };
    case 'cargo': {
      const { package: name, version, source, airDir, manifestPath } = spec;
      return { cargo: only({ package: name, version, source, air_dir: airDir, manifest_path: manifestPath }) };
    }
    case 'npm': {
      const { package: name, version, airDir } = spec;
      return { npm: only({ package: name, version, air_dir: airDir }) };
    }
  }
}

/**
 * The `air_dir` that `air lock` writes into a cargo import: AOS reads the import alone and takes `air` where it says
 * nothing, so a folder that the package's own metadata names has to be repeated.
 */
export function missingAirDir(spec: ImportSpec, source: ImportSource): string | undefined {
  if (spec.kind !== 'cargo' || spec.airDir !== undefined || source.airDir === DEFAULT_AIR_DIR) return undefined;
  return source.airDir;
}

/** The import as it stands once it was locked. */
export function lockedSpec(spec: ImportSpec, source: ImportSource): ImportSpec {
  const airDir = missingAirDir(spec, source);
  return spec.kind === 'cargo' && airDir !== undefined ? { ...spec, airDir } : spec;
}
