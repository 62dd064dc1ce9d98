// What the project graph needs to know about the imports of a world.
import { createHash } from 'node:crypto';

export interface ImportFacts {
  /** Position in `air.imports`. */
  readonly index: number;
  /** As written, for messages: `path ../core`, `cargo aos-agent-sdk`. */
  readonly label: string;
  readonly kind: 'path' | 'cargo' | 'npm';
  readonly version?: string;
  /** Folder of definitions, relative to the workspace root; absent when unresolved or outside the workspace. */
  readonly root?: string;
  /** Globs, from the workspace root, of the files that decided where the root is. */
  readonly evidence: readonly string[];
  /** Set when the definitions come from a registry. */
  readonly external?: ExternalPackage;
}

export interface ExternalPackage {
  /** Name of the external node, for example `npm:@acme/packs` or `cargo:acme-packs@1.2.0`. */
  readonly node: string;
  readonly ecosystem: 'npm' | 'cargo';
  readonly packageName: string;
  readonly version: string;
  readonly hash?: string;
}

/** Whether the definitions lie, or may lie, in Cargo's own folders: no input can name files outside the workspace. */
export function isOutsideCrate({ kind, root }: ImportFacts): boolean {
  return kind === 'cargo' && root === undefined;
}

/** One line: what was asked and what was found. */
export function describeImport({ label, version, root, external }: ImportFacts): string {
  const found = [version, root === undefined ? 'not in this workspace' : `at ${root}`, external?.node];
  return [label, ...found.filter((part) => part !== undefined)].join(' ');
}

/** How the imports were resolved as the option of a target: a hash, which is short, as eleven targets of a world have it. */
export interface Resolution {
  readonly imports?: string;
}

export function resolutionOf(imports: readonly ImportFacts[]): Resolution {
  if (imports.length === 0) return {};
  return { imports: createHash('sha256').update(JSON.stringify(imports.map(describeImport))).digest('base64url').slice(0, 22) };
}
