// The one error of the end-to-end tests: what did not hold, for people.

export type FailureCode = 'registry_unreachable' | 'registry_broken' | 'install_failed' | 'command_failed' | 'unexpected';

export class E2eError extends Error {
  readonly code: FailureCode;
  /** What to do about it; may be empty. */
  readonly hint: string;

  constructor(code: FailureCode, message: string, hint = '', options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'E2eError';
    this.code = code;
    this.hint = hint;
  }
}

/** One sentence or two, and the output of what failed. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof E2eError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  return error.hint === '' ? error.message : `${error.message}. ${error.hint}`;
}

/** Throws `unexpected` with what was found. */
export function expectThat(holds: boolean, claim: string, found: string): void {
  if (!holds) throw new E2eError('unexpected', `expected ${claim}\nfound:\n${found}`);
}
