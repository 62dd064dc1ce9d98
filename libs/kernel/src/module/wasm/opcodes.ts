// Every opcode of the WASM binary format: what it takes, gives and is followed by, or why it is refused.
import type { ModuleFindingCode } from './finding.ts';

export type Immediate = 'none' | 'block' | 'label' | 'labels' | 'function' | 'indirect' | 'local' | 'global' | 'memarg' | 'memory' | 'i32' | 'i64' | 'f32' | 'f64';

/** Control instructions and calls take and give what their types say: 0 here. */
export interface Opcode {
  readonly immediate: Immediate;
  readonly takes: number;
  readonly gives: number;
  /** Of the finding; the immediate is still known, so that reading goes on. */
  readonly refused?: ModuleFindingCode;
}

export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
} as const;

const TABLE: (Opcode | undefined)[] = [];

function define(from: number, to: number, immediate: Immediate, takes: number, gives: number, refused?: ModuleFindingCode): void {
  for (let code = from; code <= to; code += 1) TABLE[code] = { immediate, takes, gives, ...(refused && { refused }) };
}

define(0x00, 0x01, 'none', 0, 0);
define(0x02, 0x03, 'block', 0, 0);
define(0x04, 0x04, 'block', 1, 0);
define(0x05, 0x05, 'none', 0, 0);
define(0x0b, 0x0b, 'none', 0, 0);
define(0x0c, 0x0c, 'label', 0, 0);
define(0x0d, 0x0d, 'label', 1, 0);
define(0x0e, 0x0e, 'labels', 1, 0);
define(0x0f, 0x0f, 'none', 0, 0);
define(0x10, 0x10, 'function', 0, 0);
define(0x11, 0x11, 'indirect', 1, 0);
define(0x1a, 0x1a, 'none', 1, 0);
define(0x1b, 0x1b, 'none', 3, 1);
define(0x20, 0x20, 'local', 0, 1);
define(0x21, 0x21, 'local', 1, 0);
define(0x22, 0x22, 'local', 1, 1);
define(0x23, 0x23, 'global', 0, 1);
define(0x24, 0x24, 'global', 1, 0);
define(0x28, 0x35, 'memarg', 1, 1);
define(0x2a, 0x2b, 'memarg', 1, 1, 'float');
define(0x36, 0x3e, 'memarg', 2, 0);
define(0x38, 0x39, 'memarg', 2, 0, 'float');
define(0x3f, 0x3f, 'memory', 0, 1);
define(0x40, 0x40, 'memory', 1, 1);
define(0x41, 0x41, 'i32', 0, 1);
define(0x42, 0x42, 'i64', 0, 1);
define(0x43, 0x43, 'f32', 0, 1, 'float');
define(0x44, 0x44, 'f64', 0, 1, 'float');
// i32.eqz to i64.ge_u
define(0x45, 0x5a, 'none', 2, 1);
define(0x45, 0x45, 'none', 1, 1);
define(0x50, 0x50, 'none', 1, 1);
define(0x5b, 0x66, 'none', 2, 1, 'float');
// i32.clz to i64.rotr
define(0x67, 0x69, 'none', 1, 1);
define(0x6a, 0x78, 'none', 2, 1);
define(0x79, 0x7b, 'none', 1, 1);
define(0x7c, 0x8a, 'none', 2, 1);
define(0x8b, 0xa6, 'none', 2, 1, 'float');
// i32.wrap_i64, i64.extend_i32_s, i64.extend_i32_u; truncations and conversions of floats
define(0xa7, 0xbf, 'none', 1, 1, 'float');
define(0xa7, 0xa7, 'none', 1, 1);
define(0xac, 0xad, 'none', 1, 1);
// i32.extend8_s to i64.extend32_s
define(0xc0, 0xc4, 'none', 1, 1);

/** Undefined for everything that `refusedFamily` names, and for what does not exist. */
export function opcodeOf(code: number): Opcode | undefined {
  return TABLE[code];
}

/** Opcodes of later versions of WASM: their immediates are not read, the rest of the function is passed over. */
export function refusedFamily(code: number, second: number | undefined): readonly [ModuleFindingCode, string] {
  if (code >= 0x06 && code <= 0x0a) return ['exceptions', 'an instruction of exception handling'];
  if (code === 0x18 || code === 0x19 || code === 0x1f) return ['exceptions', 'an instruction of exception handling'];
  if (code === 0x12 || code === 0x13 || code === 0x15) return ['tail_call', 'a tail call'];
  if (code === 0x14 || (code >= 0xd3 && code <= 0xd6)) return ['gc', 'an instruction on typed references'];
  if (code === 0x1c || code === 0x25 || code === 0x26 || (code >= 0xd0 && code <= 0xd2)) return ['reference_types', 'an instruction on references'];
  if (code === 0xfb) return ['gc', 'an instruction of garbage collection'];
  if (code === 0xfd) return ['simd', 'a SIMD instruction'];
  if (code === 0xfe) return ['atomics', 'an atomic instruction'];
  if (code === 0xfc && second !== undefined) {
    if (second <= 7) return ['float', 'a truncation of a float'];
    if (second <= 14) return ['bulk_memory', 'an instruction on bulk memory'];
    if (second <= 17) return ['reference_types', 'an instruction on tables'];
  }
  return ['unknown_opcode', `opcode 0x${code.toString(16).padStart(2, '0')}`];
}
