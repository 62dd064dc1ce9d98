// Loads the world /repo/w of an in-memory repository and shows its findings as text.
import { loadWorld } from '../../src/index.ts';
import type { LoadedWorld, MemoryHostOptions } from '../../src/index.ts';
import { lines, repo } from './worlds.ts';
import type { Files } from './worlds.ts';

export interface Loaded extends LoadedWorld {
  readonly report: string;
}

/** The world is the folder `w` unless said otherwise. */
export async function load(files: Files, options: MemoryHostOptions & { readonly dir?: string } = {}): Promise<Loaded> {
  const world = await loadWorld(repo(files, options), `/repo/${options.dir ?? 'w'}`);
  return { ...world, report: lines(world.problems, world.texts) };
}
