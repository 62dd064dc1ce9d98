// What a check says about a definition, a world or an import, as plain data.
import type { FindingCode } from './codes.ts';
import type { Severity } from './severity.ts';

export type { Severity };

/** A second place that explains a finding, for example the other definition of a clash. */
export interface Related {
  readonly file: string;
  readonly pointer: string;
  readonly note: string;
  readonly line?: number;
  readonly column?: number;
}

/** One operation of RFC 6902, against the JSON file that the finding names. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

/**
 * What a check produces: facts only. `file` is relative to the repository root with `/`; `pointer` is an
 * RFC 6901 pointer into that file ('' for the whole file). Severity, wording and position are added by `toFindings`.
 */
export interface Problem {
  readonly code: FindingCode;
  /** What the finding is about in the user's words: `defplan acme.flow/core_sync@1`, `import cargo aos-agent-sdk`. */
  readonly subject: string;
  readonly file: string;
  readonly pointer: string;
  /** Point at the key of the member instead of its value. */
  readonly at?: 'key' | 'value';
  readonly expected?: string;
  readonly actual?: string;
  readonly related?: readonly Related[];
  /** Overrides the severity of the catalogue (unknown keys are warnings in packs from a registry). */
  readonly severity?: Severity;
  /** Replaces the catalogue's hint where the check knows the exact next step. */
  readonly hint?: string;
  readonly fix?: readonly PatchOperation[];
  /** 1-based; set by readers that know better than the pointer, such as a syntax error. */
  readonly line?: number;
  readonly column?: number;
}

/** A problem with its severity, wording and place. Lines and columns are 1-based; columns count UTF-16 units. */
export interface Finding extends Problem {
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly column: number;
}
