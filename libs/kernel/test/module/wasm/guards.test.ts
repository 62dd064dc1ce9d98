// Guards: what fuel counts, that code does what it did without them, and that figures stay the same.
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type ModuleAnswer } from '../../../src/index.ts';
import { instrumentModule } from '../../../src/module/wasm/instrument.ts';
import { gateModule } from '../../../src/wasm.ts';
import { callWasm, showAnswer } from './call.ts';
import { compileWat, moduleOf } from './wat.ts';

/** Of `alloc`, twice: six instructions each. */
const ALLOC_FUEL = 12n;

const fuelOf = (answer: ModuleAnswer): bigint => {
  if (!answer.ok) throw new Error(showAnswer(answer));
  return (answer.fuel ?? 0n) - ALLOC_FUEL;
};

describe('fuel', () => {
  test.each<[string, string, bigint]>([
    ['nothing but the end', '', 1n],
    ['each instruction', '(drop (i32.add (i32.const 1) (i32.const 2)))', 5n],
    ['both arms, whichever is taken', '(if (local.get $len) (then nop) (else nop nop))', 8n],
    ['dead code', '(return) (nop) (nop)', 4n],
    ['a loop of one round: its rounds and what is around it', '(loop (nop))', 4n],
    ['three rounds', '(local $i i32) (loop (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const 3))))', 2n + 3n * 9n],
    ['a loop in a loop', '(local $i i32) (loop (loop (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const 3)))))', 2n + 2n + 3n * 9n],
    ['memory by pages', '(drop (memory.grow (i32.const 3)))', 4n + 3n * 4096n],
  ])('%s', (_name, step, expected) => {
    expect(fuelOf(callWasm(moduleOf({ step })))).toBe(expected);
  });

  test('the last unit counts', () => {
    const wasm = moduleOf({ step: '(nop)' });
    expect(callWasm(wasm, { limits: { module_fuel: 14 } })).toMatchObject({ ok: true, fuel: 14n });
    expect(callWasm(wasm, { limits: { module_fuel: 13 } })).toMatchObject({ ok: false, code: 'out_of_fuel', fuel: 13n });
    expect(callWasm(wasm, { limits: { module_fuel: 0 } })).toMatchObject({ ok: false, code: 'out_of_fuel', fuel: 0n });
  });
});

describe('stack', () => {
  const down = (depth: number): Uint8Array =>
    moduleOf({
      step: `(call $down (i32.const ${depth}))`,
      more: '(func $down (param $n i32) (local i64 i64) (if (local.get $n) (then (call $down (i32.sub (local.get $n) (i32.const 1))))))',
    });
  // 8, a parameter, two locals, two operands; and `step`: 8, three parameters, one operand.
  const slots = (frames: number): number => 12 + 13 * frames;

  test.each([0, 1, 50])('%i frames below the first', (depth) => {
    expect(callWasm(down(depth), { limits: { module_stack: slots(depth + 1) } }).ok).toBe(true);
    expect(callWasm(down(depth), { limits: { module_stack: slots(depth + 1) - 1 } })).toMatchObject({ ok: false, code: 'call_depth' });
  });

  test('frames are given back, however a function is left', () => {
    const wasm = moduleOf({
      step: '(local $i i32) (loop (call $leave (i32.rem_u (local.get $i) (i32.const 4))) (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const 10000))))',
      more: `(func $nothing)
        (func $leave (param $how i32)
          (call $nothing)
          (block (block (block (br_table 0 1 2 3 (local.get $how))) (return)) (br 1))
          (loop (return)))`,
    });
    expect(callWasm(wasm, { limits: { module_stack: 100 } })).toMatchObject({ ok: true });
  });

  test('deep within the default, far from the stack of the host', () => {
    expect(callWasm(down(2_500)).ok).toBe(true);
    expect(callWasm(down(2_600))).toMatchObject({ ok: false, code: 'call_depth' });
  });
});

describe('the same results as without guards', () => {
  /** `f` with several results, returns at every depth, blocks and loops with parameters. */
  const wat = `(module (memory (export "memory") 1 4)
    (func (export "alloc") (param i32) (result i32) (i32.const 8))
    (table 3 3 funcref) (elem (i32.const 0) $add $sub $pair2)
    (type $binary (func (param i32 i32) (result i32)))
    (func $add (type $binary) (i32.add (local.get 0) (local.get 1)))
    (func $sub (type $binary) (return (i32.sub (local.get 0) (call $add (local.get 1) (i32.const 0)))))
    (func $pair2 (type $binary) (i32.xor (call $f (i32.shr_u (local.get 0) (i32.const 1)) (i32.const 0))))
    (func $f (param $a i32) (param $b i32) (result i32 i32)
      (block $out (result i32 i32)
        (if (i32.eqz (local.get $a)) (then (return (i32.const 7) (local.get $b))))
        (if (i32.eq (local.get $a) (i32.const 1)) (then (br $out (local.get $b) (i32.const 3))))
        (if (i32.eq (local.get $a) (i32.const 2)) (then (loop (block (br 3 (i32.const 11) (i32.const 12))))))
        (call $f (i32.sub (local.get $a) (i32.const 1)) (call_indirect (type $binary) (local.get $a) (local.get $b) (i32.rem_u (local.get $a) (i32.const 3))))))
    (func (export "step") (param $ptr i32) (param $len i32) (result i32 i32)
      (i32.const 5)
      (loop $l (param i32)
        (i32.store (i32.const 100) (i32.add (i32.load (i32.const 100)) (i32.const 1)))
        (drop)
        (i32.load (i32.const 100))
        (br_if $l (i32.lt_u (i32.load (i32.const 100)) (i32.const 9)))
        (drop))
      (i32.store (i32.const 104) (memory.grow (i32.const 1)))
      (i32.store (i32.const 108) (memory.size))
      (i32.store (i32.const 112) (i32.xor (call $f (i32.load8_u (local.get $ptr)) (i32.const 1000))))
      (i32.const 100) (i32.const 16)))`;

  interface Plain {
    readonly memory: { readonly buffer: ArrayBuffer };
    readonly step: (pointer: number, length: number) => readonly [number, number];
  }
  // The engine itself, without gate and guards.
  const engine = (globalThis as unknown as { WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: Plain } } }).WebAssembly;

  test.each([0, 1, 2, 3, 4, 5, 9, 40, 255])('f(%i)', (first) => {
    const wasm = compileWat(wat);
    const { memory, step } = new engine.Instance(new engine.Module(wasm)).exports;
    new Uint8Array(memory.buffer)[8] = first;
    const [pointer, length] = step(8, 1);
    const expected = Buffer.from(new Uint8Array(memory.buffer).slice(pointer, pointer + length)).toString('hex');
    expect(showAnswer(callWasm(wasm, { input: Uint8Array.of(first) }))).toMatch(new RegExp(`^ok ${expected} fuel \\d+$`));
  });

  test('types, functions, globals and exports keep their places', () => {
    const wasm = compileWat(wat);
    const gated = gateModule(wasm, 'step', DEFAULT_LIMITS);
    if (!gated.ok) throw new Error('refused');
    const added = gateModule(instrumentModule(gated.shape), 'step', DEFAULT_LIMITS);
    // All that the gate has against it are the guards' exports.
    expect(added.ok ? [] : added.findings.map(({ what }) => what)).toEqual(['fuel', 'stack', 'stopped'].map((name) => `an export "nx-air ${name}", expected memory, alloc and step only`));
  });
});

test('fuel is the same over many calls, before and after the engine optimises', () => {
  const wasm = moduleOf({
    step: `(local $i i32) (loop (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (call $mix (local.get $i)))) (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const 20000))))`,
    more: '(func $mix (param i32) (result i32) (if (result i32) (i32.and (local.get 0) (i32.const 1)) (then (i32.mul (local.get 0) (i32.const 31))) (else (i32.shr_u (local.get 0) (i32.const 3)))))',
  });
  const seen = new Set(Array.from({ length: 60 }, () => showAnswer(callWasm(wasm))));
  expect([...seen]).toHaveLength(1);
});
