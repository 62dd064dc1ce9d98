// The one error class of this package: bugs, I/O and a compiler that is not there. Problems of sources are findings.

export type SdkErrorCode = 'compiler_missing' | 'compiler_version' | 'compiler_failed' | 'not_compiled' | 'io';

export class SdkError extends Error {
  override readonly name = 'SdkError';
  readonly code: SdkErrorCode;
  readonly hint: string;

  constructor(code: SdkErrorCode, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
