// Calls of WASM modules, whole and damaged: answers, faults, and fuel.
import { hashBytes } from '@nx-air/canon';
import { DEFAULT_LIMITS } from '@nx-air/kernel';
import { wasmModules } from '@nx-air/kernel/wasm';
import wabt from 'wabt';
import type { Part } from '../part.ts';

const ROUNDS = 3_000;
const LIMITS = { ...DEFAULT_LIMITS, module_fuel: 20_000 };

/** Loops, calls, early returns, memory that grows; hashes its input. */
const WAT = `(module (memory (export "memory") 1 3) (table 1 1 funcref) (elem (i32.const 0) $mix)
  (func (export "alloc") (param i32) (result i32) (i32.const 1024))
  (type $mixing (func (param i64 i32) (result i64)))
  (func $mix (type $mixing) (if (i32.eqz (local.get 1)) (then (return (local.get 0)))) (i64.mul (i64.xor (local.get 0) (i64.extend_i32_u (local.get 1))) (i64.const 1099511628211)))
  (func $deep (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.add (call $deep (i32.sub (local.get 0) (i32.const 1))) (i32.const 1))) (else (i32.const 0))))
  (func (export "step") (param $ret i32) (param $ptr i32) (param $len i32) (local $i i32) (local $sum i64)
    (block $out (loop $again
      (br_if $out (i32.ge_u (local.get $i) (local.get $len)))
      (local.set $sum (call_indirect (type $mixing) (local.get $sum) (i32.load8_u (i32.add (local.get $ptr) (local.get $i))) (i32.const 0)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $again)))
    (i64.store (i32.const 16) (i64.add (local.get $sum) (i64.extend_i32_u (call $deep (i32.and (i32.wrap_i64 (local.get $sum)) (i32.const 63))))))
    (drop (memory.grow (i32.const 1)))
    (i32.store (local.get $ret) (i32.const 16)) (i32.store offset=4 (local.get $ret) (i32.const 8))))`;

export const MODULES: Part = {
  name: 'modules',
  async run() {
    const { parseWat } = await wabt();
    const whole = Uint8Array.from(parseWat('module.wat', WAT, {}).toBinary({}).buffer);
    const next = random(20_261_121);
    return [whole, ...Array.from({ length: ROUNDS }, () => damage(whole, next))].map((wasm) => answerOf(wasm));
  },
};

function answerOf(wasm: Uint8Array): string {
  const hash = hashBytes(wasm);
  const answer = wasmModules(new Map([[hash, wasm]])).call({ name: 'matrix/M@1', kind: 'reducer', wasmHash: hash }, Uint8Array.from({ length: 40 }, (_, index) => index * 7), LIMITS);
  return answer.ok ? `ok ${Buffer.from(answer.output).toString('hex')} ${answer.fuel}` : `${answer.code} ${answer.message} ${answer.fuel ?? ''}`;
}

/** Replaces a byte or two behind the first eight. */
function damage(wasm: Uint8Array, next: (below: number) => number): Uint8Array {
  const changed = wasm.slice();
  for (let count = 1 + next(2); count > 0; count -= 1) changed[8 + next(changed.length - 8)] = next(256);
  return changed;
}

/** xorshift: the same numbers on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
