// The host: both forms of the ABI, what a call may do, and what it answers when it does not.
import { hashBytes, ZERO_HASH } from '@nx-air/canon';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type Limits, type ModuleAnswer } from '../../../src/index.ts';
import { wasmModules } from '../../../src/wasm.ts';
import { compileWat, ECHO, moduleOf } from './wat.ts';

const INPUT = Uint8Array.from([1, 2, 3]);

export function call(wasm: Uint8Array, limits: Partial<Limits> = {}, kind: 'reducer' | 'pure' = 'reducer'): ModuleAnswer {
  const hash = hashBytes(wasm);
  return wasmModules(new Map([[hash, wasm]])).call({ name: 'w/M@1', kind, wasmHash: hash }, INPUT, { ...DEFAULT_LIMITS, ...limits });
}

const show = (answer: ModuleAnswer): string => (answer.ok ? `ok ${Buffer.from(answer.output).toString('hex')} ${answer.fuel}` : `${answer.code}: ${answer.message} ${answer.fuel ?? '-'}`);

test('a pointer to the answer comes first', () => {
  expect(show(call(moduleOf({ step: ECHO })))).toMatchInlineSnapshot(`"ok 010203 19"`);
});

test('two values are the answer', () => {
  const pair = compileWat(`(module (memory (export "memory") 1 1)
    (func (export "alloc") (param i32) (result i32) (i32.const 16))
    (func (export "run") (param i32 i32) (result i32 i32) (local.get 0) (local.get 1)))`);
  expect(show(call(pair, {}, 'pure'))).toMatchInlineSnapshot(`"ok 010203 5"`);
});
