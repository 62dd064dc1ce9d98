// The one exception class of this package: for bugs and I/O, never for content.

export type AirErrorCode = 'builtin_table';

export class AirError extends Error {
  override readonly name = 'AirError';
  readonly code: AirErrorCode;
  /** What to do next. */
  readonly hint: string;

  constructor(code: AirErrorCode, message: string, hint: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
