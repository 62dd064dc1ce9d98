// Figures: pairs of spawn and await beside the same by events, and what a child of a fan-out costs beside an instance of its own.
import { decodeRecord } from '@nx-air/kernel';
import { timed, type Figure } from '../figure.ts';
import { BATCH, eventPairWorld, fanOutWorld, pairWorld } from '../generate-composition-world.ts';
import { ASKING, generateKernelWorld } from '../generate-kernel-world.ts';
import { expectInstances, runKernel, type RunningKernel } from '../running-kernel.ts';

/** Throws when not every instance that began has ended well. */
function expectEnded({ journal, kernel }: RunningKernel, expected: number): void {
  const ended = [...journal.records()].map(decodeRecord).filter((record) => record.k === 'plan_ended' && record.status === 'ok').length;
  if (ended !== expected || kernel.state.instances.size > 0) throw new Error(`${ended} instances ended, ${kernel.state.instances.size} run, expected ${expected} and none`);
}

const PAIRS: Figure = {
  name: 'spawn-await',
  title: '{size} parents, each starts one other plan and goes on with its end',
  oursIs: '`spawn_plan` and `await_plan`',
  peerIs: 'AIR 1: an event that triggers the other plan, and one back',
  aim: 1,
  sizes: [100, 1000, 10_000],
  prepare: async (_dir, _root, pairs) => {
    const [spawning, telling] = [await pairWorld(), await eventPairWorld()];
    const run = async (manifest: typeof spawning): Promise<RunningKernel & { readonly ms: number }> => {
      const ran = await runKernel(manifest);
      return { ...ran, ms: await timed(() => ran.start(pairs)) };
    };
    for (const manifest of [spawning, telling]) expectEnded(await run(manifest), 2 * pairs);
    return { ours: async () => (await run(spawning)).ms, peer: async () => (await run(telling)).ms };
  },
};

const FAN_OUT: Figure = {
  name: 'fan-out',
  title: '{size} instances, each asks for a timer and ends with its receipt',
  oursIs: 'children of one `spawn_for_each` behind one barrier',
  peerIs: 'an event each, without a parent',
  aim: 1.5,
  sizes: [100, 1000, 10_000],
  prepare: async (_dir, _root, count) => {
    const [together, alone] = [await fanOutWorld(count), await generateKernelWorld(ASKING)];
    const items = Array.from({ length: count }, (_, index) => ({ id: `i${index}` }));
    const fan = async (): Promise<RunningKernel & { readonly ms: number }> => {
      const ran = await runKernel(together);
      const ms = await timed(async () => {
        await ran.kernel.submitEvent({ schema: BATCH, value: { items } });
        expectInstances(ran, count + 1);
        await ran.answer();
      });
      return { ...ran, ms };
    };
    const each = async (): Promise<RunningKernel & { readonly ms: number }> => {
      const ran = await runKernel(alone);
      const ms = await timed(async () => {
        await ran.start(count);
        expectInstances(ran, count);
        await ran.answer();
      });
      return { ...ran, ms };
    };
    expectEnded(await fan(), count + 1);
    expectEnded(await each(), count);
    return { ours: async () => (await fan()).ms, peer: async () => (await each()).ms };
  },
};

export const COMPOSITION: readonly Figure[] = [PAIRS, FAN_OUT];
