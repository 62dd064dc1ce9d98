// The lock comparison of AOS v0.10, written again from its description to judge what we write. Tests only.
import type { ImportSource } from '../../src/source/import-source.ts';
import type { ImportSpec } from '../../src/spec.ts';

const FIELDS = ['source', 'package', 'version', 'source_id', 'manifest_path', 'air_dir', 'path', 'defs_hash'] as const;

type Expected = Partial<Record<(typeof FIELDS)[number], string>>;

/** Components of a Rust path: `.` and empty parts drop out, `..` stays. */
const components = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** What AOS expects; it reads the import alone, so an unset `air_dir` is `air`. Throws where AOS knows no such import. */
export function aosExpected(spec: ImportSpec, source: ImportSource, defsHash: string, mapDir: string): Expected {
  if (spec.kind === 'npm') throw new Error('import must set one of path/cargo');
  if (spec.kind === 'path') return { source: 'path', path: spec.path, defs_hash: defsHash };
  const manifest = components(`${mapDir}/${spec.manifestPath ?? 'Cargo.toml'}`);
  const map = components(mapDir);
  return {
    source: 'cargo',
    ...(source.package === undefined ? {} : { package: source.package }),
    ...(source.version === undefined ? {} : { version: source.version }),
    ...(source.sourceId === undefined ? {} : { source_id: source.sourceId }),
    manifest_path: manifest.slice(map.length).join('/'),
    air_dir: spec.airDir ?? 'air',
    defs_hash: defsHash,
  };
}

/** A string is compared with the hash, an object field by field; unknown keys are ignored, null and absent are one. */
export function aosAccepts(lock: unknown, expected: Expected): boolean {
  if (typeof lock === 'string') return lock.trim() === expected.defs_hash;
  if (typeof lock !== 'object' || lock === null) return false;
  const given = new Map(Object.entries(lock));
  return FIELDS.every((field) => (given.get(field) ?? undefined) === expected[field]);
}
