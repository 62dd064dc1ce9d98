// The commands that correct a lock, as findings name them.
import type { ImportSpec } from '../spec.ts';

/** What `--update` calls an import: its path or its package. */
export const importName = (spec: ImportSpec): string => (spec.kind === 'path' ? spec.path : spec.package);

const PLAIN_WORD = /^[A-Za-z0-9@%+=:,./_][A-Za-z0-9@%+=:,./_-]*$/;

/** One word of a POSIX shell. */
const shellWord = (text: string): string => (PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const command = (...words: readonly string[]): string => `\`air lock ${words.join(' ')}\``;

/** Commands for a world, given relative to the repository root. */
export function lockCommands(dir: string): {
  readonly lock: string;
  readonly diff: string;
  update(spec: ImportSpec, acceptAuthority?: boolean): string;
} {
  const world = shellWord(dir === '' ? '.' : dir);
  return {
    lock: command(world),
    diff: command(world, '--diff'),
    update: (spec, acceptAuthority = false) =>
      command(world, '--update', shellWord(importName(spec)), ...(acceptAuthority ? ['--accept-authority'] : [])),
  };
}
