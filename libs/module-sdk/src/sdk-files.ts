// The AssemblyScript sources of the SDK, as the compiler reads them.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What replaces the memory runtime of asc. */
export const MEMORY = 'memory.ts';

let files: ReadonlyMap<string, string> | undefined;

/** Text by file name. */
export function sdkFiles(): ReadonlyMap<string, string> {
  if (files !== undefined) return files;
  const folder = fileURLToPath(new URL('../assembly/', import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  files = new Map(names.map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')]));
  return files;
}
