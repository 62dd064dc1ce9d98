// The modules of the repository's worlds, compiled: the bytes that `wasm_hash` names.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runBuildModules } from '@nx-air/cli';
import { nodeHost } from '@nx-air/world';
import type { Part } from '../part.ts';

const WORLDS = fileURLToPath(new URL('../../../../worlds/', import.meta.url)).replaceAll('\\', '/');

export const BUILD: Part = {
  name: 'build-modules',
  async run() {
    const lines: string[] = [];
    for (const world of readdirSync(WORLDS).sort()) {
      const { exitCode, data } = await runBuildModules(nodeHost(), `${WORLDS}${world}`);
      lines.push(`${world} ${exitCode} ${JSON.stringify(data['modules'] ?? null)}`);
    }
    return lines;
  },
};
