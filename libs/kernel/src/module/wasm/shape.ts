// What reading a module's bytes yields: as much as the load gate and the instrumenter need.

export const I32 = 0x7f;
export const I64 = 0x7e;

export interface FunctionType {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

export interface Bounded {
  readonly min: number;
  /** Absent: unbounded. */
  readonly max: number | undefined;
  /** Of the limits. */
  readonly offset: number;
}

export type ExportKind = 'function' | 'table' | 'memory' | 'global';

export interface Export {
  readonly name: string;
  readonly kind: ExportKind;
  readonly index: number;
  readonly offset: number;
}

/** An active segment: its place in memory or in the table. */
export interface Segment {
  readonly at: number;
  readonly length: number;
  readonly offset: number;
}

/** A place in a function that the instrumenter changes. */
export type Edit =
  /** `offset`: behind the loop's block type. `cost`: instructions of one round outside of loops within it. */
  | { readonly kind: 'loop'; readonly offset: number; cost: number }
  /** `depth`: blocks that are open there. */
  | { readonly kind: 'return'; readonly offset: number; readonly depth: number }
  | { readonly kind: 'grow'; readonly offset: number };

export interface Body {
  readonly type: FunctionType;
  /** Of the declarations of locals, of the first instruction, and behind the last `end`. */
  readonly start: number;
  readonly code: number;
  readonly end: number;
  /** Parameters, locals, and most operands at once. */
  readonly slots: number;
  readonly calls: boolean;
  /** Instructions outside of loops. */
  readonly cost: number;
  readonly edits: readonly Edit[];
}

/** Where the content of a section lies. */
export interface Section {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

export interface Shape {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly types: readonly FunctionType[];
  /** Index of the type of each function. */
  readonly functions: readonly number[];
  readonly memories: readonly Bounded[];
  readonly tables: readonly Bounded[];
  readonly globals: number;
  readonly exports: readonly Export[];
  readonly data: readonly Segment[];
  readonly elements: readonly Segment[];
  readonly bodies: readonly Body[];
}
