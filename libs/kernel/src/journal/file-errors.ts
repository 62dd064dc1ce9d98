// What the file system answers, as errors of this package.
import { KernelError } from '../errors.ts';

export function journalIo(action: string, file: string, cause: unknown): KernelError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KernelError('journal_io', `cannot ${action} ${file}: ${reason}`, {
    hint: isErrno(cause, 'ENOSPC', 'EDQUOT', 'EFBIG') ? 'make space, then open the journal again: what was acknowledged is in it' : 'check that the folder exists and is writable',
    cause,
  });
}

export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
