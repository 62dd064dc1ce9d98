// Modules in a running world: what goes wrong in one becomes a record with code and fuel, changes nothing, and replays.
import { encodeCanonical, hashBytes, memoryStore, type CanonValue, type Hash } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { encodeModuleInput, encodeModuleOutput, encodePureOutput, Kernel, type JournalRecord, type Limits } from '../../../src/index.ts';
import { wasmModules } from '../../../src/wasm.ts';
import { awaitReceipt, chain, end, plan, ref } from '../../support/plan.ts';
import { checkReplay, run, type Run } from '../../support/run.ts';
import { world } from '../../support/world.ts';
import { compileWat, ECHO, moduleOf } from './wat.ts';

const LIMITS: Partial<Limits> = { module_fuel: 1_000_000 };
const EVENTS = { Tick: { record: { n: { nat: {} } } }, Count: { record: { total: { nat: {} } } } };

/** Answers with these bytes. */
const answering = (bytes: Uint8Array): Uint8Array =>
  moduleOf({
    step: `(i32.store (local.get $ret) (i32.const 64)) (i32.store offset=4 (local.get $ret) (i32.const ${bytes.length}))`,
    more: `(data (i32.const 64) "${[...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")`,
  });

const state = (total: number): Uint8Array => encodeModuleOutput({ state: encodeCanonical({ total }) });

/** A world with one reducer, which has run once with state 1 where the module can; the second tick is what is looked at. */
async function ticking(wasm: Uint8Array, wasmHash: string = hashBytes(wasm)): Promise<Run> {
  const manifest = await world({
    schemas: EVENTS,
    nodes: [{ $kind: 'defmodule', name: 'w/M@1', module_kind: 'reducer', wasm_hash: wasmHash, abi: { reducer: { state: 'w/Count@1', event: 'w/Tick@1' } } }],
    routes: [{ event: 'w/Tick@1', reducer: 'w/M@1' }],
  });
  return run(manifest, { limits: LIMITS, modules: wasmModules(new Map([[hashBytes(wasm), wasm]])) });
}

const outcome = (record: JournalRecord | undefined): string => {
  if (record?.k === 'module_fault') return `${record.code}: ${record.message}${record.fuel === undefined ? '' : ` (fuel ${record.fuel})`}`;
  return record?.k === 'module_call' ? `called (fuel ${record.fuel})` : String(record?.k);
};

describe('bad modules', () => {
  const RECURSE = '(func $down (param $n i32) (result i32) (i32.add (call $down (local.get $n)) (i32.const 1)))';
  test.each<[string, Uint8Array, string]>([
    ['a trap', moduleOf({ step: '(unreachable)' }), 'trap: the module trapped (fuel 14)'],
    ['an endless loop', moduleOf({ step: '(loop (br 0))' }), 'out_of_fuel: fuel: more than 1000000 (fuel 1000000)'],
    ['deep recursion', moduleOf({ step: '(drop (call $down (i32.const 0)))', more: RECURSE }), 'call_depth: stack: more than 32768 slots (fuel '],
    ['memory past its bound', moduleOf({ step: '(drop (memory.grow (i32.const 16)))' }), 'memory_limit: memory: more than 16 pages (fuel 16)'],
    ['memory by one page, over and over', moduleOf({ step: '(loop (drop (memory.grow (i32.const 1))) (br 0))' }), 'memory_limit: memory: more than 16 pages (fuel '],
    ['garbage', answering(Uint8Array.of(0xff, 0x00)), 'bad_output: not canonical CBOR: does not begin with d9d9f7 at offset 0 (fuel '],
    ['half an answer', answering(state(1).subarray(0, 9)), 'bad_output: not canonical CBOR: '],
    ['its input', moduleOf({ step: ECHO }), 'bad_output: the value: expected no key '],
    ['state of another type', answering(encodeModuleOutput({ state: encodeCanonical({ total: 'x' }) })), 'bad_output: state.total: expected nat, found "x" (fuel '],
    ['an effect', answering(encodeModuleOutput({ effects: [{ kind: 'timer.set', params: encodeCanonical({}) }] })), 'undeclared_effect: a reducer emits no effects (fuel '],
    ['an answer outside memory', moduleOf({ step: '(i32.store (local.get $ret) (i32.const -1)) (i32.store offset=4 (local.get $ret) (i32.const 9))' }), 'bad_output: output of 9 bytes at 4294967295, memory ends at 65536 (fuel '],
    ['an alloc outside memory', moduleOf({ alloc: '(func (export "alloc") (param i32) (result i32) (i32.const -1))' }), 'bad_alloc: alloc(8) is 4294967295, memory ends at 65536 (fuel 2)'],
    ['an export too many', moduleOf({ step: '(drop (f32.const 1))', more: '(func (export "f"))' }), 'module_refused: unexpected_export at byte '],
    ['an import', compileWat('(module (import "env" "now" (func)) (memory (export "memory") 1 1))'), 'module_refused: import at byte '],
    ['a start function', moduleOf({ more: '(func $go) (start $go)' }), 'module_refused: start at byte '],
    ['a float', moduleOf({ step: '(drop (f32.const 1))' }), 'module_refused: float at byte '],
    ['a forged length', Uint8Array.from([...moduleOf().subarray(0, 9), 0xff, 0xff, 0xff, 0xff, 0x0f, ...moduleOf().subarray(10)]), 'module_refused: truncated at byte 14:'],
    ['cut short', moduleOf().subarray(0, 40), 'module_refused: truncated at byte '],
    ['no WASM', new TextEncoder().encode('#!/bin/sh'), 'module_refused: not_wasm at byte 0: not WASM: expected to begin with 0061736d'],
    ['nothing', new Uint8Array(), 'module_refused: not_wasm at byte 0'],
  ])('%s', async (_name, wasm, expected) => {
    const ran = await ticking(wasm);
    for (let index = 0; index < 2; index += 1) await ran.event('w/Tick@1', { n: 1 });
    const [, first, , second] = ran.records();
    expect(outcome(first)).toContain(expected);
    expect(outcome(second)).toBe(outcome(first));
    expect(ran.kernel.state.cells.size).toBe(0);
    checkReplay(ran);
  });

  test('the state from before stays', async () => {
    // Traps when it gets an envelope with state, which is the longer one.
    const answer = state(1);
    const { length } = encodeModuleInput({ version: 1, event: { schema: 'w/Tick@1', value: encodeCanonical({ n: 1 }) } });
    const wasm = moduleOf({
      step: `(if (i32.gt_u (local.get $len) (i32.const ${length})) (then unreachable)) (i32.store (local.get $ret) (i32.const 64)) (i32.store offset=4 (local.get $ret) (i32.const ${answer.length}))`,
      more: `(data (i32.const 64) "${[...answer].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")`,
    });
    const ran = await ticking(wasm);
    await ran.event('w/Tick@1', { n: 1 });
    const before = ran.kernel.state.cells.get('w/M@1');
    for (let index = 0; index < 2; index += 1) await ran.event('w/Tick@1', { n: 1 });
    expect(ran.records().filter(({ k }) => k.startsWith('module')).map(outcome)).toEqual(['called (fuel 25)', 'trap: the module trapped (fuel 25)', 'trap: the module trapped (fuel 25)']);
    expect(ran.kernel.state.cells.get('w/M@1')).toEqual(before);
    checkReplay(ran);
  });

  test('bytes of another hash stop the kernel; with the right ones it goes on', async () => {
    const wasm = answering(state(1));
    const ran = await ticking(wasm);
    await ran.event('w/Tick@1', { n: 1 });
    const wrong = wasmModules({ get: () => moduleOf() });
    await expect(Kernel.open({ ...ran.options, modules: wrong })).rejects.toMatchObject({ code: 'module_unavailable' });
    const again = await run(ran.options.manifest, { journal: ran.journal, store: ran.store, modules: ran.options.modules! });
    await again.event('w/Tick@1', { n: 1 });
    expect(outcome(again.records().at(-1))).toMatch(/^called/);
  });

  test('WASM from the content store of the journal', async () => {
    const wasm = answering(state(7));
    const ran = await ticking(wasm);
    const store = memoryStore();
    store.put(wasm);
    const other = await run(ran.options.manifest, { limits: LIMITS, store, modules: wasmModules(store) });
    for (const { event } of [ran, other]) await event('w/Tick@1', { n: 1 });
    expect([...other.journal.records()]).toEqual([...ran.journal.records()]);
  });
});

describe('a pure module as cap enforcer', () => {
  const verdict = (output: CanonValue): Uint8Array => encodePureOutput({ output: encodeCanonical(output) });
  const entry = (wasm: { readonly answer?: Uint8Array; readonly run?: string }): Uint8Array => {
    const { answer = new Uint8Array(), run: code = `(i32.store (local.get $ret) (i32.const 64)) (i32.store offset=4 (local.get $ret) (i32.const ${answer.length}))` } = wasm;
    return moduleOf({ entry: 'run', step: code, more: `(data (i32.const 64) "${[...answer].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")` });
  };

  async function guarded(wasm: Uint8Array, hash: Hash | string = hashBytes(wasm)): Promise<string> {
    const abi = { pure: { input: 'sys/CapCheckInput@1', output: 'sys/CapCheckOutput@1', context: 'sys/PureContext@1' } };
    const manifest = await world({
      schemas: EVENTS,
      nodes: [
        { $kind: 'defmodule', name: 'w/Guard@1', module_kind: 'pure', wasm_hash: hash, abi },
        { $kind: 'defcap', name: 'w/guarded@1', cap_type: 'timer', schema: { record: {} }, enforcer: { module: 'w/Guard@1' } },
        plan([{ id: 'emit', op: 'emit_effect', kind: 'timer.set', params: { record: { deliver_at_ns: ref('@plan.input.n'), key: { null: {} } } }, cap: 'cap', bind: { effect_id_as: 'h' } }, awaitReceipt('got', 'h'), end('e')], chain('emit', 'got', 'e'), { input: 'w/Tick@1' }),
      ],
      triggers: [{ event: 'w/Tick@1', plan: 'w/core_main@1' }],
      grants: [{ name: 'cap', cap: 'w/guarded@1', params: { record: {} } }],
      policy: [{ when: { effect_kind: 'timer.set' }, decision: 'allow' }],
    });
    const ran = await run(manifest, { limits: LIMITS, modules: wasmModules(new Map([[hashBytes(wasm), wasm]])) });
    await ran.event('w/Tick@1', { n: 1 });
    checkReplay(ran);
    const decision = ran.records().find(({ k }) => k === 'cap_decision');
    if (decision?.k !== 'cap_decision') return ran.lines();
    return `${decision.decision}${decision.deny ? ` ${decision.deny.code}: ${decision.deny.message}` : ''}`;
  }

  test.each<[string, Uint8Array, string]>([
    ['allows', entry({ answer: verdict({ constraints_ok: true, deny: null }) }), 'allow'],
    ['denies with a reason', entry({ answer: verdict({ constraints_ok: false, deny: { code: 'late', message: 'not now' } }) }), 'deny late: not now'],
    ['denies without a reason', entry({ answer: verdict({ constraints_ok: false, deny: null }) }), 'deny denied: w/Guard@1 denied'],
    ['allows, with a reason against it', entry({ answer: verdict({ constraints_ok: true, deny: { code: 'late', message: 'not now' } }) }), 'deny late: not now'],
    ['traps', entry({ run: '(unreachable)' }), 'deny enforcer_trap: w/Guard@1: trap: the module trapped'],
    ['never ends', entry({ run: '(loop (br 0))' }), 'deny enforcer_trap: w/Guard@1: out_of_fuel: fuel: more than 1000000'],
    ['answers garbage', entry({ answer: Uint8Array.of(1, 2) }), 'deny enforcer_trap: w/Guard@1: bad_output: not canonical CBOR: does not begin with d9d9f7 at offset 0'],
    ['answers garbage within', entry({ answer: encodePureOutput({ output: Uint8Array.of(1) }) }), 'deny enforcer_trap: w/Guard@1: bad_output: output: not canonical CBOR: '],
    ['answers another type', entry({ answer: verdict({ constraints_ok: 1, deny: null }) }), 'deny enforcer_trap: w/Guard@1: bad_output: output.constraints_ok: expected bool, found 1'],
    ['is a reducer', moduleOf(), 'deny enforcer_trap: w/Guard@1: module_refused: unexpected_export at byte '],
    ['sees its input', entry({ run: '(if (i32.lt_u (local.get $len) (i32.const 200)) (then unreachable)) (loop (br 0))' }), 'deny enforcer_trap: w/Guard@1: out_of_fuel'],
  ])('%s', async (_name, wasm, expected) => {
    expect(await guarded(wasm)).toContain(expected);
  });

  test('without WASM it denies', async () => {
    expect(await guarded(entry({}), '')).toBe('deny enforcer_missing: the definition of w/Guard@1 has no wasm_hash');
  });
});
