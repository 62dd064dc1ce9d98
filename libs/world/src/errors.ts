// The one error class of this package: bugs and I/O. Problems of content are findings.

export type WorldErrorCode = 'io' | 'output_too_large';

export class WorldError extends Error {
  override readonly name = 'WorldError';
  readonly code: WorldErrorCode;
  readonly hint: string;

  constructor(code: WorldErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
