// Receipts: statuses, repetition, orphans, what is refused: 10.10, 10.13, 10.14.
import { hashBytes, type Hash } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/index.ts';
import { awaitReceipt, end, timer } from '../support/plan.ts';
import { guarded, simple, timerWorld } from '../support/receipts.ts';
import { checkReplay, error, fired, ok, run, timeout, type Run } from '../support/run.ts';

const last = (ran: Run): string => {
  checkReplay(ran);
  return ran.lines().split('\n').at(-1)!.replace('plan_ended instance_id=@1 plan=w/core_main@1 ', '');
};

describe('what an await comes to (10.10)', () => {
  test.each<[string, 'simple' | 'guarded', Answer, string]>([
    ['ok', 'simple', fired(5), 'status=ok result={at: 5, status: ok}'],
    ['ok behind a guard', 'guarded', fired(5), 'status=ok result={at: 5, status: ok}'],
    ['error that nobody asks for', 'simple', error('busy', 'try later'), 'status=error error={code: adapter_error, message: busy: try later, step: got}'],
    ['timeout that nobody asks for', 'simple', timeout(), 'status=error error={code: adapter_timeout, message: deadline: late, step: got}'],
    ['error behind a guard', 'guarded', error('busy', 'try later'), 'status=ok result={at: null, status: busy}'],
    ['timeout behind a guard', 'guarded', timeout(), 'status=ok result={at: null, status: deadline}'],
    ['a payload of another type', 'guarded', ok({ delivered_at_ns: 'soon' }), 'status=ok result={at: null, status: bad_payload}'],
    ['a payload without canonical bytes', 'guarded', ok({ delivered_at_ns: 1.5 }), 'status=ok result={at: null, status: bad_payload}'],
  ])('%s', async (_name, which, answer, ended) => {
    const ran = await run(await (which === 'simple' ? simple() : guarded()));
    await ran.event('w/Go@1', { id: 'a' });
    expect((await ran.answer(answer)).status).toBe('accepted');
    expect(last(ran)).toBe(ended);
  });

  test('a bad payload is journaled as `error bad_payload`, without the payload', async () => {
    const ran = await run(await guarded());
    await ran.event('w/Go@1', { id: 'a' });
    const from = ran.records().length;
    await ran.answer(ok({ delivered_at_ns: 'soon' }));
    expect(ran.lines(from).split('\n')[0]).toBe('receipt_in intent_id=#1 adapter_id=test status=error fault={code: bad_payload, message: payload.delivered_at_ns: expected nat, found "soon"}');
  });

  test('a receipt before its await is kept for it', async () => {
    const manifest = await timerWorld([timer('t'), timer('u'), awaitReceipt('second', 'u_handle'), awaitReceipt('first', 't_handle'), end('e')], ['t second', 'u second', 'second first', 'first e']);
    const ran = await run(manifest);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.answer(fired());
    await ran.answer(fired());
    expect(last(ran)).toBe('status=ok');
  });
});

describe('receipts that change nothing (10.13)', () => {
  const settled = async (): Promise<{ readonly ran: Run; readonly intentId: Hash; readonly hash: Hash }> => {
    const ran = await run(await simple());
    await ran.event('w/Go@1', { id: 'a' });
    const { intentId } = ran.kernel.outbox()[0]!;
    await ran.answer(fired());
    return { ran, intentId, hash: ran.kernel.stateHash() };
  };

  test.each<[string, Answer, boolean]>([
    ['the same again', fired(), false],
    ['the same, option field left out', ok({ delivered_at_ns: 1000 }), false],
    ['another payload', fired(1001), true],
    ['another status', error(), true],
    ['a payload of another type', ok('?'), true],
  ])('%s', async (_name, answer, conflict) => {
    const { ran, intentId, hash } = await settled();
    const from = ran.records().length;
    expect(await ran.kernel.submitReceipt({ intentId, adapterId: 'other', answer })).toEqual({ status: 'duplicate', conflict });
    expect(ran.kinds(from)).toEqual(['receipt_duplicate']);
    expect(ran.kernel.stateHash()).toBe(hash);
    expect(checkReplay(ran)).toBe(hash);
  });

  test('duplicates do not shift what comes later', async () => {
    const [plain, disturbed] = [await settled(), await settled()];
    await disturbed.ran.kernel.submitReceipt({ intentId: disturbed.intentId, adapterId: 'x', answer: fired() });
    for (const { ran } of [plain, disturbed]) await ran.event('w/Go@1', { id: 'b' });
    expect(disturbed.ran.kernel.stateHash()).toBe(plain.ran.kernel.stateHash());
    const journaled = (ran: Run) => ran.records().filter(({ k }) => k !== 'receipt_duplicate');
    expect(journaled(disturbed.ran)).toEqual(journaled(plain.ran));
  });

  test('a receipt for an intent never issued is refused and not journaled', async () => {
    const { ran, hash } = await settled();
    const from = ran.records().length;
    const answer = await ran.kernel.submitReceipt({ intentId: hashBytes(new Uint8Array([1])), adapterId: 'x', answer: fired() });
    expect(answer).toMatchObject({ status: 'refused', code: 'unknown_intent' });
    expect(ran.records()).toHaveLength(from);
    expect(ran.kernel.stateHash()).toBe(hash);
  });

  test('the receipt of an intent whose instance has ended settles it and reaches nobody', async () => {
    const ran = await run(await timerWorld([timer('t'), end('e')], []));
    await ran.event('w/Go@1', { id: 'a' });
    expect(last(ran)).toBe('status=ok orphaned=[#1]');
    expect(ran.kernel.outbox()).toMatchObject([{ kind: 'timer.set', orphaned: true }]);
    const from = ran.records().length;
    await ran.answer(fired());
    expect(ran.kinds(from)).toEqual(['receipt_in']);
    expect(ran.kernel.outbox()).toEqual([]);
    checkReplay(ran);
  });
});

describe('the identity of external events (10.14)', () => {
  test('same id and content: duplicate; other content: refused; no id: a new event', async () => {
    const ran = await run(await simple());
    expect((await ran.event('w/Go@1', { id: 'a' }, 'one')).status).toBe('accepted');
    const hash = ran.kernel.stateHash();
    const count = ran.records().length;
    expect(await ran.event('w/Go@1', { id: 'a' }, 'one')).toEqual({ status: 'duplicate', conflict: false });
    expect(await ran.event('w/Go@1', { key: null, id: 'a' }, 'one')).toEqual({ status: 'duplicate', conflict: false });
    expect(await ran.event('w/Go@1', { id: 'b' }, 'one')).toMatchObject({ status: 'refused', code: 'ingress_conflict' });
    expect(await ran.event('w/Ping@1', { id: 'a' }, 'one')).toMatchObject({ status: 'refused', code: 'ingress_conflict' });
    expect(ran.kinds(count)).toEqual(['event_duplicate', 'event_duplicate']);
    expect(ran.kernel.stateHash()).toBe(hash);
    await ran.event('w/Go@1', { id: 'a' });
    await ran.event('w/Go@1', { id: 'a' });
    expect(ran.kernel.state.instances.size).toBe(3);
    checkReplay(ran);
  });

  test('ids and settled intents are forgotten oldest first, at the stated number', async () => {
    const ran = await run(await simple(), { limits: { retained_ingress_ids: 2, retained_settled: 2 } });
    const intents: Hash[] = [];
    for (const id of ['a', 'b', 'c']) {
      await ran.event('w/Go@1', { id }, id);
      intents.push(ran.kernel.outbox()[0]!.intentId);
      await ran.answer(fired());
    }
    expect([...ran.kernel.state.ingressIds.keys()]).toEqual(['b', 'c']);
    expect([...ran.kernel.state.settled.keys()]).toEqual(intents.slice(1));
    expect(await ran.kernel.submitReceipt({ intentId: intents[0]!, adapterId: 'x', answer: fired() })).toMatchObject({ status: 'refused', code: 'unknown_intent' });
    expect(await ran.kernel.submitReceipt({ intentId: intents[1]!, adapterId: 'x', answer: fired() })).toMatchObject({ status: 'duplicate' });
    expect((await ran.event('w/Go@1', { id: 'b' }, 'b')).status).toBe('duplicate');
    expect((await ran.event('w/Go@1', { id: 'a' }, 'a')).status).toBe('accepted');
    checkReplay(ran);
  });

  test.each<[string, string, unknown, string | undefined, string]>([
    ['an unknown event', 'w/None@1', {}, undefined, 'unknown_event'],
    ['an event of another type', 'w/Go@1', { id: 1 }, undefined, 'bad_event'],
    ['an unknown field', 'w/Go@1', { id: 'a', more: 1 }, undefined, 'bad_event'],
    ['a value without canonical bytes', 'w/Go@1', { id: '\ud800' }, undefined, 'bad_event'],
    ['an empty ingress id', 'w/Go@1', { id: 'a' }, '', 'bad_ingress_id'],
    ['a long ingress id', 'w/Go@1', { id: 'a' }, 'x'.repeat(1025), 'bad_ingress_id'],
  ])('%s is refused and not journaled', async (_name, schema, value, id, code) => {
    const ran = await run(await simple());
    expect(await ran.event(schema, value as never, id)).toMatchObject({ status: 'refused', code });
    expect(ran.records()).toEqual([]);
  });
});
