// The load gate: a module is called only when its bytes alone show that calls of it are bounded and deterministic.
import type { Limits } from '../../limits.ts';
import { isValidWasm } from './engine.ts';
import { Findings, type ModuleFinding } from './finding.ts';
import { readModule } from './read-module.ts';
import { I32, type Bounded, type Export, type FunctionType, type Segment, type Shape } from './shape.ts';

/** `step` of reducers and workflow modules, `run` of pure modules. */
export type Entry = 'step' | 'run';

export type GateLimits = Pick<Limits, 'module_memory_pages' | 'module_table_elements'>;

export type Gated = { readonly ok: true; readonly shape: Shape } | { readonly ok: false; readonly findings: readonly ModuleFinding[] };

const PAGE_BYTES = 65_536;

/** Findings in the order of the bytes, at most 20. The verdict depends on the bytes, entry and limits only. */
export function gateModule(bytes: Uint8Array, entry: Entry, limits: GateLimits): Gated {
  const findings = new Findings();
  const shape = readModule(bytes, findings);
  if (shape) {
    checkMemory(shape, limits, findings);
    checkTable(shape, limits, findings);
    checkExports(shape, entry, findings);
  }
  if (shape && findings.list().length === 0 && !isValidWasm(bytes)) findings.add('invalid', 0, 'code that does not validate: operands or indices of wrong types');
  return shape && findings.list().length === 0 ? { ok: true, shape } : { ok: false, findings: findings.list() };
}

function checkMemory({ memories, data, bytes }: Shape, { module_memory_pages: most }: GateLimits, findings: Findings): void {
  const [memory, second] = memories;
  if (!memory) return findings.add('no_memory', bytes.length, 'no memory');
  if (second) findings.add('second_memory', second.offset, 'a second memory');
  checkBounded(memory, most, ['unbounded_memory', 'memory_limit'], 'a memory', 'pages', findings);
  for (const segment of data) checkSegment(segment, memory.min * PAGE_BYTES, 'a data segment', findings);
}

function checkTable({ tables, elements }: Shape, { module_table_elements: most }: GateLimits, findings: Findings): void {
  const [table, second] = tables;
  if (second) findings.add('second_table', second.offset, 'a second table');
  if (table) checkBounded(table, most, ['unbounded_table', 'table_limit'], 'a table', 'elements', findings);
  for (const segment of elements) checkSegment(segment, table?.min ?? 0, 'an element segment', findings);
}

function checkBounded(
  { min, max, offset }: Bounded,
  most: number,
  [unbounded, limit]: readonly ['unbounded_memory', 'memory_limit'] | readonly ['unbounded_table', 'table_limit'],
  what: string,
  unit: string,
  findings: Findings,
): void {
  if (max === undefined) findings.add(unbounded, offset, `${what} without a greatest size, at most ${most} ${unit}`);
  else if (Math.max(min, max) > most) findings.add(limit, offset, `${what} of ${Math.max(min, max)} ${unit}, at most ${most}`);
}

function checkSegment({ at, length, offset }: Segment, end: number, what: string, findings: Findings): void {
  if (at + length > end) findings.add('segment_bounds', offset, `${what} from ${at} to ${at + length}, the end is ${end}`);
}

type Signature = readonly [params: number, results: number];

const ALLOC: readonly Signature[] = [[1, 1]];
const CALL: readonly Signature[] = [[2, 2], [3, 0]];

function checkExports(shape: Shape, entry: Entry, findings: Findings): void {
  const expected = new Set(['memory', 'alloc', entry]);
  const byName = new Map(shape.exports.map((found) => [found.name, found]));
  for (const { name, offset } of shape.exports) {
    if (!expected.has(name)) findings.add('unexpected_export', offset, `an export ${JSON.stringify(name.slice(0, 64))}, expected memory, alloc and ${entry} only`);
  }
  for (const name of expected) if (!byName.has(name)) findings.add('missing_export', shape.bytes.length, `no export ${name}`);
  const memory = byName.get('memory');
  if (memory && memory.kind !== 'memory') findings.add('export_type', memory.offset, 'memory is no memory');
  checkFunction(shape, byName.get('alloc'), ALLOC, 'alloc: expected (i32) -> (i32)', findings);
  checkFunction(shape, byName.get(entry), CALL, `${entry}: expected (i32, i32) -> (i32, i32) or (i32, i32, i32) -> ()`, findings);
}

function checkFunction(shape: Shape, found: Export | undefined, expected: readonly Signature[], what: string, findings: Findings): void {
  if (!found) return;
  const type = found.kind === 'function' ? functionType(shape, found.index) : undefined;
  const fits = type && expected.some(([params, results]) => isI32(type.params, params) && isI32(type.results, results));
  if (!fits) findings.add('export_type', found.offset, what);
}

/** Of the function with this index; without imports they are counted from 0. */
export function functionType({ types, functions }: Shape, index: number): FunctionType | undefined {
  const type = functions[index];
  return type === undefined ? undefined : types[type];
}

function isI32(types: readonly number[], count: number): boolean {
  return types.length === count && types.every((type) => type === I32);
}
