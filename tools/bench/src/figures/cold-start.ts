// Figures: whole processes from start to end: `air --version`, `air check` and `air replay`, against bare Node and a replayer.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed, type Contest, type Figure } from '../figure.ts';
import { generateFlowJournal } from '../generate-flow-journal.ts';
import { sequentialFlow } from '../generate-kernel-world.ts';
import { generateWorld } from '../generate-world.ts';
import { airProgram, runNode } from '../installed.ts';

/** Starts of a program in a sample: one start alone is mostly noise. */
const STARTS = 3;

const starts = (args: readonly string[], cwd: string) => async (): Promise<number> =>
  (await timed(async () => {
    for (let start = 0; start < STARTS; start += 1) await runNode(args, cwd);
  })) / STARTS;

async function expectOutput(args: readonly string[], cwd: string, expected: string): Promise<void> {
  const output = await runNode(args, cwd);
  if (!output.includes(expected)) throw new Error(`node ${args.join(' ')} did not print "${expected}": ${output}`);
}

const bareNode = (cwd: string): (() => Promise<number>) => starts(['-e', '0'], cwd);

const VERSION: Figure = {
  name: 'start-version',
  title: 'air --version',
  oursIs: 'the installed program',
  peerIs: 'node -e 0',
  aim: 1.3,
  prepare: async (dir) => {
    const args = [airProgram(), '--version'];
    await expectOutput(args, dir, '.');
    return { ours: starts(args, dir), peer: bareNode(dir) };
  },
};

const CHECK: Figure = {
  name: 'start-check',
  title: 'air check of a world with {size} definitions in one pack',
  oursIs: 'the installed program',
  peerIs: 'node -e 0',
  aim: 2,
  sizes: [10, 100, 1000],
  aimAt: 10,
  prepare: async (dir, _root, definitions): Promise<Contest> => {
    mkdirSync(join(dir, '.git'));
    const { worldDir } = generateWorld(dir, { packs: 1, definitionsPerPack: definitions });
    const args = [airProgram(), 'check', worldDir];
    await runNode(args, dir);
    return { ours: starts(args, dir), peer: bareNode(dir) };
  },
};

const REPLAY: Figure = {
  name: 'start-replay',
  title: 'replay of one journal with {size} sequential effects, from the start of the process to its end',
  oursIs: 'air replay',
  peerIs: 'Temporal TypeScript SDK with a prebuilt bundle',
  aim: 0.2,
  sizes: [10, 100, 1000],
  aimAt: 10,
  prepare: async (dir, _root, effects): Promise<Contest> => {
    const [{ bundleWorkflows }, { buildHistory }] = await Promise.all([import('../../peers/temporal.mjs'), import('../../peers/temporal-history.mjs')]);
    const [journal, bundle, history] = [join(dir, 'flow.journal'), join(dir, 'bundle.js'), join(dir, 'history.json')];
    await generateFlowJournal(journal, sequentialFlow(effects));
    writeFileSync(bundle, await bundleWorkflows());
    writeFileSync(history, buildHistory('sequential', effects));
    const ours = [airProgram(), 'replay', journal];
    const peer = [fileURLToPath(new URL('../../peers/temporal-once.mjs', import.meta.url)), bundle, history];
    await expectOutput(ours, dir, 'records replay to the state');
    await expectOutput(peer, dir, 'accepted 1');
    return { ours: starts(ours, dir), peer: starts(peer, dir) };
  },
};

export const COLD_START: readonly Figure[] = [VERSION, CHECK, REPLAY];
