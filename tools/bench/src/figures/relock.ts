// Figure: judging the locks of a world of many definitions, against reading, JSON.parse and SHA-256 of the same files.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHost, planLockWrite, readLocks } from '@nx-air/world';
import { timed, type Figure } from '../figure.ts';
import { generateDefinitions } from '../generate-definitions.ts';
import { EMPTY_MANIFEST, writeJsonFile } from '../generate-world.ts';

/** Definitions in a file. */
const TOGETHER = 6;
const PACKS = 10;

/** @returns the world's folder and the definition files that its locks cover, absolute */
function generateLockable(dir: string, size: number): { readonly worldDir: string; readonly files: readonly string[] } {
  const definitions = generateDefinitions('bench', size);
  const count = Math.ceil(size / TOGETHER);
  const files = Array.from({ length: count }, (_, index) => {
    const file = join(dir, 'plan-packs', `part-${index % PACKS}`, `defs-${index}.air.json`);
    writeJsonFile(file, definitions.filter((_definition, at) => at % count === index));
    return file;
  });
  const worldDir = join(dir, 'worlds', 'locked');
  const imports = Array.from({ length: PACKS }, (_, index) => ({ path: `../../plan-packs/part-${index}` }));
  writeJsonFile(join(worldDir, 'aos.sync.json'), { version: 1, id: 'locked', air: { dir: 'air', imports } });
  writeJsonFile(join(worldDir, 'air', 'manifest.air.json'), EMPTY_MANIFEST);
  return { worldDir, files };
}

async function judged(worldDir: string): Promise<ReadonlyMap<string, number>> {
  const states = new Map<string, number>();
  for (const { verdict } of (await readLocks(nodeHost(), worldDir)).imports) states.set(verdict.state, (states.get(verdict.state) ?? 0) + 1);
  return states;
}

async function expectStates(worldDir: string, expected: readonly (readonly [string, number])[]): Promise<void> {
  const states = await judged(worldDir);
  const same = states.size === expected.length && expected.every(([state, count]) => states.get(state) === count);
  if (!same) throw new Error(`the locks are ${JSON.stringify([...states])}, expected ${JSON.stringify(expected)}`);
}

export const RELOCK: Figure = {
  name: 'relock',
  title: `the locks of a world of {size} definitions, ${TOGETHER} a file, from ${PACKS} packs`,
  oursIs: 'resolve, read, check structure, hash every definition and compare with the lock',
  peerIs: 'read, JSON.parse and node:crypto SHA-256 of the same files',
  aim: 5,
  sizes: [100, 400, 1200],
  aimAt: 400,
  prepare: async (dir, _root, size) => {
    mkdirSync(join(dir, '.git'));
    const { worldDir, files } = generateLockable(dir, size);
    const world = await readLocks(nodeHost(), worldDir);
    writeFileSync(join(worldDir, 'aos.sync.json'), planLockWrite(world, { mode: 'error', update: 'missing', acceptAuthority: false }).text);
    await expectStates(worldDir, [['ok', PACKS]]);
    // A lock that no edit could break would be fast for nothing.
    const [first = ''] = files;
    const text = readFileSync(first, 'utf8');
    writeFileSync(first, text.replace('"text"', '"uuid"'));
    await expectStates(worldDir, [['drifted', 1], ['ok', PACKS - 1]]);
    writeFileSync(first, text);
    return {
      ours: () => timed(() => readLocks(nodeHost(), worldDir)),
      peer: () =>
        timed(() => {
          for (const file of files) {
            const bytes = readFileSync(file);
            JSON.parse(bytes.toString('utf8'));
            createHash('sha256').update(bytes).digest();
          }
        }),
    };
  },
};
