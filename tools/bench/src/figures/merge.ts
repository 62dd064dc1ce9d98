// Figure: resolving, loading, checking and merging a world of up to 5,000 definitions, against reading and JSON.parse of the same files.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorld, nodeHost } from '@nx-air/world';
import { timed, type Figure } from '../figure.ts';
import { generateWorld } from '../generate-world.ts';

const PACKS = 10;

export const MERGE: Figure = {
  name: 'merge',
  title: `a world of {size} definitions from ${PACKS} packs`,
  oursIs: 'resolve, read, check structure, hash and merge',
  peerIs: 'read and JSON.parse of the same files',
  aim: 3,
  sizes: [500, 1500, 5000],
  prepare: async (dir, _root, size) => {
    // A marker of the repository's top, so that imports stay inside it.
    mkdirSync(join(dir, '.git'));
    const { worldDir, files, definitions } = generateWorld(dir, { packs: PACKS, definitionsPerPack: size / PACKS });
    const { merged, problems } = await loadWorld(nodeHost(), worldDir);
    const imported = [...(merged?.defs.values() ?? [])].filter(({ name }) => name.startsWith('bench.')).length;
    if (imported !== definitions) throw new Error(`merged ${imported} of ${definitions} definitions; first problem: ${JSON.stringify(problems[0])}`);
    return {
      ours: () => timed(() => loadWorld(nodeHost(), worldDir)),
      peer: () => timed(() => files.forEach((file) => JSON.parse(readFileSync(file, 'utf8')))),
    };
  },
};
