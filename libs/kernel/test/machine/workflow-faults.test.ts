// Workflow calls of which nothing is applied: limits, wrong output, traps, keys and routes.
import { encodeCanonical } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { ModuleTrap, scriptedModules } from '../../src/index.ts';
import type { EmittedEffect, ModuleHost, ScriptedModule } from '../../src/index.ts';
import { checkReplay, fired, run, type Run } from '../support/run.ts';
import { blobEffect, flow, FLOW, FLOW_SCHEMAS, flowWorld, instanceIn, logging, logIn, logOf, order, startFlow, timerEffect, toFlow } from '../support/workflow.ts';
import { TIMER_GRANT } from '../support/world.ts';

const status = (ran: Run): string | undefined => instanceIn(ran)?.split('@')[0];
const last = (ran: Run): string => ran.lines().split('\n').at(-1)!;

const trapsAt = (at: number): ScriptedModule => {
  const chain = logging(() => [timerEffect(1), timerEffect(2)]);
  return (input) => {
    if (logOf(input).split('|').length === at) throw new ModuleTrap('unreachable');
    return chain(input);
  };
};

describe('structural faults: nothing is applied, the instance is failed', () => {
  const many = (count: number): readonly EmittedEffect[] => Array.from({ length: count }, (_, at) => timerEffect(at));
  const events = (count: number) => Array.from({ length: count }, () => ({ schema: 'w/Done@1', value: { id: 'a', log: '' } }));
  const raw = (bytes: Uint8Array): ModuleHost => ({ call: () => ({ ok: true, output: bytes }) });
  /** So that the whole output has that many bytes. */
  const sized = (bytes: number): ModuleHost => {
    const around = encodeCanonical({ state: encodeCanonical({ log: 'x' }), ann: new Uint8Array(70_000) }).length - 70_000;
    return raw(encodeCanonical({ state: encodeCanonical({ log: 'x' }), ann: new Uint8Array(bytes - around) }));
  };
  const output = (parts: ReturnType<ScriptedModule>) => () => parts;
  const state = { log: 'new' };
  test.each<[string, ScriptedModule | ModuleHost, string | undefined]>([
    ['64 effects', output({ state, effects: many(64) }), undefined],
    ['65 effects', output({ state, effects: many(65) }), 'code=limit_exceeded message=effects: 65, at most 64 status=failed limit={name: effects, allowed: 64, observed: 65}'],
    ['256 events', output({ state, events: events(256) }), undefined],
    ['257 events', output({ state, events: events(257) }), 'code=limit_exceeded message=events: 257, at most 256 status=failed limit={name: events, allowed: 256, observed: 257}'],
    ['1 MiB', sized(1_048_576), undefined],
    ['1 MiB and a byte', sized(1_048_577), 'code=limit_exceeded message=output_bytes: 1048577, at most 1048576 status=failed limit={name: output_bytes, allowed: 1048576, observed: 1048577}'],
    ['an undeclared effect after a good one', output({ state, effects: [timerEffect(1), { kind: 'llm.generate', params: encodeCanonical({}) }] }), 'code=undeclared_effect message=effects[1]: llm.generate is not in effects_emitted'],
    ['bad parameters', output({ state, effects: [{ kind: 'timer.set', params: encodeCanonical({}) }] }), 'code=bad_params message=effects[0].params'],
    ['parameters that are no CBOR', output({ state, effects: [{ kind: 'timer.set', params: new Uint8Array([1]) }] }), 'code=bad_params message=effects[0].params: '],
    ['an unknown slot', output({ state, effects: [timerEffect(1, { cap_slot: 'api' })] }), 'code=unknown_slot message=effects[0]: api is not in cap_slots'],
    ['a short idempotency key', output({ state, effects: [timerEffect(1, { idempotency_key: new Uint8Array(31) })] }), 'code=bad_idempotency_key message=effects[0]: expected 32 bytes, found 31'],
    ['garbage', raw(new Uint8Array([1, 2, 3])), 'code=bad_output'],
    ['nothing', raw(new Uint8Array()), 'code=bad_output'],
    ['state of another type', output({ state: { log: 1 } }), 'code=bad_output message=state.log: expected text, found 1'],
    ['an unknown event', output({ state, events: [{ schema: 'w/None@1', value: 1 }] }), 'code=unknown_event'],
    ['a missing module', scriptedModules({}), 'code=module_missing'],
  ])('%s', async (_name, bad, expected) => {
    const good = scriptedModules({ [FLOW]: logging(() => [timerEffect(1)]) });
    const host = typeof bad === 'function' ? scriptedModules({ [FLOW]: bad }) : bad;
    const ran = await run(await flowWorld(), { modules: { call: (module, input, limits) => (Buffer.from(input).includes('bad') ? host : good).call(module, input, limits) } });
    await order(ran, 'a', 'good');
    await order(ran, 'a', 'bad');
    expect(checkReplay(ran)).toBe(ran.kernel.stateHash());
    if (expected === undefined) return expect(status(ran)).toMatch(/^waiting/);
    const fault = last(ran);
    expect(fault).toContain('module_fault module=w/flow@1 key=a call=0');
    expect(fault).toContain(expected);
    expect(fault).toContain('status=failed');
    expect([logIn(ran), instanceIn(ran)]).toEqual(['|good', 'failed 0@2']);
    expect(ran.kinds(6)).toEqual(['event_in', 'module_fault'].slice(-ran.kinds(6).length));
    // What it had emitted goes on, and its receipt reaches nobody.
    expect(ran.kernel.outbox().map(({ orphaned }) => orphaned)).toEqual([true]);
    await ran.answer(fired(1));
    expect(last(ran)).toContain('receipt_in');
    expect([logIn(ran), instanceIn(ran)]).toEqual(['|good', 'failed 0@2']);
  });

  test.each<[number, string | undefined, string]>([[1, undefined, 'failed 0@1'], [2, '|', 'failed 0@2'], [3, '||0 ok', 'failed 0@3']])('a trap in the middle of a chain: call %i', async (at, log, instance) => {
    const ran = await startFlow(trapsAt(at));
    await order(ran);
    while (ran.kernel.outbox().length > 0) await ran.answer(fired(1));
    expect([logIn(ran), instanceIn(ran)]).toEqual([log, instance]);
    checkReplay(ran);
  });

  const lone = encodeCanonical({ state: encodeCanonical(state) }).length;
  test.each<[string, Record<string, number>, ScriptedModule | ModuleHost, string | undefined]>([
    ['one effect', { effects: 1 }, output({ state, effects: many(1) }), undefined],
    ['two effects', { effects: 1 }, output({ state, effects: many(2) }), 'limit={name: effects, allowed: 1, observed: 2}'],
    ['two events', { events: 2 }, output({ state, events: events(2) }), undefined],
    ['three events', { events: 2 }, output({ state, events: events(3) }), 'limit={name: events, allowed: 2, observed: 3}'],
    ['as many bytes', { output_bytes: lone }, raw(encodeCanonical({ state: encodeCanonical(state) })), undefined],
    ['a byte more', { output_bytes: lone - 1 }, raw(encodeCanonical({ state: encodeCanonical(state) })), `limit={name: output_bytes, allowed: ${lone - 1}, observed: ${lone}}`],
  ])('a manifest may lower the limits: %s', async (_name, limits, module, expected) => {
    const defaults = { policy: 'w/policy@1', cap_grants: [TIMER_GRANT], limits };
    const manifest = await flowWorld({ manifest: { defaults }, airVersion: '1.1', grants: [TIMER_GRANT] });
    const ran = await run(manifest, { modules: typeof module === 'function' ? scriptedModules({ [FLOW]: module }) : module });
    await order(ran);
    expect(instanceIn(ran)?.split(' ')[0]).toBe(expected === undefined ? (limits['effects'] === undefined ? 'running' : 'waiting') : 'failed');
    if (expected !== undefined) expect(last(ran)).toContain(`code=limit_exceeded`);
    if (expected !== undefined) expect(last(ran)).toContain(expected);
    checkReplay(ran);
  });

  test('the bound on records of one cause ends an instance that answers itself for ever', async () => {
    const ran = await startFlow(() => ({ state: { log: '' }, effects: [blobEffect('x')] }), {}, { limits: { derived_records: 40 } });
    await order(ran);
    expect(ran.lines().split('\n').slice(-2).map((line) => line.replaceAll(/#\d+/g, '#'))).toEqual([
      'module_fault module=w/flow@1 key=a call=8 input={kind: receipt, intent_id: #} code=limit message=too many records from one cause status=failed',
      'limit limit=derived_records allowed=40 dropped_events=0',
    ]);
    checkReplay(ran);
  });
});

describe('routing', () => {
  test('a key of the wrong type, and none: no instance', async () => {
    const schemas = { ...FLOW_SCHEMAS, Key: { nat: {} } };
    const ran = await startFlow(logging(() => []), { schemas });
    await order(ran);
    expect(last(ran)).toContain('code=bad_key');
    const without = await startFlow(logging(() => []), { routes: [toFlow({ key_field: 'none' })] });
    await order(without);
    expect(last(without)).toContain('code=bad_key message=the event has no none');
    for (const { kernel } of [ran, without]) expect([kernel.state.workflows.size, kernel.state.workflowsEnded.size]).toEqual([0, 0]);
  });

  test('no arm for the envelope: the manifest does not run', async () => {
    const nodes = [flow({}, { event: 'w/Order@1' })];
    await expect(startFlow(logging(() => []), { nodes })).rejects.toMatchObject({ code: 'bad_manifest', message: expect.stringContaining('no arm for sys/EffectReceiptEnvelope@1') });
    // Without effects it needs none.
    const ran = await startFlow(({ event }) => ({ state: { log: event.schema } }), { nodes: [flow({}, { event: 'w/Order@1', effects_emitted: undefined })] });
    await order(ran);
    expect([logIn(ran), instanceIn(ran)]).toEqual(['w/Order@1', 'running 0@1']);
  });
});
