// The imports of an aos.sync.json as specs. Judges nothing: an entry that cannot be a spec is left out.
import type { JsonValue } from '@nx-air/canon';
import { memberOf } from './source/package-json.ts';
import type { ImportSpec } from './spec.ts';
import { CRATE_NAME, NPM_NAME, pathFault } from './text-rules.ts';

export interface ConfigFacts {
  readonly id?: string;
  /** Relative to the world; `air` when the file does not say. */
  readonly airDir: string;
  /** `build.reducer_dir`, where AOS looks for the Cargo.toml of a world; `reducer` when the file does not say. */
  readonly reducerDir: string;
  readonly specs: readonly ImportSpec[];
}

const textOf = (value: unknown, key: string): string | undefined => {
  const member = memberOf(value, key);
  return typeof member === 'string' && member.trim() !== '' ? member : undefined;
};

const pathOf = (value: unknown, key: string): string | undefined => {
  const text = textOf(value, key);
  return text === undefined || pathFault(text) !== undefined ? undefined : text;
};

function readPackageSpec(value: unknown, kind: 'cargo' | 'npm', common: Pick<ImportSpec, 'index' | 'lock'>): readonly ImportSpec[] {
  const name = textOf(value, 'package');
  if (name === undefined || !(kind === 'npm' ? NPM_NAME : CRATE_NAME).test(name)) return [];
  const version = textOf(value, 'version');
  const airDir = pathOf(value, 'air_dir');
  const asked = {
    ...common,
    package: name,
    ...(version === undefined ? {} : { version }),
    ...(airDir === undefined ? {} : { airDir }),
  };
  if (kind === 'npm') return [{ ...asked, kind }];
  const source = textOf(value, 'source');
  const manifestPath = pathOf(value, 'manifest_path');
  return [{ ...asked, kind, ...(source === undefined ? {} : { source }), ...(manifestPath === undefined ? {} : { manifestPath }) }];
}

const isLock = (value: unknown): value is JsonValue => value !== undefined && value !== null;

function readSpec(entry: unknown, index: number): readonly ImportSpec[] {
  const sources = (['path', 'cargo', 'npm'] as const).filter((key) => memberOf(entry, key) !== undefined);
  const [source] = sources;
  if (source === undefined || sources.length > 1) return [];
  const lock = memberOf(entry, 'lock');
  const common = { index, ...(isLock(lock) ? { lock } : {}) };
  if (source !== 'path') return readPackageSpec(memberOf(entry, source), source, common);
  const path = pathOf(entry, 'path');
  return path === undefined ? [] : [{ ...common, kind: source, path }];
}

/** Reads parsed JSON of any shape. `lock` is carried untouched. */
export function readConfigFacts(json: unknown): ConfigFacts {
  const air = memberOf(json, 'air');
  const imports = memberOf(air, 'imports');
  const id = textOf(json, 'id');
  return {
    ...(id === undefined ? {} : { id }),
    airDir: pathOf(air, 'dir') ?? 'air',
    reducerDir: pathOf(memberOf(json, 'build'), 'reducer_dir') ?? 'reducer',
    specs: Array.isArray(imports) ? imports.flatMap(readSpec) : [],
  };
}
