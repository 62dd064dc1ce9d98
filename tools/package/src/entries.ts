// The files of a package that something outside names: each becomes a file of its own in dist.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, readRecord, textMembers } from './json.ts';

/** What Nx reads beside package.json. */
export const NX_FILES = ['executors.json', 'generators.json', 'migrations.json'];

const SOURCE = /^\.\/src\/(?<name>.+)\.ts(?<part>#\w+)?$/;

/** `./src/executors/merge/executor.ts#batch` as it is named in dist; `undefined` for what is no source. */
export function builtPath(path: string): { readonly name: string; readonly file: string; readonly part: string } | undefined {
  const { name, part = '' } = SOURCE.exec(path)?.groups ?? {};
  if (name === undefined) return undefined;
  // Flat: import.meta.url then means the same in a file of its own and in a shared chunk.
  return { name, file: `./dist/${flatName(name)}.js`, part };
}

export function flatName(name: string): string {
  return name.replaceAll('/', '-');
}

/** Sources below src/ without `.ts`: of `exports`, and of the files that Nx reads. Sorted. */
export function listEntries(dir: string): readonly string[] {
  const named = Object.values(textMembers(readRecord(join(dir, 'package.json'))['exports']));
  for (const file of NX_FILES) if (existsSync(join(dir, file))) named.push(...textsIn(readRecord(join(dir, file))));
  return [...new Set(named.flatMap((path) => builtPath(path)?.name ?? []))].sort();
}

/** Any JSON with its sources named as they are in dist, other files of src/ as they are copied. */
export function renameSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameSources);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renameSources(member)]));
  if (typeof value !== 'string') return value;
  const built = builtPath(value);
  return built === undefined ? value.replace(/^\.\/src\//, './dist/') : built.file + built.part;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
