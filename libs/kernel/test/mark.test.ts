// A mark is a checkpoint in memory: kernels opened from either do the same, and none of them changes the mark.
import { hashBytes } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, decodeRecord, decodeState, encodeState, isIngress, Kernel, Mark, MemoryJournal, replay } from '../src/index.ts';
import { awaitEvent, awaitReceipt, chain, end, op, ref, timer } from './support/plan.ts';
import { timerWorld } from './support/receipts.ts';
import { fired, run, type Run } from './support/run.ts';

const INSTANCES = 40;
const shown = ({ state, seq }: Checkpoint): string => `${seq} ${hashBytes(state)}`;

/** Many instances that wait for a receipt, then for an event; keys that settle and keys under way; marks after each batch. */
let known: ReturnType<typeof runMarked> | undefined;
/** One run for all tests: none of them takes it further. */
const marked = (): ReturnType<typeof runMarked> => (known ??= runMarked());

async function runMarked(): Promise<{ readonly ran: Run; readonly marks: readonly Mark[]; readonly checkpoints: readonly { readonly state: Uint8Array; readonly seq: number }[] }> {
  const where = op('eq', ref('@event.id'), ref('@plan.input.id'));
  const keyed = timer('t', { nat: 5 }, { idempotency_key: op('hash', ref('@plan.input.id')) });
  const ran = await run(await timerWorld([keyed, awaitReceipt('got', 't_handle'), awaitEvent('w', 'w/Ping@1', where), end('e')], chain('t', 'got', 'w', 'e')));
  const marks: Mark[] = [];
  const checkpoints: ReturnType<Kernel['checkpoint']>[] = [];
  const note = (): void => {
    marks.push(ran.kernel.mark());
    checkpoints.push(ran.kernel.checkpoint());
  };
  note();
  for (let index = 0; index < INSTANCES; index += 1) {
    await ran.event('w/Go@1', { id: `i${index % 30}` }, `go ${index}`);
    note();
    if (index % 3 === 0) {
      await ran.answer(fired());
      note();
      await ran.event('w/Ping@1', { id: `i${index % 30}` }, `ping ${index}`);
      note();
    }
  }
  return { ran, marks, checkpoints };
}

const copy = ({ journal }: Run, length: number): MemoryJournal => new MemoryJournal({ header: journal.header!, records: [...journal.records()].slice(0, length) });

describe('of a busy world', () => {
  test('marks stay as they were, whatever the kernel did later', async () => {
    const { marks, checkpoints } = await marked();
    expect(marks.map((mark) => shown(mark.checkpoint()))).toEqual(checkpoints.map(shown));
    expect(marks.map(({ state, seq }) => shown({ state: encodeState(state), seq }))).toEqual(checkpoints.map(shown));
  });

  test('equal exactly when their bytes are', async () => {
    const { ran, marks, checkpoints } = await marked();
    const restored = await Promise.all(checkpoints.map(async (from) => (await Kernel.open({ ...ran.options, journal: copy(ran, from.seq), from })).mark()));
    for (const [index, mark] of marks.entries()) {
      expect(restored.findIndex((other) => mark.equals(other))).toBe(index);
      expect(marks.findIndex((other) => mark.equals(other))).toBe(index);
    }
  });

  test('a kernel from a mark goes on as one from a checkpoint', async () => {
    const { ran, marks, checkpoints } = await marked();
    const records = [...ran.journal.records()];
    for (const [index, from] of marks.entries()) {
      if (index % 6 > 0) continue;
      const journals = [copy(ran, from.seq + 1), copy(ran, from.seq + 1)];
      const kernels = [await Kernel.open({ ...ran.options, journal: journals[0]!, from }), await Kernel.open({ ...ran.options, journal: journals[1]!, from: checkpoints[index]! })];
      for (const kernel of kernels) {
        await kernel.submitEvent({ schema: 'w/Ping@1', value: { id: 'i0' } });
        for (const { intentId } of kernel.outbox().slice(0, 2)) await kernel.submitReceipt({ intentId, adapterId: 'x', answer: fired() });
        await kernel.submitEvent({ schema: 'w/Go@1', value: { id: 'i0' } });
      }
      expect([...journals[0]!.records()]).toEqual([...journals[1]!.records()]);
      expect(kernels[0]!.stateHash()).toBe(kernels[1]!.stateHash());
      expect(kernels[0]!.mark().equals(kernels[1]!.mark())).toBe(true);
      const replayed = replay({ ...ran.options, header: ran.journal.header!, records, from });
      expect(replayed.ok && replayed.stateHash).toBe(ran.kernel.stateHash());
    }
    expect(marks.map((mark) => shown(mark.checkpoint()))).toEqual(checkpoints.map(shown));
  });

  test.each([
    ['an ingress id', (kernel: Kernel): unknown => kernel.state.ingressIds.clear()],
    ['what settled', (kernel: Kernel): unknown => kernel.state.settled.clear()],
    ['a settled key', (kernel: Kernel): unknown => kernel.state.keysSettled.clear()],
    ['a key under way', (kernel: Kernel): unknown => kernel.state.keysUnderWay.clear()],
    ['an intent', (kernel: Kernel): unknown => kernel.state.intents.delete([...kernel.state.intents.keys()][0]!)],
    ['an instance', (kernel: Kernel): unknown => kernel.state.instances.delete([...kernel.state.instances.keys()][0]!)],
    ['a step of one', (kernel: Kernel): unknown => kernel.state.instances.get([...kernel.state.instances.keys()][3]!)!.steps.fill(0)],
    ['an orphan', (kernel: Kernel): unknown => (kernel.state.intents.get([...kernel.state.intents.keys()][3]!)!.orphaned = true)],
    ['a cell', (kernel: Kernel): unknown => kernel.state.cells.set('w/m@1', new Map([['', { state: new Uint8Array(1), activeNs: 0n }]]))],
    ['an ended workflow', (kernel: Kernel): unknown => kernel.state.workflowsEnded.set('w/m@1 ', { status: 'failed', inflight: [], lastSeq: 1, manifest: kernel.state.manifest, version: '' })],
    ['content', (kernel: Kernel): unknown => kernel.state.objects.set(kernel.state.manifest, 'blob')],
  ] as const)('%s makes a difference', async (_what, change) => {
    const { ran, marks, checkpoints } = await marked();
    const kernel = await Kernel.open({ ...ran.options, journal: copy(ran, ran.journal.length), from: marks.at(-1)! });
    expect(kernel.isAt(marks.at(-1)!)).toBe(true);
    change(kernel);
    expect([kernel.isAt(marks.at(-1)!), kernel.mark().equals(marks.at(-1)!)]).toEqual([false, false]);
    expect(shown(marks.at(-1)!.checkpoint())).toBe(shown(checkpoints.at(-1)!));
  });
});

test('the order of intents and of ids counts, that of instances does not', async () => {
  const { ran, marks } = await marked();
  const from = marks.at(-1)!;
  const turned = async (name: 'intents' | 'settled' | 'instances'): Promise<boolean> => {
    const kernel: Kernel = await Kernel.open({ ...ran.options, journal: copy(ran, ran.journal.length), from });
    const map: Map<unknown, unknown> = kernel.state[name];
    const entries = [...map].reverse();
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
    expect(decodeState(encodeState(kernel.state))).toBeDefined();
    return kernel.mark().equals(from);
  };
  expect([await turned('intents'), await turned('settled'), await turned('instances')]).toEqual([false, false, true]);
});

test('a mark of another world is refused', async () => {
  const { ran, marks } = await marked();
  const records = [...ran.journal.records()].map(decodeRecord);
  expect(records.filter(isIngress).length).toBe(marks.length - 1);
  const other = { ...ran.options.manifest, worldId: 'other' };
  await expect(Kernel.open({ ...ran.options, manifest: other, journal: new MemoryJournal(), from: marks[0]! })).rejects.toMatchObject({ code: 'journal_mismatch' });
});
