// Workflow instances: transitions, order of deliveries, identity, ends, change of manifest.
import { decodeCanonical, encodeCanonical, type CanonValue } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { decodeRecord, Kernel, MemoryJournal, scriptedModules } from '../../src/index.ts';
import type { EmittedEffect, ModuleHost, ScriptedInput, ScriptedModule } from '../../src/index.ts';
import { apply } from '../../src/machine/apply.ts';
import { restoreMachine } from '../../src/machine/restore.ts';
import { decodeState } from '../../src/state/state-codec.ts';
import { surroundingsOf } from '../../src/surroundings.ts';
import { checkReplay, error, fired, ok, run, timeout, type Run } from '../support/run.ts';
import { arrived, blobEffect, flow, FLOW, FLOW_SCHEMAS, flowWorld, httpEffect, instanceIn, logging, logIn, logOf, order, receiptText, startFlow, timerEffect, toFlow } from '../support/workflow.ts';
import { BLOB_GRANT, TIMER_GRANT } from '../support/world.ts';

const status = (ran: Run, key = 'a'): string | undefined => instanceIn(ran, key)?.split('@')[0];
const last = (ran: Run): string => ran.lines().split('\n').at(-1)!;

describe('running and waiting follow from what is in flight', () => {
  test('through several receipts', async () => {
    const ran = await startFlow(logging(() => [timerEffect(1), timerEffect(2), httpEffect()]));
    await order(ran);
    const seen = [status(ran)];
    for (const answer of [fired(1), error(), timeout()]) {
      await ran.answer(answer);
      seen.push(status(ran));
    }
    expect(seen).toEqual(['waiting 3', 'waiting 2', 'waiting 1', 'running 0']);
    expect(logIn(ran)).toBe('||0 ok|1 faulted refused|2 faulted deadline');
    expect(ran.records().flatMap((record) => (record.k === 'module_call' ? [record.status] : []))).toEqual(['waiting', 'waiting', 'waiting', 'running']);
    checkReplay(ran);
  });

  test('an event in between', async () => {
    const ran = await startFlow(logging((input) => (logOf(input) === '' ? [timerEffect(1)] : [])));
    await order(ran);
    await order(ran, 'a', 'more');
    expect([logIn(ran), instanceIn(ran)]).toEqual(['||more', 'waiting 1@2']);
    await ran.answer(fired(1));
    expect([logIn(ran), instanceIn(ran)]).toEqual(['||more|0 ok', 'running 0@3']);
  });

  test('what is answered inside arrives in a later call of the same batch, in the order of effects, denials among them', async () => {
    const ran = await startFlow(logging(() => [blobEffect('x'), httpEffect(), blobEffect('y')]), { grants: [TIMER_GRANT, BLOB_GRANT] });
    await order(ran);
    expect([logIn(ran), instanceIn(ran)]).toEqual(['||0 ok|1 denied cap_denied|2 ok', 'running 0@1']);
    expect(ran.kinds().filter((kind) => !kind.endsWith('decision'))).toEqual(['event_in', 'module_call', 'intent', 'receipt', 'receipt', 'intent', 'receipt', 'module_call', 'module_call', 'module_call']);
    expect(ran.records().flatMap((record) => (record.k === 'module_call' ? [`${record.call} ${record.status}`] : []))).toEqual(['0 waiting', '1 waiting', '2 waiting', '3 running']);
    checkReplay(ran);
  });

  test('state, then events, then effects', async () => {
    const ran = await startFlow(() => ({ state: { log: 'x' }, events: [{ schema: 'w/Done@1', value: { id: 'a', log: 'e' } }], effects: [timerEffect(1)] }));
    await order(ran);
    expect(ran.kinds()).toEqual(['event_in', 'module_call', 'event', 'cap_decision', 'policy_decision', 'intent']);
    expect(ran.lines(1).split('\n')[0]).toContain('status=waiting events=1 effects=1');
  });
});

describe('identity', () => {
  test('the envelope names cause and index; indexes count on through the calls of one cause', async () => {
    const seen: string[] = [];
    const module: ScriptedModule = (input) => {
      const { tag, value } = arrived(input);
      seen.push(`${tag} ${value.get('emitted_at_seq')}/${value.get('effect_index')} -> ${input.emission?.seq}/${input.emission?.index}`);
      return { state: { log: '' }, effects: tag === 'Order' ? [blobEffect('x'), timerEffect(1)] : value.get('effect_kind') === 'blob.put' ? [timerEffect(2)] : [] };
    };
    const ran = await startFlow(module);
    await order(ran);
    for (let left = 2; left > 0; left -= 1) await ran.answer(fired(1));
    expect(seen).toEqual(['Order undefined/undefined -> 1/0', 'Receipt 1/0 -> 1/2', 'Receipt 1/1 -> 2/0', 'Receipt 1/2 -> 3/0']);
    checkReplay(ran);
  });

  test('the whole envelope', async () => {
    const envelopes: CanonValue[] = [];
    const module: ScriptedModule = (input) => {
      const { tag, value } = arrived(input);
      if (tag === 'Receipt') envelopes.push(new Map([...value].map(([name, item]) => [String(name), item])));
      return { state: { log: '' }, effects: tag === 'Order' ? [timerEffect(1), httpEffect()] : [] };
    };
    const ran = await startFlow(module, { grants: [TIMER_GRANT] });
    await order(ran);
    const [intent] = ran.kernel.outbox();
    await ran.answer(fired(9));
    const [denied, done] = envelopes as ReadonlyMap<string, CanonValue>[];
    expect(Object.fromEntries(done!)).toEqual({
      origin_module_id: FLOW,
      origin_instance_key: encodeCanonical('a'),
      intent_id: intent!.intentId,
      effect_kind: 'timer.set',
      params_hash: expect.stringMatching(/^sha256:/),
      receipt_payload: encodeCanonical({ delivered_at_ns: 9, key: null }),
      status: 'ok',
      emitted_at_seq: 1,
      effect_index: 0,
      fault: null,
    });
    expect(Object.fromEntries(denied!)).toMatchObject({ status: 'denied', effect_index: 1, receipt_payload: new Uint8Array(), fault: new Map([['code', 'cap_denied'], ['message', 'grant_missing: no grants of cap type http.out, and w/flow@1 names no slot']]) });
  });

  test('without keys the key is null', async () => {
    const ran = await startFlow((input) => ({ state: { log: String(arrived(input).value.get('origin_instance_key')) }, effects: arrived(input).tag === 'Order' ? [timerEffect(1)] : [] }), { nodes: [flow({ key_schema: undefined })], routes: [toFlow({ key_field: undefined })] });
    await order(ran);
    await ran.answer(fired(1));
    const [cell] = ran.kernel.state.cells.get(FLOW)!.values();
    expect(decodeCanonical(cell!.state)).toEqual(new Map([['log', 'null']]));
    checkReplay(ran);
  });

  test('duplicates and rejected input do not change an id', async () => {
    const ids = async (noisy: boolean): Promise<readonly string[]> => {
      const ran = await startFlow(logging(() => [timerEffect(1)]));
      await ran.event('w/Order@1', { id: 'a', how: '' }, 'one');
      if (noisy) {
        await ran.event('w/Order@1', { id: 'a', how: '' }, 'one');
        await ran.event('w/None@1', {});
      }
      await ran.event('w/Order@1', { id: 'b', how: '' }, 'two');
      return ran.kernel.outbox().map(({ intentId }) => intentId);
    };
    expect(await ids(true)).toEqual(await ids(false));
  });

  test('an idempotency key of two instances: one effect, two receipts', async () => {
    const key = new Uint8Array(32).fill(7);
    const ran = await startFlow(logging(() => [timerEffect(1, { idempotency_key: key })]));
    for (const id of ['a', 'b']) await order(ran, id);
    expect(ran.kernel.outbox()).toHaveLength(1);
    await ran.answer(fired(1));
    expect(['a', 'b'].map((id) => logIn(ran, id))).toEqual(['||0 ok', '||0 ok']);
    checkReplay(ran);
  });

  test('a key that stands for something else is a denial', async () => {
    const key = new Uint8Array(32).fill(7);
    const ran = await startFlow(logging(() => [timerEffect(1, { idempotency_key: key }), timerEffect(2, { idempotency_key: key })]));
    await order(ran);
    expect([logIn(ran), instanceIn(ran)]).toEqual(['||1 denied idempotency_conflict', 'waiting 1@1']);
    checkReplay(ran);
  });
});

describe('ends', () => {
  const oneShot = logging((input) => (arrived(input).value.get('how') === 'x' ? [timerEffect(1), timerEffect(2)] : []), (log) => log.endsWith('ok'));

  test('a receipt for a completed instance settles and reaches nobody', async () => {
    const ran = await startFlow(oneShot);
    await order(ran, 'a', 'x');
    await ran.answer(fired(1));
    expect([logIn(ran), instanceIn(ran), ran.kernel.outbox().map(({ orphaned }) => orphaned)]).toEqual([undefined, 'completed 0@2', [true]]);
    const before = ran.records().length;
    await ran.answer(fired(2));
    expect([ran.kinds(before), instanceIn(ran)]).toEqual([['receipt_in'], 'completed 0@2']);
    checkReplay(ran);
  });

  test('effects of the last call are dispatched, denials of it are not delivered', async () => {
    const ran = await startFlow(() => ({ effects: [timerEffect(1), httpEffect(), blobEffect('x')] }), { grants: [TIMER_GRANT, BLOB_GRANT] });
    await order(ran);
    expect([instanceIn(ran), ran.kernel.outbox().map(({ kind, orphaned }) => [kind, orphaned])]).toEqual(['completed 0@1', [['timer.set', true]]]);
    expect(ran.kinds().filter((kind) => kind === 'module_call')).toHaveLength(1);
    checkReplay(ran);
  });

  test.each([['completed', 'x'], ['failed', 'bad']])('an event for a %s instance is refused', async (ending, how) => {
    const module: ScriptedModule = (input) => (arrived(input).value.get('how') === 'bad' ? { state: 7 } : oneShot(input));
    const ran = await startFlow(module);
    await order(ran, 'a', how);
    if (how === 'x') await ran.answer(fired(1));
    await order(ran);
    expect(last(ran)).toContain(`code=instance_ended message=the instance is ${ending} status=${ending}`);
    await order(ran, 'b', 'other');
    expect(status(ran, 'b')).toBe('running 0');
    checkReplay(ran);
  });

  test('the oldest ended ones are forgotten, with the cell of a failed one; then the key begins anew', async () => {
    const module: ScriptedModule = (input) => (arrived(input).value.get('how') === 'bad' ? { state: 7 } : { state: { log: `${logOf(input)}.` } });
    const ran = await startFlow(module, {}, { limits: { retained_settled: 1 } });
    await order(ran, 'a');
    await order(ran, 'a', 'bad');
    expect([logIn(ran), status(ran)]).toEqual(['.', 'failed 0']);
    await order(ran, 'b', 'bad');
    expect([logIn(ran), status(ran), status(ran, 'b')]).toEqual([undefined, undefined, 'failed 0']);
    await order(ran, 'a');
    expect([logIn(ran), status(ran)]).toEqual(['.', 'running 0']);
    checkReplay(ran);
  });
});

describe('last_processed_event_seq', () => {
  test('what is at or below it is not handled again', async () => {
    const ran = await startFlow(logging(() => [timerEffect(1)]));
    await order(ran);
    await ran.answer(fired(1));
    const [event] = ran.records();
    const machine = restoreMachine(decodeState(ran.kernel.checkpoint().state), surroundingsOf(ran.options, ran.journal.header!.runtime_profile));
    if (event?.k !== 'event_in') throw new Error('no event');
    expect(() => apply(machine, event)).toThrow('cause 1, expected 3');
    // Even when the cause is forced: the instance itself refuses.
    const forced = restoreMachine(decodeState(ran.kernel.checkpoint().state), surroundingsOf(ran.options, ran.journal.header!.runtime_profile));
    forced.state.nextCause = 1;
    expect(() => apply(forced, event)).toThrow('has handled cause 2 already');
  });

  test('a repeated receipt is a duplicate', async () => {
    const ran = await startFlow(logging(() => [timerEffect(1)]));
    await order(ran);
    const { intentId } = ran.kernel.outbox()[0]!;
    await ran.answer(fired(1));
    expect(await ran.kernel.submitReceipt({ intentId, adapterId: 'x', answer: fired(1) })).toEqual({ status: 'duplicate', conflict: false });
    expect(await ran.kernel.submitReceipt({ intentId, adapterId: 'x', answer: error() })).toEqual({ status: 'duplicate', conflict: true });
    expect(logIn(ran)).toBe('||0 ok');
    checkReplay(ran);
  });
});

describe('change of manifest', () => {
  const byVersion = (version: string): ScriptedModule => (input) => ({ state: { log: `${logOf(input)}|${version}${arrived(input).tag}` }, effects: arrived(input).tag === 'Order' ? [timerEffect(1)] : [] });
  const host: ModuleHost = { call: (module, input, limits) => scriptedModules({ [FLOW]: byVersion(module.wasmHash.slice(-1)) }).call(module, input, limits) };
  const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;

  test('a running instance keeps its module, a new one gets the new module', async () => {
    const ran = await run(await flowWorld({ nodes: [flow({ wasm_hash: hash('1') })] }), { modules: host });
    await order(ran, 'a');
    await ran.kernel.changeManifest(await flowWorld({ nodes: [flow({ wasm_hash: hash('2') })] }));
    await order(ran, 'a');
    await order(ran, 'b');
    await ran.answer(fired(1));
    expect([logIn(ran), logIn(ran, 'b')]).toEqual(['|1Order|1Order|1Receipt', '|2Order']);
    expect([...ran.kernel.state.workflows.get(FLOW)!.values()].map(({ version }) => version)).toEqual([hash('1'), hash('2')]);
    checkReplay(ran);
    const again = await Kernel.open({ ...ran.options, from: ran.kernel.checkpoint() });
    await again.submitReceipt({ intentId: again.outbox()[0]!.intentId, adapterId: 'x', answer: fired(1) });
    expect(logIn({ ...ran, kernel: again })).toBe('|1Order|1Order|1Receipt|1Receipt');
  });

  test('also when the new manifest has no such module', async () => {
    const other = flow({}, {}, 'w/other@1');
    const ran = await run(await flowWorld({ nodes: [flow({ wasm_hash: hash('1') })] }), { modules: host });
    await order(ran);
    expect(await ran.kernel.changeManifest(await flowWorld({ nodes: [other], routes: [toFlow({}, 'w/other@1')] }))).toMatchObject({ status: 'accepted' });
    await ran.answer(fired(1));
    expect([logIn(ran), status(ran)]).toEqual(['|1Order|1Receipt', 'running 0']);
    checkReplay(ran);
    const again = await Kernel.open({ ...ran.options, from: ran.kernel.checkpoint() });
    expect(again.stateHash()).toBe(ran.kernel.stateHash());
  });

  test('grants and policy are the current ones', async () => {
    const log = logging(() => [timerEffect(1)]);
    const module: ScriptedModule = (input) => ({ ...log(input), ...(receiptText(input) === '0 ok' && { effects: [httpEffect()] }) });
    const ran = await startFlow(module);
    await order(ran);
    await ran.kernel.changeManifest(await flowWorld({ grants: [TIMER_GRANT] }));
    await ran.answer(fired(1));
    expect(logIn(ran)).toBe('||0 ok|0 denied cap_denied');
    checkReplay(ran);
  });

  test('a bound slot: another grant, then none', async () => {
    const slots = (binding?: string) => ({
      nodes: [flow({}, { cap_slots: { clock: 'timer' } })],
      grants: [TIMER_GRANT, { ...TIMER_GRANT, name: 'second' }, { ...TIMER_GRANT, name: 'clock' }],
      ...(binding !== undefined && { manifest: { module_bindings: { [FLOW]: { slots: { clock: binding } } } } }),
    });
    const ran = await startFlow(logging(() => [timerEffect(1, { cap_slot: 'clock' })]), slots('timer'));
    await order(ran);
    await ran.kernel.changeManifest(await flowWorld(slots('second')));
    await order(ran);
    // The grant that happens to have the slot's name is not the slot's.
    await ran.kernel.changeManifest(await flowWorld(slots()));
    await order(ran);
    expect(ran.records().flatMap((record) => (record.k === 'cap_decision' ? [`${record.cap_name} ${record.decision}`] : []))).toEqual(['timer allow', 'second allow', 'clock deny']);
    checkReplay(ran);
  });

  test('an event that the kept module does not take is refused, and the instance goes on', async () => {
    const schemas = { ...FLOW_SCHEMAS, Cancel: { record: { id: { text: {} } } } };
    const wider = { ...schemas, FlowEvent: { variant: { ...FLOW_SCHEMAS.FlowEvent.variant, Cancel: { ref: 'w/Cancel@1' } } } };
    const ran = await startFlow(logging(() => [timerEffect(1)]), { schemas });
    await order(ran);
    await ran.kernel.changeManifest(await flowWorld({ schemas: wider, routes: [toFlow(), toFlow({ event: 'w/Cancel@1' })] }));
    await ran.event('w/Cancel@1', { id: 'a' });
    expect(last(ran)).toContain('code=bad_event message=w/flow@1, as the instance keeps it, does not take w/Cancel@1 status=waiting');
    await ran.answer(fired(1));
    expect([logIn(ran), instanceIn(ran)]).toEqual(['||0 ok', 'running 0@4']);
    checkReplay(ran);
  });
});

test('the context of a workflow', async () => {
  const seen: ScriptedInput[] = [];
  const module = logging(() => [timerEffect(1)]);
  const ran = await startFlow((input) => {
    seen.push(input);
    return module(input);
  }, { nodes: [flow({}, { context: 'sys/ReducerContext@1' })] });
  await order(ran);
  await ran.answer(fired(1));
  expect(seen.map(({ context }) => context instanceof Map && [context.get('journal_height'), context.get('reducer'), context.get('cell_mode')])).toEqual([[1, FLOW, true], [2, FLOW, true]]);
});

test('introspection sees the state that the emitting call wrote', async () => {
  const asks: EmittedEffect = { kind: 'introspect.list_cells', params: encodeCanonical({ reducer: FLOW }) };
  const query = { name: 'query', cap: 'sys/query@1', params: { record: { scope: { null: {} } } } };
  const ran = await startFlow((input) => (arrived(input).tag === 'Order' ? { state: { log: 'asked' }, effects: [asks] } : { state: { log: receiptText(input) } }), { nodes: [flow({}, { effects_emitted: ['introspect.list_cells'] })], grants: [query] });
  await order(ran);
  expect(logIn(ran)).toBe('0 ok');
  const receipt = ran.records().find((record) => record.k === 'receipt');
  const payload = receipt?.k === 'receipt' && receipt.payload ? decodeCanonical(receipt.payload) : undefined;
  expect(payload instanceof Map && (payload.get('cells') as readonly CanonValue[]).length).toBe(1);
});

test('cut after any record, the journal goes on to the same end', async () => {
  const ran = await startFlow(logging(() => [blobEffect('x'), timerEffect(1), httpEffect()], (log) => log.split('|').length === 5), { grants: [TIMER_GRANT, BLOB_GRANT] });
  await order(ran);
  await ran.answer(fired(1));
  const records = [...ran.journal.records()];
  expect(instanceIn(ran)).toBe('completed 0@2');
  const ends = records.map((data, at) => [decodeRecord(data).k, at] as const).filter(([k]) => k.endsWith('_in'));
  for (let length = 1; length <= records.length; length += 1) {
    const torn = new MemoryJournal({ header: ran.journal.header!, records: records.slice(0, length) });
    const kernel = await Kernel.open({ ...ran.options, journal: torn });
    if (length <= (ends[1]?.[1] ?? 0)) await kernel.submitReceipt({ intentId: kernel.outbox()[0]!.intentId, adapterId: 'test', answer: ok({ delivered_at_ns: 1, key: null }) });
    expect([...torn.records()]).toEqual(records);
    expect(kernel.stateHash()).toBe(ran.kernel.stateHash());
  }
});
