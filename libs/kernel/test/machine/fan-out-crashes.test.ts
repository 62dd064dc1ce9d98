// Ten thousand children behind one barrier: replay, and crashes at drawn places, the barrier and the fan-out among them.
import { decodeCanonical } from '@nx-air/canon';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeRecord, MemoryJournal, stateHash, type Checkpoint, type Submitted } from '../../src/index.ts';
import { assign, awaitReceipt, chain, end, op, plan, ref, timer } from '../support/plan.ts';
import { checkReplay, fired, run, type Run } from '../support/run.ts';
import { world } from '../support/world.ts';

const CHILDREN = 10_000;
const SEED = 20_261_121;
/** Drawn receipts, besides the first and the last two. */
const DRAWN = 5;

const PARENT = plan(
  [
    { id: 'each', op: 'spawn_for_each', plan: 'w/each@1', inputs: ref('@plan.input.ids'), max_fanout: CHILDREN, bind: { handles_as: 'handles' } },
    { id: 'join', op: 'await_plans_all', handles: ref('@var:handles'), bind: { results_as: 'outcomes' } },
    assign('n', op('len', ref('@var:outcomes'))),
    end('end', ref('@var:n')),
  ],
  chain('each', 'join', 'n', 'end'),
  { output: 'w/Count@1' },
);
const EACH = plan([timer('nap'), awaitReceipt('woke', 'nap_handle'), end('done', ref('@plan.input'))], chain('nap', 'woke', 'done'), { name: 'w/each@1', input: 'w/Id@1', output: 'w/Id@1' });

/** A linear congruence: the same places each time. */
function draw(count: number, below: number): readonly number[] {
  let seed = SEED;
  return Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed % below;
  });
}

interface Whole {
  readonly ran: Run;
  readonly records: readonly Uint8Array[];
  /** Behind the fan-out. */
  readonly spawned: number;
  /** In the order of their receipts. */
  readonly intents: readonly Submitted[];
}

let whole: Whole;
/** Before the receipt of that number. */
const before = new Map<number, Checkpoint>();
const RECEIPTS = [...new Set([0, ...draw(DRAWN, CHILDREN), CHILDREN - 2, CHILDREN - 1])].sort((left, right) => left - right);

/** Answers the children from `from` on, the last one first. */
async function answerAll({ kernel }: Run, from: number, to: number, look: (receipt: number) => void = () => undefined): Promise<readonly Submitted[]> {
  const intents = kernel.outbox().map(({ intentId }) => intentId).reverse();
  const answers: Submitted[] = [];
  for (let receipt = from; receipt < to; receipt += 1) {
    look(receipt);
    answers.push(await kernel.submitReceipt({ intentId: intents[receipt - from]!, adapterId: 'test', answer: fired() }));
  }
  return answers;
}

beforeAll(async () => {
  const manifest = await world({ airVersion: '1.1', schemas: { Go: { record: { ids: { list: { text: {} } } } }, Id: { text: {} }, Count: { nat: {} } }, nodes: [PARENT, EACH], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }] });
  const ran = await run(manifest);
  await ran.event('w/Go@1', { ids: Array.from({ length: CHILDREN }, (_, index) => `i${index}`) });
  const spawned = ran.journal.length;
  const intents = await answerAll(ran, 0, CHILDREN, (receipt) => {
    if (RECEIPTS.includes(receipt)) before.set(receipt, ran.kernel.checkpoint());
  });
  whole = { ran, records: [...ran.journal.records()], spawned, intents };
}, 120_000);

const cut = (length: number): MemoryJournal => new MemoryJournal({ header: whole.ran.journal.header!, records: whole.records.slice(0, length) });
const open = (length: number, from?: Checkpoint): Promise<Run> => run(whole.ran.options.manifest, { store: whole.ran.store, journal: cut(length), ...(from && { from }) });

/** Compared as one text: an assertion for each of 70,000 records is slow. */
function expectBeginning({ journal }: Run, length: number): void {
  expect(journal.length).toBe(length);
  const differs = [...journal.records()].findIndex((record, seq) => Buffer.compare(record, whole.records[seq]!) !== 0);
  expect(differs).toBe(-1);
}

test('all end, and the barrier counts them', () => {
  const last = decodeRecord(whole.records.at(-1)!);
  expect(last).toMatchObject({ k: 'plan_ended', plan: 'w/core_main@1', status: 'ok' });
  expect(last.k === 'plan_ended' && last.result && decodeCanonical(last.result)).toBe(CHILDREN);
  expect(whole.intents.every(({ status }) => status === 'accepted')).toBe(true);
  expect(whole.ran.kernel.state.instances.size).toBe(0);
}, 120_000);

test('it replays', () => {
  expect(checkReplay(whole.ran)).toBe(stateHash(whole.ran.kernel.state));
}, 120_000);

describe('a crash', () => {
  const places = ['behind what came in', 'behind the spawn', 'among the starts', 'before the last record'] as const;
  test.each(places)('in the fan-out, %s: the batch is completed', async (place) => {
    const [middle = 0] = draw(1, whole.spawned);
    const at = { 'behind what came in': 1, 'behind the spawn': 3, 'among the starts': middle, 'before the last record': whole.spawned - 1 }[place];
    const again = await open(at);
    expectBeginning(again, whole.spawned);
    expect(again.kernel.outbox()).toHaveLength(CHILDREN);
  }, 120_000);

  test.each(RECEIPTS)('between the receipt of child %i and its end, and between that and the barrier', async (receipt) => {
    const from = before.get(receipt)!;
    const next = before.get(receipt + 1);
    const isLast = receipt === CHILDREN - 1;
    const batch = isLast ? whole.records.length - from.seq : 2;
    // The receipt and the end of the child; the last receipt ends the parent too.
    expect(batch).toBe(isLast ? 3 : 2);
    for (let written = 1; written <= batch; written += 1) {
      const again = await open(from.seq + written, from);
      expectBeginning(again, from.seq + batch);
      expect(again.kernel.outbox()).toHaveLength(CHILDREN - receipt - 1);
      if (next) expect(stateHash(again.kernel.state)).toBe(stateHash((await open(next.seq, next)).kernel.state));
    }
  }, 120_000);

  test('goes on to the same end', async () => {
    const [receipt = 0] = RECEIPTS.slice(1);
    const from = before.get(receipt)!;
    const again = await open(from.seq + 1, from);
    await answerAll(again, receipt + 1, CHILDREN);
    expectBeginning(again, whole.records.length);
    expect(stateHash(again.kernel.state)).toBe(stateHash(whole.ran.kernel.state));
  }, 120_000);

  test('is noticed when a record of it is another one', async () => {
    const from = before.get(0)!;
    const records = [...whole.records.slice(0, from.seq + 1), whole.records[from.seq + 3]!];
    await expect(run(whole.ran.options.manifest, { store: whole.ran.store, journal: new MemoryJournal({ header: whole.ran.journal.header!, records }), from })).rejects.toMatchObject({ code: 'journal_diverges' });
  }, 120_000);
});
