// Golden journals of the sandbox, made by the unchanged kernel: what a mutant derives differently differs from them.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordJournals } from '@nx-air/gates';
import { nodeHost } from '@nx-air/world';

/** `root`: of the sandbox. */
export async function recordGolden(root: string): Promise<number> {
  let written = 0;
  for (const world of readdirSync(join(root, 'worlds'))) {
    const { files } = await recordJournals(nodeHost(), join(root, 'worlds', world), { mode: 'record' });
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
      written += 1;
    }
  }
  return written;
}
