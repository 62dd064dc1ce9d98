// Paths from files that anybody can edit, before they become part of a glob.

/** The path when it stays in the workspace: relative, `/` separated, without `..`, NUL and backslashes. */
export function workspacePath(path: string): string | undefined {
  if (path === '' || path.startsWith('/') || /[\0\\]/.test(path) || /^[A-Za-z]:/.test(path)) return undefined;
  return path.split('/').includes('..') ? undefined : path;
}
