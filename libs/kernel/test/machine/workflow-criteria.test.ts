// What workflow modules are measured by: nine criteria, each on real runs, each replayed.
import { encodeCanonical } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { decodeState, encodeState, isIngress, Kernel, MemoryJournal, replay, scriptedModules } from '../../src/index.ts';
import type { ScriptedModule, ScriptedOutput } from '../../src/index.ts';
import { checkReplay, error, fired, ok, run, type Run } from '../support/run.ts';
import { arrived, flow, FLOW, flowWorld, httpEffect, instanceIn, logging, logIn, logOf, order, receiptText, startFlow, timerEffect, toFlow } from '../support/workflow.ts';
import { BLOB_GRANT, HTTP_GRANT, TIMER_GRANT } from '../support/world.ts';

const response = ok({ status: 200, headers: {}, body_ref: null, timings: { start_ns: 1, end_ns: 2 }, adapter_id: 'h' });

/** Reserve and look up at once; charge when both are there; a timer; then a domain event. */
const chain: ScriptedModule = (input): ScriptedOutput => {
  const { tag } = arrived(input);
  if (tag === 'Order') return { state: { log: 'placed' }, effects: [httpEffect('https://a.example/reserve'), httpEffect('https://a.example/price')] };
  const log = `${logOf(input)}|${receiptText(input)}`;
  const answers = log.split('|').length - 1;
  if (answers === 2) return { state: { log }, effects: [httpEffect('https://a.example/charge')] };
  if (answers === 3) return { state: { log }, effects: [timerEffect(50)] };
  if (answers === 4) return { events: [{ schema: 'w/Done@1', value: { id: 'a', log } }] };
  return { state: { log } };
};

async function chained(): Promise<Run> {
  const ran = await startFlow(chain);
  await order(ran);
  for (const answer of [response, response, response, fired(50)]) await ran.answer(answer);
  return ran;
}

const kinds = (ran: Run): string => ran.kinds().filter((kind) => kind !== 'cap_decision' && kind !== 'policy_decision').join(' ');

test('criterion-1: a workflow runs from event to domain event without any plan', async () => {
  const ran = await chained();
  expect(ran.options.manifest.defs.filter(({ kind }) => kind === 'defplan')).toEqual([]);
  expect(ran.records().some(({ k }) => k.startsWith('plan_'))).toBe(false);
  expect(kinds(ran)).toBe('event_in module_call intent intent receipt_in module_call receipt_in module_call intent receipt_in module_call intent receipt_in module_call event');
  expect(ran.lines().split('\n').at(-1)).toContain('event schema=w/Done@1 value={id: a, log: placed|0 ok|1 ok|0 ok|0 ok}');
});

test('criterion-2: module code emits several effects, in one call and one after the other', async () => {
  const ran = await chained();
  const intents = ran.records().flatMap((record) => (record.k === 'intent' && record.origin.kind === 'workflow' ? [[record.effect_kind, record.origin.cause, record.origin.effect_index]] : []));
  expect(intents).toEqual([['http.request', 1, 0], ['http.request', 1, 1], ['http.request', 3, 0], ['timer.set', 4, 0]]);
});

test('criterion-3: replay from genesis gives the same records and the same state', async () => {
  const ran = await chained();
  checkReplay(ran);
  const records = [...ran.journal.records()];
  // The broken twin: another answer of the module is a divergence.
  const other = replay({ ...ran.options, modules: scriptedModules({ [FLOW]: () => ({ state: { log: '' } }) }), header: ran.journal.header!, records });
  expect(other).toMatchObject({ ok: false, divergence: { cause: 1 } });
});

describe('criterion-4: grants and policy decide on every effect', () => {
  const two = logging(() => [timerEffect(5), httpEffect(), timerEffect(6)]);
  test.each([
    ['policy', { policy: [{ when: { effect_kind: 'timer.set' }, decision: 'allow' }] }, 'policy_denied'],
    ['no policy', { policy: null }, 'policy_denied'],
    ['no grant', { grants: [TIMER_GRANT, BLOB_GRANT] }, 'cap_denied'],
    ['two grants and no slot', { grants: [TIMER_GRANT, HTTP_GRANT, { ...HTTP_GRANT, name: 'more' }] }, 'cap_denied'],
    ['expired', { grants: [TIMER_GRANT, { ...HTTP_GRANT, expiry_ns: 1 }] }, 'cap_denied'],
    ['enforcer', { grants: [TIMER_GRANT, { ...HTTP_GRANT, params: { record: { hosts: { set: [{ text: 'b.example' }] }, schemes: { null: {} }, methods: { null: {} }, ports: { null: {} }, path_prefixes: { null: {} } } } }] }, 'cap_denied'],
  ] as const)('%s', async (_name, parts, code) => {
    const ran = await startFlow(two, parts);
    await order(ran);
    const offered = 'policy' in parts && parts.policy === null ? 0 : 2;
    expect(ran.kernel.outbox()).toHaveLength(offered);
    // The new state and the other effects stay; the refusal arrives in a later call of the same batch.
    const denied = offered === 0 ? `|0 denied ${code}|1 denied ${code}|2 denied ${code}` : `|1 denied ${code}`;
    expect(logIn(ran)).toBe(`|${denied}`);
    expect(ran.records().filter(({ k }) => k === 'intent')).toHaveLength(offered);
    expect(ran.records().filter((record) => record.k === 'receipt').map((record) => record.k === 'receipt' && [record.source, record.status, record.fault?.code])).toEqual(Array.from({ length: offered === 0 ? 3 : 1 }, () => ['gate', 'denied', code]));
    expect(instanceIn(ran)).toBe(offered === 0 ? 'running 0@1' : 'waiting 2@1');
    checkReplay(ran);
  });
});

describe('criterion-5: receipts of instances that emit the same effect never cross', () => {
  const same = logging((input) => [timerEffect(7), httpEffect('https://a.example/same')].filter(() => arrived(input).tag === 'Order'));

  test('in any order of answers', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    for (const turn of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const ran = await startFlow(same);
      for (const id of ids) await order(ran, id);
      const outbox = [...ran.kernel.outbox()];
      expect(new Set(outbox.map(({ intentId }) => intentId)).size).toBe(8);
      const turned = [...outbox.slice(turn), ...outbox.slice(0, turn)];
      for (const { intentId, kind } of turned) {
        await ran.kernel.submitReceipt({ intentId, adapterId: 'x', answer: kind === 'timer.set' ? fired(7) : response });
        const call = ran.records().at(-1);
        const intent = ran.records().find((record) => record.k === 'intent' && record.intent_id === intentId);
        expect(call).toMatchObject({ k: 'module_call', key: intent?.k === 'intent' && intent.origin.kind === 'workflow' ? intent.origin.key : undefined, input: { kind: 'receipt', intent_id: intentId } });
      }
      for (const id of ids) expect([logIn(ran, id)?.split('|').sort().join('|'), instanceIn(ran, id)?.split('@')[0]]).toEqual(['||0 ok|1 ok', 'running 0']);
    }
  });

  test('the same key in two modules', async () => {
    const ran = await startFlow({ [FLOW]: same, 'w/other@1': same }, { nodes: [flow(), flow({}, {}, 'w/other@1')], routes: [toFlow(), toFlow({}, 'w/other@1')] });
    await order(ran);
    expect(ran.kernel.outbox().map(({ origin }) => origin.name)).toEqual([FLOW, FLOW, 'w/other@1', 'w/other@1']);
    await ran.answer(fired(7), 2);
    expect([logIn(ran), logIn(ran, 'a', 'w/other@1')]).toEqual(['|', '||0 ok']);
    expect([instanceIn(ran), instanceIn(ran, 'a', 'w/other@1')]).toEqual(['waiting 2@1', 'waiting 1@2']);
    checkReplay(ran);
  });
});

describe('criterion-6: routes do not matter for receipts', () => {
  test.each([
    ['no route any more', []],
    ['the event goes to another module', [toFlow({}, 'w/other@1')]],
    ['under another key', [toFlow({ key_field: 'how' })]],
  ])('%s', async (_name, routes) => {
    const nodes = [flow(), flow({}, {}, 'w/other@1')];
    const module = logging(() => [timerEffect(7)]);
    const ran = await startFlow({ [FLOW]: module, 'w/other@1': module }, { nodes });
    await order(ran, 'a', 'z');
    expect(await ran.kernel.changeManifest(await flowWorld({ nodes, routes }))).toMatchObject({ status: 'accepted' });
    await ran.answer(fired(7));
    expect(logIn(ran)).toBe('|z|0 ok');
    expect(logIn(ran, 'z')).toBeUndefined();
    checkReplay(ran);
  });

  test('a routed envelope would be an event like any other: nothing is routed', async () => {
    const routes = [toFlow(), { event: 'sys/EffectReceiptEnvelope@1', reducer: 'w/other@1', key_field: 'effect_kind' }];
    const ran = await startFlow({ [FLOW]: logging(() => [timerEffect(7)]), 'w/other@1': () => ({ state: { log: 'stolen' } }) }, { nodes: [flow(), flow({}, {}, 'w/other@1')], routes });
    await order(ran);
    await ran.answer(fired(7));
    expect([logIn(ran), ran.kernel.state.cells.has('w/other@1')]).toEqual(['||0 ok', false]);
  });
});

test('criterion-7: the status is kept, in snapshots and through replay', async () => {
  const module: ScriptedModule = (input) => {
    const { tag, value } = arrived(input);
    if (tag !== 'Order') return receiptText(input).includes('ok') ? {} : { state: { log: 'again' } };
    if (value.get('how') === 'garbage') return { state: { log: 1 } };
    return value.get('how') === 'wait' ? { state: { log: 'w' }, effects: [timerEffect(7)] } : { state: { log: 'r' } };
  };
  const ran = await startFlow(module);
  for (const [id, how] of [['run', ''], ['wait', 'wait'], ['done', 'wait'], ['bad', 'garbage'], ['back', 'wait']] as const) await order(ran, id, how);
  await ran.answer(fired(7), 1);
  await ran.answer(error(), 1);
  const statuses = (of: Run): readonly (string | undefined)[] => ['run', 'wait', 'done', 'bad', 'back'].map((id) => instanceIn(of, id));
  expect(statuses(ran)).toEqual(['running 0@1', 'waiting 1@2', 'completed 0@6', 'failed 0@4', 'running 0@7']);
  expect(ran.kernel.state.workflows.get(FLOW)?.size).toBe(3);

  const encoded = encodeState(ran.kernel.state);
  expect(encodeState(decodeState(encoded))).toEqual(encoded);
  const half = [...ran.journal.records()];
  for (const from of [undefined, ran.kernel.checkpoint()]) {
    const journal = new MemoryJournal({ header: ran.journal.header!, records: half });
    const kernel = await Kernel.open({ ...ran.options, journal, ...(from && { from }) });
    expect(statuses({ ...ran, kernel })).toEqual(statuses(ran));
    expect(kernel.stateHash()).toBe(ran.kernel.stateHash());
    await kernel.submitReceipt({ intentId: kernel.outbox()[0]!.intentId, adapterId: 'x', answer: fired(7) });
    expect(statuses({ ...ran, kernel })[1]).toBe('completed 0@8');
  }
});

test('criterion-8: an effect that is not declared is refused before grants and policy are asked', async () => {
  const ran = await startFlow(() => ({ state: { log: 'x' }, effects: [timerEffect(1), httpEffect()] }), { nodes: [flow({}, { effects_emitted: ['timer.set'] })], policy: null });
  await order(ran);
  expect(ran.kinds()).toEqual(['event_in', 'module_fault']);
  expect(ran.lines(1)).toContain('code=undeclared_effect message=effects[1]: http.request is not in effects_emitted status=failed');
  expect([logIn(ran), instanceIn(ran), ran.kernel.outbox()]).toEqual([undefined, 'failed 0@1', []]);
  checkReplay(ran);
});

describe('criterion-9: only workflow modules emit', () => {
  test('a reducer', async () => {
    const reducer = { $kind: 'defmodule', name: FLOW, module_kind: 'reducer', wasm_hash: '', key_schema: 'w/Key@1', abi: { reducer: { state: 'w/State@1', event: 'w/FlowEvent@1' } } };
    const ran = await startFlow(() => ({ state: { log: 'x' }, effects: [timerEffect(1)] }), { nodes: [reducer] });
    await order(ran);
    expect(ran.kinds()).toEqual(['event_in', 'module_fault']);
    expect(ran.lines(1)).toContain('code=undeclared_effect message=a reducer emits no effects');
  });

  test('a pure module: its answer has no place for effects, and what has more is no answer', async () => {
    const guard = { $kind: 'defmodule', name: 'w/guard@1', module_kind: 'pure', abi: { pure: { input: 'sys/CapCheckInput@1', output: 'sys/CapCheckOutput@1' } } };
    const cap = { $kind: 'defcap', name: 'w/guarded@1', cap_type: 'timer', schema: { record: {} }, enforcer: { module: 'w/guard@1' } };
    const scripted = scriptedModules({ [FLOW]: logging(() => [timerEffect(1)]) });
    const emitting = encodeCanonical({ output: encodeCanonical({ constraints_ok: true, deny: null }), effects: [{ kind: 'timer.set', params: encodeCanonical({}) }] });
    const manifest = await flowWorld({ nodes: [flow(), guard, cap], grants: [{ name: 'timer', cap: 'w/guarded@1', params: { record: {} } }] });
    const ran = await run(manifest, { modules: { call: (module, input, limits) => (module.name === 'w/guard@1' ? { ok: true, output: emitting } : scripted.call(module, input, limits)) } });
    await order(ran);
    expect(logIn(ran)).toBe('||0 denied cap_denied');
    expect(ran.kernel.outbox()).toEqual([]);
    expect(ran.records().filter((record) => !isIngress(record) && record.k === 'intent')).toEqual([]);
  });

  test('routing to a pure module compiles to nothing that runs', async () => {
    const pure = { $kind: 'defmodule', name: FLOW, module_kind: 'pure', abi: { pure: { input: 'w/Order@1', output: 'w/State@1' } } };
    await expect(startFlow(() => ({}), { nodes: [pure] })).rejects.toMatchObject({ code: 'bad_manifest' });
  });
});
