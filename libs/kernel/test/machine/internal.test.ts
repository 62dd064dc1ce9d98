// Kinds that are answered inside, through the public entry: 10.9.
import { describe, expect, test } from 'vitest';
import type { InternalKinds } from '../../src/index.ts';
import { awaitReceipt, chain, end, op, plan, record, ref, text, timer } from '../support/plan.ts';
import { checkReplay, run, type Run } from '../support/run.ts';
import { world } from '../support/world.ts';

const internal = (answer: InternalKinds['answer']): InternalKinds => ({ handles: (kind) => kind === 'timer.set', answer });

async function start(kinds: InternalKinds, more = {}): Promise<Run> {
  const steps = [timer('t', { nat: 1 }, more), awaitReceipt('got', 't_handle'), end('e', record({ id: ref('@step:got.$status') })), end('f', record({ id: ref('@step:got.$fault.code') }))];
  const guard = (name: string) => op(name, ref('@step:got.$status'), text('ok'));
  const manifest = await world({
    schemas: { Go: { record: { id: { text: {} } } } },
    nodes: [plan(steps, [...chain('t', 'got'), ['got e', guard('eq')], ['got f', guard('ne')]], { output: 'w/Go@1' })],
    triggers: [{ event: 'w/Go@1', plan: 'w/core_main@1' }],
  });
  const ran = await run(manifest, { internal: kinds });
  await ran.event('w/Go@1', { id: 'a' });
  checkReplay(ran);
  return ran;
}

describe('an internal kind', () => {
  test('is answered in the same batch and never offered', async () => {
    const ran = await start(internal(() => ({ status: 'ok', payload: { delivered_at_ns: 1, key: null } })));
    expect(ran.kinds()).toEqual(['event_in', 'plan_started', 'cap_decision', 'policy_decision', 'intent', 'receipt', 'plan_ended']);
    expect(ran.kernel.takeNewIntents()).toEqual([]);
    expect(ran.kernel.state.intents.size).toBe(0);
    expect(ran.records().find(({ k }) => k === 'intent')).toMatchObject({ internal: true });
  });

  test.each<[string, InternalKinds['answer'], string]>([
    ['a fault', () => ({ status: 'error', fault: { code: 'not_supported', message: 'no' } }), 'not_supported'],
    ['a payload of another type', () => ({ status: 'ok', payload: 1 }), 'bad_payload'],
  ])('%s', async (_name, answer, code) => {
    const ran = await start(internal(answer));
    expect(ran.lines().split('\n').at(-1)).toContain(`status=ok result={id: ${code}}`);
  });

  test('sees the state as of the emitting record, and the time of the batch', async () => {
    const seen: unknown[] = [];
    await start(internal(({ kind, state, cause, logicalNow }) => {
      seen.push([kind, state.instances.size, state.intents.size, cause, logicalNow]);
      return { status: 'ok', payload: { delivered_at_ns: 1 } };
    }));
    expect(seen[0]).toEqual(['timer.set', 1, 1, 1, 1n]);
  });

  test('passes the gate like any other, and its key counts', async () => {
    const ran = await start(internal(() => ({ status: 'ok', payload: { delivered_at_ns: 1 } })), { idempotency_key: op('hash', text('k')) });
    await ran.event('w/Go@1', { id: 'b' });
    expect(ran.records().flatMap((entry) => (entry.k === 'receipt' ? [entry.source] : []))).toEqual(['internal', 'same_as']);
    checkReplay(ran);
  });
});
