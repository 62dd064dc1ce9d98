// What is wrong with a lock itself.

export interface LockFault {
  readonly code: 'lock_invalid' | 'lock_scheme' | 'lock_inconsistent';
  /** Members from the lock down; none for the lock itself. */
  readonly path: readonly string[];
  readonly expected?: string;
  readonly actual?: string;
}

export const fault = (path: readonly string[], expected: string, actual?: string): LockFault => ({
  code: 'lock_invalid',
  path,
  expected,
  ...(actual === undefined ? {} : { actual }),
});
