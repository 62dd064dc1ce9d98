// What every structure check takes and returns.
import type { SourceTree } from './tree.ts';

export interface Fault {
  /** Repository-relative path with `/`. */
  readonly file: string;
  /** 1-based; absent where the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

export interface CheckReport {
  /** One line: what was looked at, with counts. */
  readonly summary: string;
  /** Further lines for the reader, such as a table. */
  readonly details?: readonly string[];
  readonly faults: readonly Fault[];
}

export interface StructureCheck {
  readonly name: string;
  readonly title: string;
  readonly run: (tree: SourceTree) => CheckReport;
}
