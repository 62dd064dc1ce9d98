// What stops a release; Nx prints the message.

export type ReleaseErrorCode = 'versions_differ' | 'no_version' | 'inherited_version' | 'two_versions' | 'no_history' | 'release_refused';

export class ReleaseError extends Error {
  readonly code: ReleaseErrorCode;
  readonly hint: string;

  constructor(code: ReleaseErrorCode, message: string, hint: string) {
    super(hint === '' ? message : `${message}. ${hint}`);
    this.name = 'ReleaseError';
    this.code = code;
    this.hint = hint;
  }
}
