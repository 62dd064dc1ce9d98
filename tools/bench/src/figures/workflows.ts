// Figures: calls of workflow instances, and the memory of parked ones, beside plans that do the same.
import type { MergedManifest } from '@nx-air/air';
import { NO_MODULES, type ModuleHost } from '@nx-air/kernel';
import { timed, type Figure } from '../figure.ts';
import { ASKING, generateKernelWorld } from '../generate-kernel-world.ts';
import { askingModule, generateWorkflowWorld } from '../generate-workflow-world.ts';
import { parkedMemory } from '../parked-memory.ts';
import { expectInstances, runKernel } from '../running-kernel.ts';

interface Side {
  readonly manifest: MergedManifest;
  readonly modules: ModuleHost;
}

const sides = async (): Promise<{ readonly ours: Side; readonly peer: Side }> => ({
  ours: { manifest: await generateWorkflowWorld(), modules: askingModule() },
  peer: { manifest: await generateKernelWorld(ASKING), modules: NO_MODULES },
});

const CALLS: Figure = {
  name: 'workflow-calls',
  title: '{size} flows that ask for a timer and end with its receipt, two calls each',
  oursIs: 'by a workflow module, written in TypeScript',
  peerIs: 'by a plan',
  sizes: [200, 600, 2000],
  prepare: async (_dir, _root, flows) => {
    const { ours, peer } = await sides();
    const run = async ({ manifest, modules }: Side): Promise<number> => {
      const ran = await runKernel(manifest, modules);
      const took = await timed(async () => {
        await ran.start(flows);
        expectInstances(ran, flows);
        await ran.answer();
      });
      expectInstances(ran, 0);
      return took;
    };
    return { ours: () => run(ours), peer: () => run(peer) };
  },
};

const MEMORY: Figure = {
  name: 'workflow-memory',
  title: 'memory of 1,000 parked instances with one intent each, without their journal',
  unit: 'MB',
  oursIs: 'of a workflow module, their share of {size}',
  peerIs: 'of a plan, likewise',
  sizes: [2000, 6000, 20_000],
  prepare: async (_dir, _root, parked) => {
    const { ours, peer } = await sides();
    const parkedAt = async ({ manifest, modules }: Side) => parkedMemory(await runKernel(manifest, modules), parked, 1000);
    return { ours: await parkedAt(ours), peer: await parkedAt(peer) };
  },
};

export const WORKFLOWS: readonly Figure[] = [CALLS, MEMORY];
