// Figures: validate of many worlds in one run of Nx: against a process a task, against tasks that do nothing, and cached.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timed, type Figure } from '../figure.ts';
import { generateIdleWorkspace, generateWorkspace } from '../generate-workspace.ts';
import { productModules, runNode, runNx } from '../installed.ts';

const SIZES = [50, 150, 500];
const PACKS = 50;
/** Worlds that are validated by a process each; the time is scaled to all. */
const ALONE = 20;

const RUN = ['run-many', '-t', 'validate', '-p', 'world-*,idle-*', '--parallel=2', '--outputStyle=static'];
const FRESH = [...RUN, '--skip-nx-cache'];

/** As users have it, npm's lockfile pins what is installed. */
function pinInstalled(workspace: string): void {
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(productModules(), '..', file), join(workspace, file));
}

/** Worlds with locks, so that lock-check has something to compare. */
async function lockedWorkspace(dir: string, worlds: number): Promise<string> {
  const workspace = join(dir, 'air');
  generateWorkspace(workspace, productModules(), { packs: PACKS, worlds });
  pinInstalled(workspace);
  await runNx(workspace, ['run-many', '-t', 'lock', '--batch', '--outputStyle=static']);
  return workspace;
}

function resultOf(workspace: string, world: number): string {
  return readFileSync(join(workspace, 'dist', 'worlds', `world-${world}`, 'validate.json'), 'utf8');
}

function forget(workspace: string): void {
  rmSync(join(workspace, 'dist'), { recursive: true, force: true });
}

/** @throws when Nx ran another number of tasks */
async function expectTasks(workspace: string, args: readonly string[], expected: number): Promise<void> {
  const { stdout } = await runNx(workspace, args);
  if (!stdout.includes(`for ${expected} projects`)) throw new Error(`Nx did not run validate for ${expected} projects: ${stdout.slice(-1500)}`);
}

const BATCH: Figure = {
  name: 'validate-batch',
  title: 'validate and lock-check of {size} worlds, not cached',
  oursIs: 'one nx run-many --batch',
  peerIs: `a process a task, measured with ${ALONE} worlds and scaled, Nx's own start not scaled`,
  aim: 1 / 15,
  sizes: SIZES,
  prepare: async (dir, _root, worlds) => {
    const workspace = await lockedWorkspace(dir, worlds);
    const some = ['run-many', '-t', 'validate', '-p', Array.from({ length: ALONE }, (_, index) => `world-${index}`).join(','), '--parallel=2', '--outputStyle=static', '--skip-nx-cache'];
    const alone = { NX_BATCH_MODE: 'false' };
    await expectTasks(workspace, [...FRESH, '--batch'], worlds);
    const together = Array.from({ length: ALONE }, (_, world) => resultOf(workspace, world));
    forget(workspace);
    await runNx(workspace, some, alone);
    for (const [world, text] of together.entries()) if (resultOf(workspace, world) !== text) throw new Error(`world-${world} is validated otherwise in a batch`);
    return {
      ours: () => timed(() => runNx(workspace, [...FRESH, '--batch'])),
      peer: async () => {
        const start = await timed(() => runNx(workspace, ['show', 'projects', '--json']));
        const took = await timed(() => runNx(workspace, some, alone));
        return start + (Math.max(0, took - start) * worlds) / ALONE;
      },
    };
  },
};

/** @param cached whether the runs find all results in Nx's cache */
function againstIdle(name: string, cached: boolean, aim: number): Figure {
  const args = cached ? RUN : FRESH;
  return {
    name,
    title: `validate and lock-check of {size} worlds${cached ? ', all cached' : ', not cached'}`,
    oursIs: 'nx run-many --batch',
    peerIs: `bare Nx: as many tasks that do nothing${cached ? ', cached' : ''}`,
    aim,
    sizes: SIZES,
    prepare: async (dir, _root, worlds) => {
      const workspace = await lockedWorkspace(dir, worlds);
      const idle = join(dir, 'idle');
      generateIdleWorkspace(idle, productModules(), worlds);
      pinInstalled(idle);
      await expectTasks(workspace, [...args, '--batch'], worlds);
      await expectTasks(idle, args, worlds);
      if (cached) {
        // Cached results are those of a run: what is restored is compared with what was written.
        const before = resultOf(workspace, 0);
        forget(workspace);
        await runNx(workspace, [...args, '--batch']);
        if (resultOf(workspace, 0) !== before) throw new Error('the cache restores another result');
      }
      return { ours: () => timed(() => runNx(workspace, [...args, '--batch'])), peer: () => timed(() => runNx(idle, args)) };
    },
  };
}

const MEMORY: Figure = {
  name: 'validate-memory',
  title: 'peak memory of the process that validates {size} worlds',
  unit: 'MB',
  oursIs: 'batch of {size} worlds',
  peerIs: 'batch of 10 worlds',
  sizes: [10, 100, 1000],
  prepare: async (dir, _root, worlds) => {
    const workspace = join(dir, 'air');
    generateWorkspace(workspace, productModules(), { packs: PACKS, worlds });
    const script = join(workspace, 'batch.mjs');
    cpSync(new URL('../../batch-memory.mjs', import.meta.url), script);
    const peak = async (count: number): Promise<number> => {
      const told: { readonly succeeded: number; readonly megabytes: number } = JSON.parse(await runNode([script, String(count)], workspace));
      if (told.succeeded !== count) throw new Error(`${told.succeeded} of ${count} worlds are valid`);
      return told.megabytes;
    };
    return { ours: () => peak(worlds), peer: () => peak(10) };
  },
};

export const VALIDATE: readonly Figure[] = [BATCH, againstIdle('validate-floor', false, 1.5), againstIdle('validate-cached', true, 1.1), MEMORY];
