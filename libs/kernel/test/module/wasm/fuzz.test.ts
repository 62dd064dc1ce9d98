// Damaged and invented binaries: the gate answers, a call ends within its fuel, and the same bytes give the same answer.
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/index.ts';
import { gateModule } from '../../../src/wasm.ts';
import { callWasm, showAnswer } from './call.ts';
import { compileWat, ECHO, moduleOf } from './wat.ts';

const seed = Number(process.env['NX_AIR_SEED'] ?? 20261121);

/** xorshift: the same numbers on every machine. */
function random(start: number): (below: number) => number {
  let state = start >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SUBJECTS: readonly Uint8Array[] = [
  moduleOf({ step: ECHO, more: '(table 2 2 funcref) (elem (i32.const 0) 0 1) (data (i32.const 100) "data")' }),
  moduleOf({
    step: `(local $i i32) (local $sum i64)
      (block $out (loop $again
        (br_if $out (i32.ge_u (local.get $i) (local.get $len)))
        (local.set $sum (i64.add (i64.mul (local.get $sum) (i64.const 31)) (i64.load8_u (i32.add (local.get $ptr) (local.get $i)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $again)))
      (i64.store (i32.const 16) (call $twice (local.get $sum)))
      (drop (memory.grow (i32.const 1)))
      (i32.store (local.get $ret) (i32.const 16)) (i32.store offset=4 (local.get $ret) (i32.const 8))`,
    more: '(func $twice (param i64) (result i64) (if (result i64) (i64.eqz (local.get 0)) (then (return (i64.const 1))) (else (call $twice (i64.shr_u (local.get 0) (i64.const 1))))))',
  }),
  compileWat(`(module (memory (export "memory") 1 2) (global $g (mut i64) (i64.const -5))
    (func (export "alloc") (param i32) (result i32) (i32.const 1024))
    (func $pair (result i32 i32) (i32.const 0) (i32.const 4))
    (func (export "step") (param i32 i32) (result i32 i32) (block (block (br_table 0 1 (local.get 1)))) (call $pair)))`),
];

function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const changed = [...bytes];
  for (let count = 1 + next(3); count > 0; count -= 1) {
    const at = 8 + next(Math.max(1, changed.length - 8));
    switch (next(5)) {
      case 0:
        changed[at] = next(256);
        break;
      case 1:
        changed[at] = (changed[at] ?? 0) ^ (1 << next(8));
        break;
      case 2:
        changed.splice(at, 1 + next(4));
        break;
      case 3:
        changed.splice(at, 0, ...Array.from({ length: 1 + next(4) }, () => next(256)));
        break;
      default:
        changed.splice(at, 0, ...changed.slice(at, at + 1 + next(8)));
    }
  }
  return Uint8Array.from(changed);
}

/** What is answered; an exception or an answer that differs from the first fails the test with seed and bytes. */
function answerOf(wasm: Uint8Array): string {
  try {
    const limits = { module_fuel: 20_000 };
    const first = showAnswer(callWasm(wasm, { limits }));
    if (showAnswer(callWasm(wasm, { limits })) !== first) throw new Error('two answers');
    return first;
  } catch (error) {
    throw new Error(`seed ${seed}: ${Buffer.from(wasm).toString('hex')}`, { cause: error });
  }
}

test('mutations of modules', () => {
  const next = random(seed);
  const seen = new Map<string, number>();
  for (let round = 0; round < 3_000; round += 1) {
    const answer = answerOf(mutate(SUBJECTS[round % SUBJECTS.length]!, next));
    const kind = answer.startsWith('module_refused') ? answer.split(' ', 2).join(' ') : answer.replace(/[ :].*/, '');
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  // The mutations reach behind the gate, and most ways to end a call.
  for (const kind of ['ok', 'trap', 'out_of_fuel', 'bad_alloc', 'module_refused: malformed', 'module_refused: bad_length', 'module_refused: invalid']) expect([...seen.keys()]).toContain(kind);
});

test('every prefix', () => {
  for (const subject of SUBJECTS) {
    const answers = Array.from({ length: subject.length }, (_, length) => answerOf(subject.subarray(0, length)));
    // What stands behind the code may be missing as a whole: data.
    expect(answers.filter((answer) => !answer.startsWith('module_refused: ')).length).toBeLessThan(2);
  }
});

test('random bytes behind the first eight', () => {
  const next = random(seed + 1);
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  for (let round = 0; round < 2_000; round += 1) {
    const wasm = Uint8Array.from([...(round % 4 === 0 ? [] : head), ...Array.from({ length: next(64) }, () => next(256))]);
    expect(gateModule(wasm, 'step', DEFAULT_LIMITS).ok).toBe(false);
  }
});

test('lengths that promise more than there is', () => {
  const wasm = moduleOf({ step: ECHO });
  const answers = new Set<string>();
  for (let at = 8; at < wasm.length; at += 1) {
    // 4,294,967,295 as LEB128 in place of each byte.
    const forged = Uint8Array.from([...wasm.subarray(0, at), 0xff, 0xff, 0xff, 0xff, 0x0f, ...wasm.subarray(at + 1)]);
    answers.add(answerOf(forged).replace(/ .*/s, ''));
  }
  expect([...answers].sort()).toEqual(['module_refused:']);
});
