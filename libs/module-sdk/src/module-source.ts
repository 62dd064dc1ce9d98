// One source of a module, and the folder that it is read from.
import type { ModuleKind } from './codegen/world-types.ts';

export interface ModuleSource {
  /** Name of the defmodule. */
  readonly name: string;
  readonly kind: ModuleKind;
  /** The class that the source exports. */
  readonly exported: string;
  /** Relative to the folder of the world, with `/`. */
  readonly file: string;
}

export interface SourceFolder {
  /** The folder that paths in findings start with, relative to the repository root; '' for the root. */
  readonly dir: string;
  /** Text of a file relative to that folder; undefined when there is none. */
  read(file: string): string | undefined;
}
