// The one error class of this package: a command could not be carried out as it was asked.

export type CliErrorCode =
  | 'unknown_command'
  | 'unknown_option'
  | 'missing_value'
  | 'unexpected_value'
  | 'bad_journal'
  | 'bad_value'
  | 'repeated_option'
  | 'missing_target'
  | 'too_many_targets'
  | 'unknown_target'
  | 'not_a_folder'
  | 'nothing_to_check'
  | 'nothing_to_read'
  | 'store_missing'
  | 'out_in_definitions'
  | 'out_not_writable'
  | 'unknown_import'
  | 'not_a_world'
  | 'changed_meanwhile'
  | 'no_old_version';

/** Usage and I/O faults; always exit code 1. What is wrong with content is a `Finding`, never an exception. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode;
  /** The next command or edit, as a sentence; '' when the message says it all. */
  readonly hint: string;

  constructor(code: CliErrorCode, message: string, hint = '', options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
