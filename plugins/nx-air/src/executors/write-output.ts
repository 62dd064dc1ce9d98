// Output files of a task: written whole or not at all, so that a stopped run leaves no half file for the cache.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the outputs of a project go: relative to its root, as the targets declare. */
export function outputFile(projectRoot: string, name: string): string {
  return join(projectRoot, 'dist', name);
}

/** Writes beside the target first and renames: a reader sees the old content or the new. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
