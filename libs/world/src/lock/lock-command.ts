// The commands that correct a lock, as findings name them.
import type { ImportSpec } from '../spec.ts';

/** What `--update` calls an import: its path or its package. */
export const importName = (spec: ImportSpec): string => (spec.kind === 'path' ? spec.path : spec.package);

const PLAIN_WORD = /^[A-Za-z0-9@%+=:,./_][A-Za-z0-9@%+=:,./_-]*$/;

/** One word of a POSIX shell. */
export const shellWord = (text: string): string => (PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

export interface CommandPlace {
  /** Of the world, relative to the repository root. */
  readonly dir: string;
  /** What locks this world where `air` is not what people type: `nx run a:lock`. */
  readonly lockCommand?: string;
}

/** In backticks, as they stand in sentences. */
export function lockCommands({ dir, lockCommand = `air lock ${shellWord(dir === '' ? '.' : dir)}` }: CommandPlace): {
  readonly lock: string;
  readonly diff: string;
  update(spec: ImportSpec, acceptAuthority?: boolean): string;
} {
  const command = (...words: readonly string[]): string => `\`${[lockCommand, ...words].join(' ')}\``;
  return {
    lock: command(),
    diff: command('--diff'),
    update: (spec, acceptAuthority = false) =>
      command('--update', shellWord(importName(spec)), ...(acceptAuthority ? ['--accept-authority'] : [])),
  };
}
