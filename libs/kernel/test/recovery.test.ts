// Opening a journal again, and what is refused: 10.13, 10.24, 10.26.
import { memoryStore } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { decodeRecord, encodeRecord, Kernel, MemoryJournal, replay } from '../src/index.ts';
import type { JournalRecord } from '../src/index.ts';
import { raise, text, timer, awaitReceipt, chain, end, record } from './support/plan.ts';
import { simple, timerWorld } from './support/receipts.ts';
import { checkReplay, fired, run, type Run } from './support/run.ts';
import { world } from './support/world.ts';

const busy = () =>
  timerWorld([raise('r', 'w/Ping@1', record({ id: text('x') })), timer('t'), awaitReceipt('got', 't_handle'), timer('u'), awaitReceipt('more', 'u_handle'), end('e')], chain('r', 't', 'got', 'u', 'more', 'e'));

async function session(): Promise<Run> {
  const ran = await run(await busy());
  await ran.event('w/Go@1', { id: 'a' }, 'one');
  await ran.event('w/Go@1', { id: 'b' });
  await ran.event('w/Go@1', { id: 'a' }, 'one');
  await ran.answer(fired());
  await ran.answer(fired(7), 1);
  await ran.answer(fired());
  return ran;
}
const reopen = (ran: Run, records: readonly Uint8Array[]): Promise<Run> =>
  run(ran.options.manifest, { store: ran.store, journal: new MemoryJournal({ header: ran.journal.header!, records }) });

describe('recovery', () => {
  test('after a cut behind every record: the tail is completed, byte for byte, and the state is that of the whole batch', async () => {
    const whole = await session();
    const all = [...whole.journal.records()];
    const hashes = new Set<string>();
    for (let cut = 0; cut <= all.length; cut += 1) {
      const again = await reopen(whole, all.slice(0, cut));
      const now = [...again.journal.records()];
      expect(now).toEqual(all.slice(0, now.length));
      expect(again.kernel.recovery).toMatchObject({ records: cut, completed: now.length - cut });
      hashes.add(checkReplay(again));
    }
    // Genesis and five effective ingress records; the duplicate changes nothing.
    expect(hashes.size).toBe(6);
  });

  test('a recovered kernel goes on as the other one does', async () => {
    const [left, right] = [await session(), await session()];
    const again = await reopen(right, [...right.journal.records()]);
    expect(again.kernel.outbox()).toEqual(left.kernel.outbox());
    for (const ran of [left, again]) {
      await ran.event('w/Go@1', { id: 'c' });
      await ran.answer(fired());
    }
    expect([...again.journal.records()]).toEqual([...left.journal.records()]);
    expect(again.kernel.stateHash()).toBe(left.kernel.stateHash());
  });

  test('intents without a receipt are offered again under the same id', async () => {
    const ran = await session();
    const before = ran.kernel.takeNewIntents().map(({ intentId }) => intentId);
    expect(ran.kernel.takeNewIntents()).toEqual([]);
    const again = await reopen(ran, [...ran.journal.records()]);
    expect(again.kernel.takeNewIntents().map(({ intentId }) => intentId)).toEqual(before);
  });

  test('from a checkpoint: the same state, the records before it are not read', async () => {
    const ran = await run(await busy());
    await ran.event('w/Go@1', { id: 'a' }, 'one');
    const from = ran.kernel.checkpoint();
    await ran.answer(fired());
    const records = [...ran.journal.records()];
    const blank = records.map((bytes, seq) => (seq < from.seq ? new Uint8Array() : bytes));
    const input = { ...ran.options, header: ran.journal.header!, records: blank };
    expect(replay({ ...input, from })).toMatchObject({ ok: true, stateHash: ran.kernel.stateHash() });
    expect(() => replay(input)).toThrow('not a record of journal format 1');
    const again = await Kernel.open({ ...ran.options, journal: new MemoryJournal({ header: ran.journal.header!, records: blank }), from });
    expect(again.stateHash()).toBe(ran.kernel.stateHash());
  });

  test('a checkpoint behind the end of the journal', async () => {
    const ran = await session();
    const from = ran.kernel.checkpoint();
    await expect(Kernel.open({ ...ran.options, from, journal: new MemoryJournal({ header: ran.journal.header!, records: [] }) })).rejects.toMatchObject({ code: 'journal_mismatch' });
  });
});

describe('what cannot be continued', () => {
  const refused = (change: (record: JournalRecord, seq: number) => JournalRecord | undefined) => async (): Promise<unknown> => {
    const ran = await session();
    const records = [...ran.journal.records()].flatMap((bytes, seq) => {
      const changed = change(decodeRecord(bytes), seq);
      return changed ? [encodeRecord(changed)] : [];
    });
    return reopen(ran, records);
  };
  const kind = (k: JournalRecord['k'], change: (record: never) => JournalRecord | undefined) => {
    let done = false;
    return refused((entry) => {
      if (entry.k !== k || done) return entry;
      done = true;
      return change(entry as never);
    });
  };
  test.each<[string, () => Promise<unknown>, string]>([
    ['a derived record with another field', kind('plan_started', (entry: object) => ({ ...entry, trigger: 1 }) as never), 'recorded plan_started, derived plan_started: trigger differs'],
    ['a nested field', kind('cap_decision', (entry: { origin: object }) => ({ ...entry, origin: { ...entry.origin, step: 'x' } }) as never), 'origin.step differs'],
    ['a derived record that is missing', kind('plan_started', () => undefined), 'recorded event, derived plan_started: k differs'],
    ['an ingress record that is missing', kind('event_in', () => undefined), 'recorded plan_started, nothing more is derived'],
    ['a cause that jumps', kind('receipt_in', (entry: object) => ({ ...entry, cause: 9 }) as never), 'this record cannot follow: cause 9, expected 3'],
    ['time that runs backwards', kind('receipt_in', (entry: { stamp: object }) => ({ ...entry, stamp: { ...entry.stamp, logical_now_ns: 0n } }) as never), 'this record cannot follow: logical time runs backwards'],
    ['a duplicate that never came first', kind('event_duplicate', (entry: object) => ({ ...entry, ingress_id: 'two' }) as never), 'no earlier event has the id two'],
  ])('%s', async (_name, open, message) => {
    await expect(open()).rejects.toMatchObject({ code: 'journal_diverges', message: expect.stringContaining(message) });
  });

  test('a journal of another world', async () => {
    const ran = await session();
    await expect(run(await world({ id: 'v' }), { journal: ran.journal, store: ran.store })).rejects.toMatchObject({ code: 'journal_mismatch' });
  });

  test.each([['format', { format: 2 }], ['semantics', { runtime_profile: { semantics: 2 } }], ['instrumenter', { runtime_profile: { instrumenter: 2 } }]] as const)('a journal of another %s', async (_name, change) => {
    const { journal, options } = await session();
    const header = { ...journal.header!, ...change, runtime_profile: { ...journal.header!.runtime_profile, ...('runtime_profile' in change ? change.runtime_profile : {}) } };
    expect(() => replay({ ...options, header, records: [] })).toThrow(/journal (format|of semantics|of instrumenter) 2/);
    expect(() => new MemoryJournal({ header }).header).toThrow('this kernel');
  });

  test('definitions that the store does not have', async () => {
    const ran = await run(await simple());
    await ran.kernel.changeManifest(await busy());
    const store = memoryStore();
    await expect(run(await simple(), { journal: ran.journal, store })).rejects.toMatchObject({ code: 'definitions_missing' });
  });

  test('other definitions than those of the journal are kept for later, not used', async () => {
    const ran = await session();
    const again = await run(await simple(), { journal: ran.journal, store: ran.store });
    expect(again.kernel.recovery.manifestHash).toBe(ran.options.manifest.manifestHash);
  });
});

describe('a journal that cannot be written', () => {
  class FullJournal extends MemoryJournal {
    room = 1;
    override append(batch: readonly Uint8Array[]): void {
      if (this.room-- === 0) throw new Error('ENOSPC');
      super.append(batch);
    }
  }

  test('the call fails, acknowledged records stay, the kernel stops, opening again goes on', async () => {
    const journal = new FullJournal();
    const ran = await run(await simple(), { journal });
    await ran.event('w/Go@1', { id: 'a' });
    const before = ran.records();
    await expect(ran.event('w/Go@1', { id: 'b' })).rejects.toMatchObject({ code: 'journal_io' });
    expect(ran.records()).toEqual(before);
    await expect(ran.event('w/Go@1', { id: 'c' })).rejects.toMatchObject({ code: 'closed' });
    const again = await run(await simple(), { journal, store: ran.store });
    expect(again.kernel.outbox()).toHaveLength(1);
  });

  test('intents are offered only once they are durable', async () => {
    let release = (): void => {};
    class SlowJournal extends MemoryJournal {
      override commit(): Promise<void> {
        return [...this.records()].length === 0 ? Promise.resolve() : new Promise((resolve) => (release = resolve));
      }
    }
    const ran = await run(await simple(), { journal: new SlowJournal() });
    const submitted = ran.event('w/Go@1', { id: 'a' });
    expect(ran.kernel.outbox()).toEqual([]);
    expect(ran.kernel.takeNewIntents()).toEqual([]);
    release();
    await submitted;
    expect(ran.kernel.outbox()).toHaveLength(1);
  });

  test('a closed kernel', async () => {
    const ran = await run(await simple());
    await ran.kernel.close();
    await expect(ran.event('w/Go@1', { id: 'a' })).rejects.toMatchObject({ code: 'closed' });
  });
});
