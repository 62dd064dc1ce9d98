// One call of a compiled module, in an instance of its own.
import { KernelError } from '../../errors.ts';
import type { Limits } from '../../limits.ts';
import type { ModuleAnswer } from '../host.ts';
import { badAlloc, badRange, memoryUsedUp, outOfFuel, stackUsedUp, trapped } from './answers.ts';
import { instantiate, isTrap, type CompiledModule, type EngineGlobal, type EngineMemory } from './engine.ts';
import type { Entry } from './gate.ts';
import { GUARD_EXPORTS, STOPPED } from './guards.ts';

export interface Callable {
  readonly compiled: CompiledModule<GuardedExports>;
  readonly entry: Entry;
  /** Whether the entry returns pointer and length, instead of writing them where its first argument says. */
  readonly returnsPair: boolean;
  /** Greatest memory, in pages. */
  readonly pages: number;
}

/** The load gate has seen these exports with these types, and the instrumenter has added the last three. */
export interface GuardedExports {
  readonly memory: EngineMemory;
  readonly alloc: (length: number) => number;
  readonly step: (...args: readonly number[]) => readonly [number, number] | undefined;
  readonly run: (...args: readonly number[]) => readonly [number, number] | undefined;
  readonly [GUARD_EXPORTS.fuel]: EngineGlobal<bigint>;
  readonly [GUARD_EXPORTS.stack]: EngineGlobal<number>;
  readonly [GUARD_EXPORTS.stopped]: EngineGlobal<number>;
}

/** Ends the call with an answer. */
class Ended extends Error {
  readonly answer: ModuleAnswer;

  constructor(answer: ModuleAnswer) {
    super();
    this.answer = answer;
  }
}

/** Throws what the engine throws for lack of memory or stack of its own: the host's fault, no outcome. */
export function callModule(module: Callable, input: Uint8Array, limits: Limits): ModuleAnswer {
  const exports = instantiate(module.compiled);
  const fuel = exports[GUARD_EXPORTS.fuel];
  fuel.value = BigInt(limits.module_fuel);
  exports[GUARD_EXPORTS.stack].value = Math.min(limits.module_stack, 0x7fff_ffff);
  const used = (): bigint => BigInt(limits.module_fuel) - fuel.value;
  try {
    return { ok: true, output: exchange(module, exports, input, used), fuel: used() };
  } catch (error) {
    if (error instanceof Ended) return error.answer;
    if (!isTrap(error)) throw error;
    switch (exports[GUARD_EXPORTS.stopped].value) {
      case STOPPED.none:
        return trapped(used());
      case STOPPED.fuel:
        return outOfFuel(limits);
      case STOPPED.stack:
        return stackUsedUp(limits, used());
      case STOPPED.memory:
        return memoryUsedUp(module.pages, used());
      default:
        throw new KernelError('host_fault', 'the machine did not give a module the memory it may have', { cause: error });
    }
  }
}

function exchange({ entry, returnsPair }: Callable, exports: GuardedExports, input: Uint8Array, used: () => bigint): Uint8Array {
  const { memory } = exports;
  const answerAt = returnsPair ? 0 : allocate(exports, 8, used);
  const inputAt = allocate(exports, input.length, used);
  new Uint8Array(memory.buffer).set(input, inputAt);
  const call = exports[entry];
  const pair = returnsPair ? call(inputAt, input.length) : call(answerAt, inputAt, input.length);
  const [pointer, length] = pair ? [pair[0] >>> 0, pair[1] >>> 0] : readPair(memory, answerAt);
  const end = memory.buffer.byteLength;
  if (pointer + length > end) throw new Ended(badRange(pointer, length, end, used()));
  return new Uint8Array(memory.buffer).slice(pointer, pointer + length);
}

function readPair({ buffer }: EngineMemory, at: number): readonly [number, number] {
  const view = new DataView(buffer);
  return [view.getUint32(at, true), view.getUint32(at + 4, true)];
}

function allocate({ alloc, memory }: GuardedExports, length: number, used: () => bigint): number {
  const pointer = alloc(length) >>> 0;
  const end = memory.buffer.byteLength;
  if (pointer + length > end) throw new Ended(badAlloc(length, pointer, end, used()));
  return pointer;
}
