// The load gate: hostile modules, each refused with its code; what it lets through.
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/index.ts';
import { gateModule, type Entry, type GateLimits } from '../../../src/wasm.ts';
import { compileWat, ECHO, moduleOf } from './wat.ts';

const MEMORY = '(memory (export "memory") 1 16)';
const ALLOC = '(func (export "alloc") (param i32) (result i32) (i32.const 0))';
const STEP = '(func (export "step") (param i32 i32 i32))';

/** A whole module with one more thing in it. */
const withMore = (more: string): Uint8Array => compileWat(`(module ${MEMORY} ${ALLOC} ${STEP} ${more})`);
const inStep = (step: string, more = ''): Uint8Array => moduleOf({ step, more });

/** The WAT compiler takes forever over nested blocks: they are put in place of other instructions. */
function nested(depth: number): Uint8Array {
  const wasm = withMore(`(func ${'nop '.repeat(3 * depth)})`);
  const at = Buffer.from(wasm).indexOf(Buffer.alloc(3 * depth, 0x01));
  wasm.set([...Array.from({ length: depth }, () => [0x02, 0x40]).flat(), ...Array.from({ length: depth }, () => 0x0b)], at);
  return wasm;
}

/** Findings without their offsets. */
const codes = (wasm: Uint8Array, entry: Entry = 'step', limits: GateLimits = DEFAULT_LIMITS): readonly string[] => {
  const gated = gateModule(wasm, entry, limits);
  return gated.ok ? [] : gated.findings.map(({ code, what }) => `${code}: ${what}`);
};

describe('refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['an imported function', compileWat(`(module (import "env" "abort" (func (param i32))) ${MEMORY} ${ALLOC} ${STEP})`), 'import: an import of "env.abort"'],
    ['an imported memory', compileWat(`(module (import "env" "memory" (memory 1 2)) ${ALLOC} ${STEP})`), 'import: an import of "env.memory"'],
    ['an imported global', compileWat(`(module (import "env" "g" (global i32)) ${MEMORY} ${ALLOC} ${STEP})`), 'import: an import of "env.g"'],
    ['an imported table', compileWat(`(module (import "env" "t" (table 1 1 funcref)) ${MEMORY} ${ALLOC} ${STEP})`), 'import: an import of "env.t"'],
    ['a start function', withMore('(func $go) (start $go)'), 'start: a start function, which would run before fuel is set'],
    ['a float constant', inStep('(drop (f64.const 1))'), 'float: an instruction on floats'],
    ['a float operation', inStep('(drop (i32.trunc_f32_s (f32.sqrt (f32.load (i32.const 0)))))'), 'float: an instruction on floats'],
    ['a saturating truncation', inStep('(drop (i32.trunc_sat_f32_s (f32.const 1)))'), 'float: an instruction on floats'],
    ['a float in dead code', inStep('(return) (drop (f32.const 0))'), 'float: an instruction on floats'],
    ['a float reinterpreted', inStep('(drop (f64.reinterpret_i64 (i64.const 1)))'), 'float: an instruction on floats'],
    ['a float parameter', withMore('(func (param f32))'), 'float: a parameter of type f32'],
    ['a float result', withMore('(func (result f64) unreachable)'), 'float: a result of type f64'],
    ['a float local', withMore('(func (local f64))'), 'float: a local of type f64'],
    ['a float global', withMore('(global f32 (f32.const 0))'), 'float: a global of type f32'],
    ['a float block', withMore('(func (drop (block (result f32) unreachable)))'), 'float: a block of type f32'],
    ['SIMD', inStep('(drop (v128.const i32x4 0 0 0 0))'), 'simd: a SIMD instruction'],
    ['a vector local', withMore('(func (local v128))'), 'simd: a local of type v128'],
    ['an atomic', inStep('(drop (i32.atomic.load (i32.const 0)))'), 'atomics: an atomic instruction'],
    ['a fence', inStep('(atomic.fence)'), 'atomics: an atomic instruction'],
    ['shared memory', compileWat(`(module (memory (export "memory") 1 2 shared) ${ALLOC} ${STEP})`), 'shared_memory: a shared memory'],
    ['64-bit memory', compileWat(`(module (memory (export "memory") i64 1 2) ${ALLOC} ${STEP})`), 'memory64: a memory with 64-bit addresses'],
    ['memory without bound', compileWat(`(module (memory (export "memory") 1) ${ALLOC} ${STEP})`), 'unbounded_memory: a memory without a greatest size, at most 256 pages'],
    ['too much memory', compileWat(`(module (memory (export "memory") 1 257) ${ALLOC} ${STEP})`), 'memory_limit: a memory of 257 pages, at most 256'],
    ['no memory', compileWat(`(module ${ALLOC} ${STEP})`), 'no_memory: no memory'],
    ['a table without bound', withMore('(table 1 funcref)'), 'unbounded_table: a table without a greatest size, at most 4096 elements'],
    ['a large table', withMore('(table 1 4097 funcref)'), 'table_limit: a table of 4097 elements, at most 4096'],
    ['two tables', withMore('(table 1 1 funcref) (table 1 1 funcref)'), 'second_table: a second table'],
    ['a table of references', withMore('(table 1 1 externref)'), 'reference_types: a table of other things than functions'],
    ['table.get', inStep('(drop (table.get 0 (i32.const 0)))', '(table 1 1 funcref)'), 'reference_types: an instruction on references'],
    ['table.grow', inStep('(drop (table.grow 0 (ref.null func) (i32.const 1)))', '(table 1 1 funcref)'), 'reference_types: an instruction on references'],
    ['table.size', inStep('(drop (table.size 0))', '(table 1 1 funcref)'), 'reference_types: an instruction on tables'],
    ['ref.func', inStep('(drop (ref.func 0))', '(elem declare func 0)'), 'reference_types: an element segment that is not laid into the table at the start'],
    ['a typed select', inStep('(drop (select (result i32) (i32.const 0) (i32.const 0) (i32.const 0)))'), 'reference_types: an instruction on references'],
    ['a reference parameter', withMore('(func (param externref))'), 'reference_types: a parameter of type an external reference'],
    ['memory.copy', inStep('(memory.copy (i32.const 0) (i32.const 0) (i32.const 9))'), 'bulk_memory: an instruction on bulk memory'],
    ['memory.fill', inStep('(memory.fill (i32.const 0) (i32.const 0) (i32.const 9))'), 'bulk_memory: an instruction on bulk memory'],
    ['table.copy', inStep('(table.copy (i32.const 0) (i32.const 0) (i32.const 0))', '(table 1 1 funcref)'), 'bulk_memory: an instruction on bulk memory'],
    ['a passive data segment', withMore('(data "x")'), 'bulk_memory: a data segment that is not laid into memory at the start'],
    ['a count of data segments', inStep('(data.drop 0)', '(data (i32.const 0) "x")'), 'bulk_memory: a count of data segments, which only instructions on bulk memory need'],
    ['try', inStep('(try (do) (catch_all))'), 'exceptions: an instruction of exception handling'],
    ['an exception tag', withMore('(tag (param i32))'), 'exceptions: a section of exception tags'],
    ['a tail call', withMore('(func $f return_call $f)'), 'tail_call: a tail call'],
    ['an indirect tail call', withMore('(table 1 1 funcref) (func return_call_indirect (i32.const 0))'), 'tail_call: a tail call'],
    ['data behind memory', withMore('(data (i32.const 65535) "xy")'), 'segment_bounds: a data segment from 65535 to 65537, the end is 65536'],
    ['data in front of memory', withMore('(data (i32.const -1) "")'), 'segment_bounds: a data segment from 4294967295 to 4294967295, the end is 65536'],
    ['elements behind the table', withMore('(table 1 2 funcref) (elem (i32.const 1) 0)'), 'segment_bounds: an element segment from 1 to 2, the end is 1'],
    ['a computed offset', withMore('(data (i32.add (i32.const 1) (i32.const 1)) "")'), 'malformed: an initial value of more than one constant'],
    ['an offset from a global', withMore('(global i32 (i32.const 1)) (data (global.get 0) "")'), 'malformed: an initial value that is no constant'],
    ['no alloc', compileWat(`(module ${MEMORY} ${STEP})`), 'missing_export: no export alloc'],
    ['no entry', compileWat(`(module ${MEMORY} ${ALLOC})`), 'missing_export: no export step'],
    ['an entry that is not for reducers', compileWat(`(module ${MEMORY} ${ALLOC} (func (export "run") (param i32 i32 i32)))`), 'unexpected_export: an export "run", expected memory, alloc and step only'],
    ['one more export', withMore('(func (export "_start"))'), 'unexpected_export: an export "_start", expected memory, alloc and step only'],
    ['an exported global', withMore('(global (export "g") (mut i32) (i32.const 0))'), 'unexpected_export: an export "g", expected memory, alloc and step only'],
    ['the name of a guard', withMore('(global (export "nx-air fuel") (mut i64) (i64.const 0))'), 'unexpected_export: an export "nx-air fuel", expected memory, alloc and step only'],
    ['an alloc of another type', compileWat(`(module ${MEMORY} (func (export "alloc") (param i64) (result i32) unreachable) ${STEP})`), 'export_type: alloc: expected (i32) -> (i32)'],
    ['an entry of another type', compileWat(`(module ${MEMORY} ${ALLOC} (func (export "step") (param i32 i32) (result i32) unreachable))`), 'export_type: step: expected (i32, i32) -> (i32, i32) or (i32, i32, i32) -> ()'],
    ['an entry that is a global', compileWat(`(module ${MEMORY} ${ALLOC} (global (export "step") i32 (i32.const 0)))`), 'export_type: step: expected (i32, i32) -> (i32, i32) or (i32, i32, i32) -> ()'],
    ['a memory that is a function', compileWat(`(module (memory 1 1) (func (export "memory")) ${ALLOC} ${STEP})`), 'export_type: memory is no memory'],
    ['too many locals', withMore(`(func ${'(local i32 i64)'.repeat(501)})`), 'too_large: 1002 groups of locals, at most 1000'],
    ['too many parameters', withMore(`(func (param ${'i32 '.repeat(65)}))`), 'too_large: 65 parameters, at most 64'],
    ['too many operands', withMore(`(func ${'i32.const 0 '.repeat(1_002)} unreachable)`), 'too_large: 1001 operands at once, at most 1000'],
    ['blocks too deep', nested(257), 'too_large: blocks nested deeper than 256'],
    ['a function too long', withMore(`(func ${'nop '.repeat(131_072)})`), 'too_large: a function of 131074 bytes, at most 131072'],
  ])('%s', (_name, wasm, expected) => {
    expect(codes(wasm)).toContain(expected);
  });

  test('operands of wrong types: what the engine says', () => {
    const valid = compileWat(`(module ${MEMORY} ${ALLOC} ${STEP} (func (drop (i32.const 1))))`);
    // The constant becomes a drop of nothing.
    const at = Buffer.from(valid).indexOf(Buffer.from([0x41, 0x01, 0x1a]));
    const broken = valid.slice();
    broken.set([0x1a, 0x01], at);
    expect(codes(broken)).toEqual(['invalid: code that does not validate: operands or indices of wrong types']);
  });
});

test('every mistake is named, in the order of the bytes', () => {
  const gated = gateModule(compileWat('(module (memory 1) (memory 1 2) (global f32 (f32.const 0)) (func (export "step") (f64.const 1) drop (f32.const 1) drop) (func unreachable (v128.load (i32.const 0)) drop))'), 'step', DEFAULT_LIMITS);
  expect(gated.ok ? [] : gated.findings).toMatchInlineSnapshot(`
    [
      {
        "code": "unbounded_memory",
        "offset": 22,
        "what": "a memory without a greatest size, at most 256 pages",
      },
      {
        "code": "second_memory",
        "offset": 24,
        "what": "a second memory",
      },
      {
        "code": "float",
        "offset": 30,
        "what": "a global of type f32",
      },
      {
        "code": "float",
        "offset": 32,
        "what": "an initial value that is a float",
      },
      {
        "code": "export_type",
        "offset": 41,
        "what": "step: expected (i32, i32) -> (i32, i32) or (i32, i32, i32) -> ()",
      },
      {
        "code": "float",
        "offset": 53,
        "what": "an instruction on floats",
      },
      {
        "code": "simd",
        "offset": 75,
        "what": "a SIMD instruction",
      },
      {
        "code": "missing_export",
        "offset": 81,
        "what": "no export memory",
      },
      {
        "code": "missing_export",
        "offset": 81,
        "what": "no export alloc",
      },
    ]
  `);
});

describe('let through', () => {
  test.each<[string, Uint8Array]>([
    ['the least', compileWat(`(module ${MEMORY} ${ALLOC} ${STEP})`)],
    ['data and elements at the end', withMore('(data (i32.const 65534) "xy") (table 2 2 funcref) (elem (i32.const 1) 0)')],
    ['memory at the limit', compileWat(`(module (memory (export "memory") 256 256) ${ALLOC} ${STEP})`)],
    ['sign extension', inStep('(drop (i64.extend32_s (i64.extend8_s (i64.const 1)))) (drop (i32.extend16_s (i32.const 1)))')],
    ['several results', withMore('(func (result i32 i64) (block (result i32 i64) (i32.const 1) (i64.const 2)))')],
    ['blocks with parameters', withMore('(func (i32.const 1) (loop (param i32) (drop)))')],
    ['a branch table', inStep('(block (block (br_table 0 1 2 (local.get $ptr))))')],
    ['blocks as deep as they may be', nested(256)],
    ['custom sections', Uint8Array.from([...moduleOf({ step: ECHO }), 0, 5, 1, 0x78, 1, 2, 3])],
    ['dead code', inStep('(return) (i32.add) (drop) (br 0) (drop) (unreachable) (i64.const 1) (drop)')],
  ])('%s', (_name, wasm) => {
    expect(codes(wasm)).toEqual([]);
  });

  test('the limits decide on memory and table', () => {
    const wasm = withMore('(table 2 2 funcref)');
    expect(codes(wasm, 'step', { module_memory_pages: 16, module_table_elements: 2 })).toEqual([]);
    expect(codes(wasm, 'step', { module_memory_pages: 15, module_table_elements: 1 })).toEqual(['table_limit: a table of 2 elements, at most 1', 'memory_limit: a memory of 16 pages, at most 15']);
  });
});
