// Prefixes of paths, by whole segments: `docs` and `docs/` cover `docs` and `docs/a`, never `docs-old`.

/** Undefined prefixes allow every path, an empty list none. The empty prefix and `/` cover everything. */
export function isCovered(path: string, prefixes: readonly string[] | undefined): boolean {
  return prefixes === undefined || prefixes.some((prefix) => covers(prefix, path));
}

function covers(prefix: string, path: string): boolean {
  const stem = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  return stem === '' || path === stem || path.startsWith(`${stem}/`);
}
