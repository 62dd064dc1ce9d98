// Bounds of the load gate that are part of its version: none is met by a module that a compiler made for this use.

/** They keep reading, compiling and one stack frame of a hostile module small. */
export const BOUNDS = {
  moduleBytes: 4_194_304,
  types: 1_000,
  imports: 1_000,
  params: 64,
  results: 8,
  functions: 10_000,
  bodyBytes: 131_072,
  /** Parameters, locals, and the operands that stand on the stack at once: each. */
  locals: 1_000,
  operands: 1_000,
  nesting: 256,
  labels: 4_096,
  globals: 1_000,
  exports: 64,
  segments: 4_096,
} as const;

/** Of a stack frame, besides its parameters, locals and operands. */
export const FRAME_SLOTS = 8;
/** Fuel for each page that memory grows by. */
export const FUEL_PER_PAGE = 4_096;
