// Figure: resolving, loading, checking and merging a world of 5,000 definitions, against reading and JSON.parse of the same files.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorld, nodeHost } from '@nx-air/world';
import { timed, type Figure } from '../figure.ts';
import { generateWorld } from '../generate-world.ts';

const PACKS = 10;
const DEFINITIONS_PER_PACK = 500;

export const MERGE: Figure = {
  name: 'merge',
  title: `a world of ${PACKS * DEFINITIONS_PER_PACK} definitions from ${PACKS} packs`,
  oursIs: 'resolve, read, check structure, hash and merge',
  peerIs: 'read and JSON.parse of the same files',
  aim: 3,
  prepare: async (dir) => {
    // A marker of the repository's top, so that imports stay inside it.
    mkdirSync(join(dir, '.git'));
    const { worldDir, files, definitions } = generateWorld(dir, { packs: PACKS, definitionsPerPack: DEFINITIONS_PER_PACK });
    const { merged, problems } = await loadWorld(nodeHost(), worldDir);
    const imported = [...(merged?.defs.values() ?? [])].filter(({ name }) => name.startsWith('bench.')).length;
    if (imported !== definitions) throw new Error(`merged ${imported} of ${definitions} definitions; first problem: ${JSON.stringify(problems[0])}`);
    return {
      ours: () => timed(() => loadWorld(nodeHost(), worldDir)),
      peer: () => timed(() => files.forEach((file) => JSON.parse(readFileSync(file, 'utf8')))),
    };
  },
};
