// What the project graph needs to know about one import of a world.

export interface GraphImport {
  /** Position in `air.imports`. */
  readonly index: number;
  /** As written, for messages: `path ../core`, `cargo aos-agent-sdk`. */
  readonly label: string;
  /** Folder of definitions, relative to the workspace root; absent when unresolved or outside the workspace. */
  readonly root?: string;
  /** Files that decided where the root is, relative to the workspace root; missing ones included. */
  readonly files: readonly string[];
  /** Set when the definitions come from a registry. */
  readonly external?: GraphExternal;
}

export interface GraphExternal {
  /** Name of the external node, for example `npm:@acme/packs` or `cargo:acme-packs@1.2.0`. */
  readonly node: string;
  readonly ecosystem: 'npm' | 'cargo';
  readonly packageName: string;
  readonly version: string;
  readonly hash?: string;
}
