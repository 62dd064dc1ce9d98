// Figures: calls of WASM modules through the host, against the bare engine; the price of guards and of the load gate.
import { hashBytes } from '@nx-air/canon';
import { DEFAULT_LIMITS, type ModuleAnswer } from '@nx-air/kernel';
import { gateModule, wasmModules } from '@nx-air/kernel/wasm';
import wabt from 'wabt';
import { timed, type Contest, type Figure } from '../figure.ts';

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly alloc: (size: number) => number;
  readonly step: (answer: number, pointer: number, length: number) => void;
}

interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
  validate(bytes: Uint8Array): boolean;
}

declare const WebAssembly: Engine;

const CALLS = [300, 1000, 3000];
const INPUT = Uint8Array.from({ length: 200 }, (_, index) => index);

const bump = '(global $next (mut i32) (i32.const 4096)) (func (export "alloc") (param i32) (result i32) (global.get $next) (global.set $next (i32.add (global.get $next) (local.get 0))))';
const echo = '(i32.store (local.get 0) (local.get 1)) (i32.store offset=4 (local.get 0) (local.get 2))';
const sum = (rounds: number): string => `(local $i i32) (local $s i32) (loop (local.set $s (i32.add (i32.mul (local.get $s) (i32.const 31)) (i32.xor (local.get $i) (i32.shr_u (local.get $s) (i32.const 7)))))
  (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const ${rounds})))) (i32.store (local.get 1) (local.get $s))`;

async function moduleOf(step: string, more = ''): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  return Uint8Array.from(parseWat('module.wat', `(module (memory (export "memory") 2 16) ${bump} ${more} (func (export "step") (param i32 i32 i32) ${step} ${echo}))`, {}).toBinary({}).buffer);
}

function hosted(wasm: Uint8Array): () => ModuleAnswer {
  const hash = hashBytes(wasm);
  const host = wasmModules(new Map([[hash, wasm]]));
  return () => host.call({ name: 'bench/M@1', kind: 'reducer', wasmHash: hash }, INPUT, DEFAULT_LIMITS);
}

/** The same exchange with exports of the engine. */
function exchange({ memory, alloc, step }: Exports): Uint8Array {
  const answer = alloc(8);
  const pointer = alloc(INPUT.length);
  new Uint8Array(memory.buffer).set(INPUT, pointer);
  step(answer, pointer, INPUT.length);
  const view = new DataView(memory.buffer);
  return new Uint8Array(memory.buffer).slice(view.getUint32(answer, true), view.getUint32(answer, true) + view.getUint32(answer + 4, true));
}

const fresh = (module: object): Uint8Array => exchange(new WebAssembly.Instance(module).exports);

function expectSame(ours: ModuleAnswer, peer: Uint8Array): void {
  if (!ours.ok || Buffer.compare(ours.output, peer) !== 0) throw new Error('host and engine answer differently');
}

const repeat = (calls: number, call: () => unknown) => (): Promise<number> =>
  timed(() => {
    for (let index = 0; index < calls; index += 1) call();
  });

const CALL: Figure = {
  name: 'module-calls',
  title: `{size} calls of a module, input and output of ${INPUT.length} bytes`,
  oursIs: 'through the host: a guarded instance for each call',
  peerIs: 'an instance of the engine for each call, no guards',
  sizes: CALLS,
  prepare: async (_dir, _root, calls) => contest(await moduleOf(''), calls),
};

const INSTANCE: Figure = {
  name: 'module-fresh-instance',
  title: '{size} calls of a module: what an instance for each call costs',
  oursIs: 'through the host: a guarded instance for each call',
  peerIs: 'all in one instance, whose state the calls share',
  sizes: CALLS,
  prepare: async (_dir, _root, calls) => {
    const wasm = await moduleOf('');
    const call = hosted(wasm);
    const module = new WebAssembly.Module(wasm);
    expectSame(call(), fresh(module));
    return {
      ours: repeat(calls, call),
      peer: () => {
        let { exports } = new WebAssembly.Instance(module);
        let used = 0;
        return repeat(calls, () => {
          used += 1;
          // The memory of one instance is full after some hundred calls.
          if (used % 300 === 0) exports = new WebAssembly.Instance(module).exports;
          exchange(exports);
        })();
      },
    };
  },
};

const FUEL: Figure = {
  name: 'module-fuel',
  title: 'one call that goes through a loop {size} times',
  oursIs: 'with fuel',
  peerIs: 'without guards',
  sizes: [2_000_000, 6_000_000, 20_000_000],
  prepare: async (_dir, _root, rounds) => contest(await moduleOf(sum(rounds)), 1),
};

const GATE: Figure = {
  name: 'module-gate',
  title: 'a module of {size} functions, 20 times',
  oursIs: 'load gate, which includes the validation',
  peerIs: 'the validation of the engine',
  sizes: [40, 120, 400],
  prepare: async (_dir, _root, functions) => {
    const wasm = await moduleOf('', `(func (param i32 i32 i32) ${sum(1)})`.repeat(functions));
    const gate = () => gateModule(wasm, 'step', DEFAULT_LIMITS).ok;
    if (!gate()) throw new Error('the module is refused');
    return { ours: repeat(20, gate), peer: repeat(20, () => WebAssembly.validate(wasm)) };
  },
};

function contest(wasm: Uint8Array, calls: number): Contest {
  const call = hosted(wasm);
  const module = new WebAssembly.Module(wasm);
  expectSame(call(), fresh(module));
  return { ours: repeat(calls, call), peer: repeat(calls, () => fresh(module)) };
}

export const MODULES: readonly Figure[] = [CALL, INSTANCE, FUEL, GATE];
