// The worlds of the repository with their modules compiled in memory: what a build left in `dist` plays no part.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runBuildModules } from '@nx-air/cli';
import { nodeHost, type Host } from '@nx-air/world';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url)).replaceAll('\\', '/');

/** Names of the folders in `worlds`, sorted. */
export const worldNames = (): readonly string[] => readdirSync(`${ROOT}worlds`).sort();

export const worldFolder = (name: string): string => `${ROOT}worlds/${name}`;

/** The disk, with the files of these builds in place of those of `dist`. Throws when a module does not compile. */
export async function builtHost(names: readonly string[] = worldNames()): Promise<Host> {
  const disk = nodeHost();
  const built = new Map<string, Uint8Array>();
  for (const name of names) {
    const { exitCode, findings, writes } = await runBuildModules(disk, worldFolder(name));
    if (exitCode !== 0) throw new Error(`${name} does not build: ${JSON.stringify(findings)}`);
    for (const { path, text } of writes) built.set(path, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  }
  return {
    ...disk,
    readFile: (path) => built.get(path) ?? disk.readFile(path),
    fileSize: (path) => built.get(path)?.length ?? disk.fileSize(path),
    kindOf: (path) => (built.has(path) ? 'file' : disk.kindOf(path)),
    realPath: (path) => (built.has(path) ? path : disk.realPath(path)),
  };
}
