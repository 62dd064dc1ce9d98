// Idempotency keys: 10.12.
import { describe, expect, test } from 'vitest';
import { assign, awaitReceipt, chain, end, op, plan, ref, text, timer } from '../support/plan.ts';
import { checkReplay, error, fired, run, type Run } from '../support/run.ts';
import { world, type Json } from '../support/world.ts';

const GO = { record: { key: { text: {} }, at: { nat: {} } } };
const keyed = (more: Json = {}): Json => timer('t', ref('@plan.input.at'), { idempotency_key: op('hash', ref('@plan.input.key')), ...more });
const steps = (emit: Json): readonly Json[] => [emit, awaitReceipt('got', 't_handle'), end('e')];
const main = (emit = keyed(), more: Json = {}): Json => plan(steps(emit), chain('t', 'got', 'e'), more);

async function start(nodes: readonly Json[] = [main()], more = {}): Promise<Run> {
  const triggers = nodes.map((node, index) => ({ event: index === 0 ? 'w/Go@1' : 'w/Go2@1', plan: String(node['name']) }));
  return run(await world({ schemas: { Go: GO, Go2: GO }, nodes, triggers }), more);
}

const go = (ran: Run, key: string, at = 5, event = 'w/Go@1') => ran.event(event, { key, at });
const intents = (ran: Run): readonly string[] => {
  checkReplay(ran);
  return ran.lines().split('\n').flatMap((line) => (line.startsWith('intent ') ? [/same_as=(#\d)/.exec(line)?.[1] ?? 'new'] : line.startsWith('receipt ') || line.startsWith('plan_ended') ? [line.replace(/ (plan|effect_kind|instance_id|intent_id)=\S+/g, '')] : []));
};

describe('keys', () => {
  test('under way: the same as the first, answered with it, never offered', async () => {
    const ran = await start();
    await go(ran, 'k');
    await go(ran, 'k');
    expect(ran.kernel.outbox()).toHaveLength(1);
    await ran.answer(fired());
    expect(intents(ran)).toEqual(['new', '#1', 'receipt source=same_as status=ok payload={key: null, delivered_at_ns: 1000}', 'plan_ended status=ok', 'plan_ended status=ok']);
    expect(ran.kernel.state.intents.size).toBe(0);
  });

  test('settled ok: answered at once with what the first got', async () => {
    const ran = await start();
    await go(ran, 'k');
    await ran.answer(fired(7));
    await go(ran, 'k');
    expect(intents(ran)).toEqual(['new', 'plan_ended status=ok', '#1', 'receipt source=same_as status=ok payload={key: null, delivered_at_ns: 7}', 'plan_ended status=ok']);
  });

  test.each([['error', error()], ['timeout', { status: 'timeout', fault: { code: 'deadline', message: 'late' } } as const]])('after %s it is offered anew', async (_name, answer) => {
    const ran = await start();
    await go(ran, 'k');
    await ran.answer(answer);
    await go(ran, 'k');
    expect(intents(ran).filter((line) => line === 'new')).toHaveLength(2);
    expect(ran.kernel.outbox()).toHaveLength(1);
  });

  test('an intent that is the same as another takes no receipt of its own', async () => {
    const ran = await start();
    await go(ran, 'k');
    await go(ran, 'k');
    const follower = [...ran.kernel.state.intents.values()].find(({ sameAs }) => sameAs)!;
    expect(await ran.kernel.submitReceipt({ intentId: follower.id, adapterId: 'x', answer: fired() })).toMatchObject({ status: 'refused', code: 'not_offered' });
  });

  test.each<[string, (ran: Run) => Promise<unknown>, readonly Json[]]>([
    ['other parameters', (ran) => go(ran, 'k', 6), [main()]],
    ['another origin', (ran) => go(ran, 'k', 5, 'w/Go2@1'), [main(), main(keyed(), { name: 'w/core_other@1', input: 'w/Go2@1' })]],
  ])('the same key with %s is a conflict, under way and settled', async (_name, again, nodes) => {
    const ran = await start(nodes);
    await go(ran, 'k');
    await again(ran);
    expect(intents(ran).at(-1)).toContain('code: idempotency_conflict');
    await ran.answer(fired());
    await again(ran);
    expect(intents(ran).at(-1)).toContain('code: idempotency_conflict');
    expect(ran.records().at(-2)?.k).toBe('policy_decision');
  });

  test('without a key, and with different keys, equal effects are different intents', async () => {
    const ran = await start([plan(steps(timer('t')), chain('t', 'got', 'e'))]);
    await go(ran, 'k');
    await go(ran, 'k');
    expect(ran.kernel.outbox()).toHaveLength(2);
    const other = await start();
    await go(other, 'k');
    await go(other, 'l');
    expect(other.kernel.outbox()).toHaveLength(2);
    expect(new Set(ran.kernel.outbox().map(({ intentId }) => intentId)).size).toBe(2);
  });

  test('a settled key is forgotten at the stated number', async () => {
    const ran = await start([main()], { limits: { retained_settled: 1 } });
    for (const key of ['k', 'l', 'l', 'k']) {
      await go(ran, key);
      if (ran.kernel.outbox().length > 0) await ran.answer(fired());
    }
    expect(intents(ran).filter((line) => line === 'new')).toHaveLength(3);
  });

  test.each<[string, Json, string]>([
    ['a hash as text', { text: `sha256:${'ab'.repeat(32)}` }, 'abababab'],
    ['32 bytes', { bytes_b64: Buffer.alloc(32, 3).toString('base64') }, '03030303'],
  ])('%s', async (_name, key, hex) => {
    const ran = await start([plan([assign('k', key), ...steps(keyed({ idempotency_key: ref('@var:k') }))], chain('k', 't', 'got', 'e'))]);
    await go(ran, 'k');
    expect(Buffer.from(ran.kernel.outbox()[0]!.idempotencyKey!).toString('hex')).toContain(hex);
  });

  test.each<[string, Json]>([['text that is no hash', text('k')], ['31 bytes', { bytes_b64: Buffer.alloc(31).toString('base64') }], ['a number', { nat: 1 }]])('%s is no key', async (_name, key) => {
    const ran = await start([plan([assign('k', key), ...steps(keyed({ idempotency_key: ref('@var:k') }))], chain('k', 't', 'got', 'e'))]);
    await go(ran, 'k');
    expect(ran.lines()).toContain('bad_idempotency_key');
  });

  test('a key does not open the gate: a refused effect is refused with it too', async () => {
    const manifest = await world({ schemas: { Go: GO }, nodes: [main()], triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }], policy: [{ when: {}, decision: 'deny' }] });
    const ran = await run(manifest);
    await go(ran, 'k');
    await go(ran, 'k');
    expect(ran.kinds()).not.toContain('intent');
  });
});
