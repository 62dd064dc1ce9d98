// Figure: a running world that is persisted, dropped and restored after each event, against an XState actor doing the same.
import { compareBytes } from '@nx-air/canon';
import { decodeRecord, Kernel, Programs, type Checkpoint } from '@nx-air/kernel';
import { timed, type Figure } from '../figure.ts';
import { generateKernelWorld, PING, pingedFlow } from '../generate-kernel-world.ts';
import { runKernel } from '../running-kernel.ts';

/** Events that a sample crashes at. */
const EVENTS = 1000;

export const CRASH_RESTORE: Figure = {
  name: 'crash-restore',
  title: 'a plan that waits for {size} events, persisted, dropped and restored after each, an event',
  oursIs: 'journal, snapshot encoded and decoded, definitions compiled once, instances restored',
  peerIs: 'XState actor: JSON of the persisted snapshot, createActor with it',
  aim: 1,
  sizes: [10, 100, 1000],
  aimAt: 100,
  prepare: async (_dir, _root, pings) => {
    const { buildMachine, crashEachEvent } = await import('../../peers/xstate.mjs');
    const manifest = await generateKernelWorld(pingedFlow(pings));
    const programs = new Programs();
    const times = Math.max(1, Math.round(EVENTS / pings));
    const straight = await runKernel(manifest);
    await straight.start(1);
    for (let index = 0; index < pings; index += 1) await straight.kernel.submitEvent({ schema: PING, value: { id: 'i0' } });
    const expected = [...straight.journal.records()];

    const crashing = async (compare: boolean): Promise<void> => {
      const ran = await runKernel(manifest);
      await ran.start(1);
      let from: Checkpoint = ran.kernel.checkpoint();
      for (let index = 0; index < pings; index += 1) {
        const kernel = await Kernel.open({ ...ran.options, programs, journal: ran.journal, from });
        await kernel.submitEvent({ schema: PING, value: { id: 'i0' } });
        from = kernel.checkpoint();
      }
      if (ran.journal.length !== expected.length) throw new Error(`${ran.journal.length} records with crashes, ${expected.length} without`);
      if (!compare) return;
      // Times and entropy are drawn from the start of each kernel's sampler: all else is the same.
      const kinds = (records: Iterable<Uint8Array>): string => Array.from(records, (record) => decodeRecord(record).k).join(' ');
      if (kinds(ran.journal.records()) !== kinds(expected)) throw new Error('crashes change the journal');
      if (compareBytes(expected[0] ?? new Uint8Array(), [...ran.journal.records()][0] ?? new Uint8Array()) !== 0) throw new Error('the first record differs');
    };
    await crashing(true);
    const machine = buildMachine(pings);
    if (crashEachEvent(machine, pings) !== pings) throw new Error('the peer did not keep a snapshot for each event');
    const perEvent = (job: () => unknown) => async (): Promise<number> =>
      (await timed(async () => {
        for (let time = 0; time < times; time += 1) await job();
      })) /
      (times * pings);
    return { ours: perEvent(() => crashing(false)), peer: perEvent(() => crashEachEvent(machine, pings)) };
  },
};
