// The one exception class of this package: bugs of the caller, corrupt bytes and failed I/O.

export type CanonErrorCode =
  | 'bad_hex'
  | 'bad_pointer'
  | 'bad_utf8'
  | 'blob_corrupt'
  | 'not_canonical'
  | 'not_encodable'
  | 'store_io';

export interface CanonErrorDetails {
  readonly hint?: string;
  readonly cause?: unknown;
  readonly offset?: number;
}

/** `offset` counts bytes (UTF-16 units for hexadecimal text) and is set where a place in the input is known. */
export class CanonError extends Error {
  readonly code: CanonErrorCode;
  readonly hint: string;
  readonly offset: number | undefined;

  constructor(code: CanonErrorCode, message: string, details: CanonErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CanonError';
    this.code = code;
    this.hint = details.hint ?? '';
    this.offset = details.offset;
  }
}
