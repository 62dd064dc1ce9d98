// The host: both forms of the ABI, what a call may do, and what it answers when it does not.
import { hashBytes, ZERO_HASH, type Hash } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type CallableModule } from '../../../src/index.ts';
import { wasmModules } from '../../../src/wasm.ts';
import { callWasm, showAnswer as show } from './call.ts';
import { compileWat, ECHO, moduleOf } from './wat.ts';

describe('forms of the entry', () => {
  const PAIR = `(module (memory (export "memory") 1 1)
    (func (export "alloc") (param i32) (result i32) (i32.const 16))
    (func (export "ENTRY") (param i32 i32) (result i32 i32) (local.get 0) (local.get 1)))`;

  test.each<[string, Uint8Array, CallableModule['kind']]>([
    ['a pointer to the answer comes first', moduleOf({ step: ECHO }), 'reducer'],
    ['two values are the answer', compileWat(PAIR.replace('ENTRY', 'step')), 'reducer'],
    ['a pure module', moduleOf({ step: ECHO, entry: 'run' }), 'pure'],
    ['a pure module with two values', compileWat(PAIR.replace('ENTRY', 'run')), 'pure'],
    ['a workflow module', moduleOf({ step: ECHO }), 'workflow'],
  ])('%s', (_name, wasm, kind) => {
    expect(show(callWasm(wasm, { kind }))).toMatch(/^ok 010203 fuel \d+$/);
  });
});

describe('answers', () => {
  const OUT = (pointer: string, length: string): string => `(i32.store (local.get $ret) (i32.const ${pointer})) (i32.store offset=4 (local.get $ret) (i32.const ${length}))`;
  const RECURSE = '(func $down (param $n i32) (result i32) (i32.add (call $down (local.get $n)) (i32.const 1)))';

  test.each<[string, Parameters<typeof moduleOf>[0], string | RegExp]>([
    ['unreachable', { step: '(unreachable)' }, 'trap: the module trapped fuel 14'],
    ['a division by zero', { step: '(drop (i32.div_u (local.get $ptr) (i32.const 0)))' }, 'trap: the module trapped fuel 17'],
    ['a load beyond memory', { step: '(drop (i32.load (i32.const -4)))' }, 'trap: the module trapped fuel 16'],
    ['a call through an empty table', { step: '(call_indirect (i32.const 0))', more: '(table 1 1 funcref)' }, 'trap: the module trapped fuel 15'],
    ['a call of a function of another type', { step: '(call_indirect (i32.const 0))', more: '(table 1 1 funcref) (elem (i32.const 0) 0)' }, 'trap: the module trapped'],
    ['an endless loop', { step: '(loop (br 0))' }, 'out_of_fuel: fuel: more than 100000 fuel 100000 limit fuel 100000'],
    ['endless recursion', { step: '(drop (call $down (i32.const 0)))', more: RECURSE }, /^call_depth: stack: more than 32768 slots fuel \d+ limit stack 32768$/],
    ['endless recursion of an alloc', { alloc: '(func $a (export "alloc") (param i32) (result i32) (call $a (local.get 0)))' }, /^call_depth/],
    ['memory beyond its bound', { step: '(drop (memory.grow (i32.const 16)))' }, 'memory_limit: memory: more than 16 pages fuel 16 limit memory_pages 16'],
    ['memory by a number that overflows', { step: '(drop (memory.grow (i32.const -1)))' }, 'memory_limit: memory: more than 16 pages'],
    ['output behind memory', { step: OUT('65530', '7') }, 'bad_output: output of 7 bytes at 65530, memory ends at 65536'],
    ['output that wraps around', { step: OUT('-8', '16') }, 'bad_output: output of 16 bytes at 4294967288, memory ends at 65536'],
    ['output of a length below zero', { step: OUT('8', '-1') }, 'bad_output: output of 4294967295 bytes at 8, memory ends at 65536'],
    ['alloc behind memory', { alloc: '(func (export "alloc") (param i32) (result i32) (i32.const 65530))' }, 'bad_alloc: alloc(8) is 65530, memory ends at 65536 fuel 2'],
    ['alloc below zero', { alloc: '(func (export "alloc") (param i32) (result i32) (i32.const -1))' }, 'bad_alloc: alloc(8) is 4294967295, memory ends at 65536'],
  ])('%s', (_name, parts, expected) => {
    const shown = show(callWasm(moduleOf(parts), { limits: { module_fuel: 100_000 } }));
    if (typeof expected === 'string') expect(shown).toContain(expected);
    else expect(shown).toMatch(expected);
    expect(show(callWasm(moduleOf(parts), { limits: { module_fuel: 100_000 } }))).toBe(shown);
  });

  test('output at the very end of memory, and none', () => {
    expect(show(callWasm(moduleOf({ step: OUT('65529', '7') })))).toContain('ok 00000000000000');
    expect(show(callWasm(moduleOf({ step: OUT('65536', '0') })))).toMatch(/^ok {2}fuel/);
  });

  test('input and answer in one place are what the module asked for', () => {
    expect(show(callWasm(moduleOf({ alloc: '(func (export "alloc") (param i32) (result i32) (i32.const 0))', step: OUT('0', '4') })))).toContain('ok 00000000');
  });
});

describe('isolation', () => {
  const COUNT = `(i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1)))
    (global.set $next (i32.add (global.get $next) (i32.const 1)))
    (i32.store (i32.const 68) (global.get $next))
    (drop (memory.grow (i32.const 1)))
    (i32.store (i32.const 72) (memory.size))
    (i32.store (local.get $ret) (i32.const 64)) (i32.store offset=4 (local.get $ret) (i32.const 12))`;

  test('memory, globals and growth end with the call', () => {
    const wasm = moduleOf({ step: COUNT });
    const hash = hashBytes(wasm);
    const host = wasmModules(new Map([[hash, wasm]]));
    const module = { name: 'w/M@1', kind: 'reducer', wasmHash: hash } as const;
    const first = show(host.call(module, new Uint8Array(3), DEFAULT_LIMITS));
    expect(first).toContain('ok 010000000c10000002000000');
    for (let index = 0; index < 3; index += 1) expect(show(host.call(module, new Uint8Array(3), DEFAULT_LIMITS))).toBe(first);
  });

  test('the answer is a copy', () => {
    const wasm = moduleOf({ step: ECHO });
    const first = callWasm(wasm);
    const second = callWasm(wasm, { input: Uint8Array.from([9, 9, 9]) });
    expect([show(first), show(second)]).toEqual([expect.stringContaining('ok 010203'), expect.stringContaining('ok 090909')]);
    expect(first.ok && first.output.buffer.byteLength).toBe(3);
  });
});

describe('bytes', () => {
  const wasm = moduleOf({ step: ECHO });
  const hash = hashBytes(wasm);
  const other = hashBytes(Uint8Array.of(1));
  const callWith = (bytes: ReadonlyMap<Hash, Uint8Array>, wasmHash: string) => wasmModules(bytes).call({ name: 'w/M@1', kind: 'reducer', wasmHash }, new Uint8Array(1), DEFAULT_LIMITS);

  test.each([['no hash', ''], ['zeros', ZERO_HASH], ['text', 'sha256:12']])('a definition with %s: an answer, as it follows from the definition', (_name, wasmHash) => {
    expect(show(callWith(new Map([[hash, wasm]]), wasmHash))).toBe('module_missing: the definition of w/M@1 has no wasm_hash');
  });

  test.each<[string, Map<Hash, Uint8Array>, string]>([
    ['no bytes', new Map(), `no WASM of w/M@1: nothing has the hash ${other}`],
    ['other bytes', new Map([[other, wasm]]), `expected ${other}, found ${hash}`],
  ])('%s: a fault of the host', (_name, bytes, message) => {
    expect(() => callWith(bytes, other)).toThrow(expect.objectContaining({ code: 'module_unavailable', message: expect.stringContaining(message) }));
  });

  test('a refused module: an answer with the first finding', () => {
    const refused = compileWat('(module (import "env" "seed" (func)) (import "env" "abort" (func)) (memory (export "memory") 1))');
    expect(show(callWasm(refused))).toBe('module_refused: import at byte 17: an import of "env.seed", and 1 more');
  });

  test('bytes that change after the first call do not count', () => {
    const bytes = wasm.slice();
    const host = wasmModules(new Map([[hash, bytes]]));
    const module = { name: 'w/M@1', kind: 'reducer', wasmHash: hash } as const;
    const first = show(host.call(module, new Uint8Array(3), DEFAULT_LIMITS));
    bytes.fill(0);
    expect(show(host.call(module, new Uint8Array(3), DEFAULT_LIMITS))).toBe(first);
  });
});

test('limits of the journal decide, not those of an earlier call', () => {
  const wasm = moduleOf({ step: ECHO });
  const hash = hashBytes(wasm);
  const host = wasmModules(new Map([[hash, wasm]]));
  const module = { name: 'w/M@1', kind: 'reducer', wasmHash: hash } as const;
  const shown = [DEFAULT_LIMITS, { ...DEFAULT_LIMITS, module_memory_pages: 15 }, { ...DEFAULT_LIMITS, module_fuel: 3 }].map((limits) => show(host.call(module, new Uint8Array(3), limits)));
  expect(shown).toEqual([expect.stringContaining('ok'), expect.stringContaining('module_refused: memory_limit'), expect.stringContaining('out_of_fuel')]);
});
