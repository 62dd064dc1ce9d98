// Modules from WAT, through a WAT compiler: what a hostile author could write by hand.
import wabt from 'wabt';

const { parseWat } = await wabt();

/** Everything that a compiler may let through, so that refusing it is up to the load gate. */
const FEATURES = {
  exceptions: true,
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: true,
  threads: true,
  multi_value: true,
  tail_call: true,
  bulk_memory: true,
  reference_types: true,
  memory64: true,
  extended_const: true,
};

export function compileWat(text: string): Uint8Array {
  const parsed = parseWat('test.wat', text, FEATURES);
  try {
    return Uint8Array.from(parsed.toBinary({}).buffer);
  } finally {
    parsed.destroy();
  }
}

export interface ModuleParts {
  readonly memory?: string;
  readonly alloc?: string;
  /** Instructions of `step`, which gets $ret, $ptr and $len. */
  readonly step?: string;
  readonly more?: string;
  readonly entry?: string;
}

/** A module that the load gate lets through, with parts of it replaced. `alloc` counts up from 4,096. */
export function moduleOf({ memory = '(memory (export "memory") 1 16)', alloc = BUMP, step = '', more = '', entry = 'step' }: ModuleParts = {}): Uint8Array {
  return compileWat(`(module
    ${memory}
    (global $next (mut i32) (i32.const 4096))
    ${alloc}
    (func (export "${entry}") (param $ret i32) (param $ptr i32) (param $len i32) ${step})
    ${more})`);
}

const BUMP = `(func (export "alloc") (param $size i32) (result i32)
  (global.get $next)
  (global.set $next (i32.add (global.get $next) (local.get $size))))`;

/** Answers with its input. */
export const ECHO = '(i32.store (local.get $ret) (local.get $ptr)) (i32.store offset=4 (local.get $ret) (local.get $len))';
