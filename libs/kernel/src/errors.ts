// The one exception class of this package: misuse, damaged journals, failed I/O.

export type KernelErrorCode =
  | 'bad_manifest'
  | 'bad_record'
  | 'bad_state'
  | 'closed'
  | 'definitions_missing'
  | 'host_fault'
  | 'journal_damaged'
  | 'journal_diverges'
  | 'journal_io'
  | 'journal_locked'
  | 'journal_mismatch'
  | 'module_unavailable'
  | 'not_idle'
  | 'object_missing';

/** A place in a journal file: byte offset, and the position of the record there (absent for the header). */
export interface JournalPlace {
  readonly offset: number;
  readonly record?: number;
}

export interface KernelErrorDetails {
  readonly hint?: string;
  readonly cause?: unknown;
  /** Of `journal_damaged`. */
  readonly place?: JournalPlace;
}

export class KernelError extends Error {
  readonly code: KernelErrorCode;
  readonly hint: string;
  readonly place: JournalPlace | undefined;

  constructor(code: KernelErrorCode, message: string, details: KernelErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'KernelError';
    this.code = code;
    this.hint = details.hint ?? '';
    this.place = details.place;
  }
}
