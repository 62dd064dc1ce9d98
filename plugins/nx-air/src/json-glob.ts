// The files of a definition root as a glob: `.json` in any case, as AOS collects them.

/** Every definition file at any depth below a root. */
export const JSON_FILES = '**/*.[jJ][sS][oO][nN]';

/**
 * A path as glob text that matches only itself.
 * Folder names may hold glob characters; a class of one character is the form that every glob engine reads alike.
 */
export function globText(path: string): string {
  return path.replace(/[*?[\]{}()]/g, (character) => `[${character}]`);
}
