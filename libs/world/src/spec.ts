// What a world asks for: one entry of `air.imports` in aos.sync.json.
import type { JsonValue } from '@nx-air/canon';

interface SpecBase {
  /** Position in `air.imports`. */
  readonly index: number;
  /** The lock as it stands in the file, not judged here. */
  readonly lock?: JsonValue;
}

export interface PathSpec extends SpecBase {
  readonly kind: 'path';
  /** Relative to the folder of aos.sync.json. */
  readonly path: string;
}

export interface CargoSpec extends SpecBase {
  readonly kind: 'cargo';
  readonly package: string;
  /** Exact version; a leading `=` and blanks around it mean nothing. */
  readonly version?: string;
  /** Cargo's source id, compared as text. */
  readonly source?: string;
  readonly airDir?: string;
  /** Cargo.toml to resolve from, relative to the folder of aos.sync.json. */
  readonly manifestPath?: string;
}

export interface NpmSpec extends SpecBase {
  readonly kind: 'npm';
  readonly package: string;
  /** Semver range; any version without it. */
  readonly version?: string;
  readonly airDir?: string;
}

export type ImportSpec = PathSpec | CargoSpec | NpmSpec;

/** Kind and target as the user wrote them: `path ../packs`, `cargo aos-agent-sdk`, `npm @acme/packs`. */
export const specTarget = (spec: ImportSpec): string =>
  spec.kind === 'path' ? `path ${spec.path}` : `${spec.kind} ${spec.package}`;

/** The subject of findings about an import. */
export const specSubject = (spec: ImportSpec): string => `import ${specTarget(spec)}`;

/** Where the entry stands in aos.sync.json. */
export const specPointer = (spec: ImportSpec): string => `/air/imports/${spec.index}`;
