// Folders that a generator may write to: inside the workspace, not where Nx and git never look.
import { posix } from 'node:path';
import { GeneratorError } from '../errors.ts';

const IGNORED = ['node_modules', 'dist', 'target', '.git', '.nx'];

/**
 * Relative to the workspace, normalised, without a slash at the end. Blanks and letters of any script may stand in it.
 * @throws GeneratorError for what lies outside or is no path on every platform
 */
export function checkDirectory(directory: string): string {
  const refuse = (why: string, hint: string): never => {
    throw new GeneratorError('bad_directory', `--directory "${directory}" ${why}`, hint);
  };
  if (directory.includes('\\')) refuse('has a backslash', 'Write it with "/".');
  if (directory.startsWith('/') || /^[A-Za-z]:/u.test(directory)) refuse('is an absolute path', 'Write it relative to the workspace.');
  const normal = posix.normalize(directory).replace(/\/$/u, '');
  if (normal === '..' || normal.startsWith('../')) refuse('is outside the workspace', 'Name a folder inside of it.');
  if (normal === '.' || normal === '') refuse('is the workspace itself', 'Name a folder inside of it.');
  for (const segment of normal.split('/')) {
    if (IGNORED.includes(segment)) refuse(`lies in ${segment}, where no project is looked for`, 'Name another folder.');
    if (/[<>:"|?*\p{Cc}]/u.test(segment) || /[. ]$/u.test(segment)) refuse(`has "${segment}", which is no name on every platform`, 'Name another folder.');
  }
  return normal;
}
