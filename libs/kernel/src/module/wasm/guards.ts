// The code that is put into a module: it charges fuel, bounds the stack, and says which bound ended a call.
import { FRAME_SLOTS, FUEL_PER_PAGE } from './bounds.ts';
import { OP } from './opcodes.ts';
import { I32, I64, type Body } from './shape.ts';
import { Writer } from './writer.ts';

/** Values of the global that says why a trap of ours happened. */
export const STOPPED = { none: 0, fuel: 1, stack: 2, memory: 3, host: 4 } as const;

export const GUARD_EXPORTS = { fuel: 'nx-air fuel', stack: 'nx-air stack', stopped: 'nx-air stopped' } as const;

/** Where the globals and the function that are appended stand. */
export interface GuardPlaces {
  /** `fuel` (i64), then `stack` (i32), then `stopped` (i32). */
  readonly fuel: number;
  readonly grow: number;
}

const EMPTY_BLOCK = 0x40;
const GLOBAL_GET = 0x23;
const GLOBAL_SET = 0x24;
const LOCAL_GET = 0x20;
const I64_CONST = 0x42;

export class Guards {
  readonly #fuel: number;
  readonly #stack: number;
  readonly #stopped: number;

  constructor({ fuel }: GuardPlaces) {
    this.#fuel = fuel;
    this.#stack = fuel + 1;
    this.#stopped = fuel + 2;
  }

  charge(out: Writer, cost: number): void {
    out.byte(GLOBAL_GET).u32(this.#fuel).byte(I64_CONST).signed(cost).byte(0x7d, GLOBAL_SET).u32(this.#fuel);
    this.#checkFuel(out);
  }

  /** In front of a function's code; behind it stands `leave`. */
  enter(out: Writer, { slots }: Body): void {
    out.byte(GLOBAL_GET).u32(this.#stack).byte(OP.i32Const).signed(FRAME_SLOTS + slots).byte(0x6b, GLOBAL_SET).u32(this.#stack);
    out.byte(GLOBAL_GET).u32(this.#stack).byte(OP.i32Const, 0, 0x48);
    this.#stopIf(out, STOPPED.stack);
  }

  leave(out: Writer, { slots }: Body): void {
    out.byte(GLOBAL_GET).u32(this.#stack).byte(OP.i32Const).signed(FRAME_SLOTS + slots).byte(0x6a, GLOBAL_SET).u32(this.#stack);
  }

  /**
   * (pages) -> (pages before), in place of `memory.grow`: charged, ends the call beyond the module's greatest memory,
   * and tells a refusal of the machine, which is no outcome of the module.
   */
  growBody(most: number): Uint8Array {
    const out = new Writer();
    out.byte(1, 1, I32);
    out.byte(LOCAL_GET, 0, 0xad, OP.memorySize, 0, 0xad, 0x7c, I64_CONST).signed(most).byte(0x56);
    this.#stopIf(out, STOPPED.memory);
    out.byte(GLOBAL_GET).u32(this.#fuel).byte(LOCAL_GET, 0, 0xad, I64_CONST).signed(FUEL_PER_PAGE).byte(0x7e, 0x7d, GLOBAL_SET).u32(this.#fuel);
    this.#checkFuel(out);
    out.byte(LOCAL_GET, 0, OP.memoryGrow, 0, 0x22, 1, OP.i32Const, 0x7f, 0x46);
    this.#stopIf(out, STOPPED.host);
    return out.byte(LOCAL_GET, 1, OP.end).take();
  }

  /** `fuel`, `stack` and `stopped`, all 0: the host sets them before each call. */
  globals(): Uint8Array {
    return new Writer().byte(I64, 1, I64_CONST, 0, OP.end).byte(I32, 1, OP.i32Const, 0, OP.end).byte(I32, 1, OP.i32Const, 0, OP.end).take();
  }

  exports(): Uint8Array {
    const out = new Writer();
    out.text(GUARD_EXPORTS.fuel).byte(3).u32(this.#fuel);
    out.text(GUARD_EXPORTS.stack).byte(3).u32(this.#stack);
    return out.text(GUARD_EXPORTS.stopped).byte(3).u32(this.#stopped).take();
  }

  #checkFuel(out: Writer): void {
    out.byte(GLOBAL_GET).u32(this.#fuel).byte(I64_CONST, 0, 0x53);
    this.#stopIf(out, STOPPED.fuel);
  }

  /** Takes a condition from the stack. */
  #stopIf(out: Writer, reason: number): void {
    out.byte(OP.if, EMPTY_BLOCK, OP.i32Const, reason, GLOBAL_SET).u32(this.#stopped).byte(OP.unreachable, OP.end);
  }
}
