// Modules to damage, and how: the same from the same seed on every machine.
import { compileWat, ECHO, moduleOf } from './wat.ts';

/** xorshift: the same numbers on every machine. */
export function random(start: number): (below: number) => number {
  let state = start >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export const SUBJECTS: readonly Uint8Array[] = [
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

export function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
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
