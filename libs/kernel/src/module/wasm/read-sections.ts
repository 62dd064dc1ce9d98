// Reads the sections of a module besides its code.
import { BOUNDS } from './bounds.ts';
import { Unreadable, type Findings } from './finding.ts';
import { OP } from './opcodes.ts';
import type { Reader } from './reader.ts';
import type { Bounded, Export, ExportKind, FunctionType, Segment } from './shape.ts';
import { readValueType } from './value-type.ts';

function listOf<T>(reader: Reader, most: number, what: string, read: () => T): readonly T[] {
  return Array.from({ length: reader.count(most, what) }, read);
}

export function readTypes(reader: Reader, findings: Findings): readonly FunctionType[] {
  return listOf(reader, BOUNDS.types, 'types', () => {
    const offset = reader.at;
    const form = reader.byte('a type');
    if (form !== 0x60) throw new Unreadable(form >= 0x4d && form <= 0x5f ? 'gc' : 'malformed', offset, `a type of form 0x${form.toString(16)}`);
    return {
      params: listOf(reader, BOUNDS.params, 'parameters', () => readValueType(reader, 'a parameter', findings)),
      results: listOf(reader, BOUNDS.results, 'results', () => readValueType(reader, 'a result', findings)),
    };
  });
}

/** None is allowed: each is named, and what follows is not read, as it counts functions from the imported ones on. */
export function readImports(reader: Reader, findings: Findings): void {
  const count = reader.count(BOUNDS.imports, 'imports');
  for (let index = 1; index <= count; index += 1) {
    const offset = reader.at;
    const name = JSON.stringify(`${reader.name('a module name')}.${reader.name('a name')}`.slice(0, 64));
    if (index === count) throw new Unreadable('import', offset, `an import of ${name}`);
    findings.add('import', offset, `an import of ${name}`);
    skipImported(reader, findings);
  }
}

function skipImported(reader: Reader, findings: Findings): void {
  const kind = reader.byte('an import');
  if (kind === 0) reader.u32('a type');
  else if (kind === 1) reader.skip(1, 'a table');
  else if (kind === 3) {
    readValueType(reader, 'a global', findings);
    reader.skip(1, 'a global');
  } else if (kind !== 2) throw new Unreadable('malformed', reader.at - 1, 'an import of an unknown kind');
  if (kind === 1 || kind === 2) readLimits(reader, 'memory');
}

export function readFunctions(reader: Reader, types: readonly FunctionType[]): readonly number[] {
  return listOf(reader, BOUNDS.functions, 'functions', () => {
    const offset = reader.at;
    const index = reader.u32('a type index');
    if (!types[index]) throw new Unreadable('malformed', offset, `a function of type ${index}, there are ${types.length}`);
    return index;
  });
}

export function readTables(reader: Reader): readonly Bounded[] {
  return listOf(reader, BOUNDS.segments, 'tables', () => {
    const offset = reader.at;
    const type = reader.byte('a table');
    if (type !== 0x70) throw new Unreadable('reference_types', offset, 'a table of other things than functions');
    return readLimits(reader, 'table');
  });
}

export function readMemories(reader: Reader, findings: Findings): readonly Bounded[] {
  return listOf(reader, BOUNDS.segments, 'memories', () => {
    const flags = reader.bytes[reader.at] ?? 0;
    if ((flags & 0x04) !== 0) throw new Unreadable('memory64', reader.at, 'a memory with 64-bit addresses');
    if ((flags & 0x02) !== 0) findings.add('shared_memory', reader.at, 'a shared memory');
    return readLimits(reader, 'memory');
  });
}

function readLimits(reader: Reader, what: string): Bounded {
  const offset = reader.at;
  const flags = reader.byte(`the limits of a ${what}`);
  if (flags > 3 || (flags > 1 && what === 'table')) throw new Unreadable('malformed', offset, `limits of form 0x${flags.toString(16)}`);
  const min = reader.u32(`the size of a ${what}`);
  return { min, max: (flags & 1) === 1 ? reader.u32(`the greatest size of a ${what}`) : undefined, offset };
}

export function readGlobals(reader: Reader, findings: Findings): number {
  return listOf(reader, BOUNDS.globals, 'globals', () => {
    readValueType(reader, 'a global', findings);
    if (reader.byte('a global') > 1) throw new Unreadable('malformed', reader.at - 1, 'a global that is neither constant nor variable');
    readConstant(reader, findings);
  }).length;
}

/** An initial value: one constant. Answers its low 32 bits. */
function readConstant(reader: Reader, findings: Findings): number {
  const offset = reader.at;
  const code = reader.byte('an initial value');
  let value = 0;
  if (code === OP.i32Const) value = reader.signed(32, 'an i32 constant');
  else if (code === 0x42) value = reader.signed(64, 'an i64 constant');
  else if (code === 0x43 || code === 0x44) {
    findings.add('float', offset, 'an initial value that is a float');
    reader.skip(code === 0x43 ? 4 : 8, 'a constant');
  } else if (code === 0xd0 || code === 0xd2) throw new Unreadable('reference_types', offset, 'an initial value that is a reference');
  else throw new Unreadable(code === 0xfd ? 'simd' : 'malformed', offset, 'an initial value that is no constant');
  if (reader.byte('an initial value') !== OP.end) throw new Unreadable('malformed', reader.at - 1, 'an initial value of more than one constant');
  return value;
}

const EXPORT_KINDS: readonly ExportKind[] = ['function', 'table', 'memory', 'global'];

export function readExports(reader: Reader): readonly Export[] {
  const names = new Set<string>();
  return listOf(reader, BOUNDS.exports, 'exports', () => {
    const offset = reader.at;
    const name = reader.name('the name of an export');
    const kind = EXPORT_KINDS[reader.byte('an export')];
    if (!kind) throw new Unreadable('malformed', offset, 'an export of an unknown kind');
    if (names.has(name)) throw new Unreadable('malformed', offset, `two exports ${JSON.stringify(name)}`);
    names.add(name);
    return { name, kind, index: reader.u32('an index'), offset };
  });
}

export function readElements(reader: Reader, functions: number, findings: Findings): readonly Segment[] {
  return listOf(reader, BOUNDS.segments, 'element segments', () => {
    const offset = reader.at;
    if (reader.u32('an element segment') !== 0) throw new Unreadable('reference_types', offset, 'an element segment that is not laid into the table at the start');
    const at = readConstant(reader, findings) >>> 0;
    const length = listOf(reader, BOUNDS.moduleBytes, 'elements', () => {
      if (reader.u32('a function') >= functions) throw new Unreadable('malformed', reader.at, 'an element that is no function');
    }).length;
    return { at, length, offset };
  });
}

export function readData(reader: Reader, findings: Findings): readonly Segment[] {
  return listOf(reader, BOUNDS.segments, 'data segments', () => {
    const offset = reader.at;
    const flags = reader.u32('a data segment');
    if (flags === 1) throw new Unreadable('bulk_memory', offset, 'a data segment that is not laid into memory at the start');
    if (flags !== 0) throw new Unreadable(flags === 2 ? 'second_memory' : 'malformed', offset, 'a data segment of another memory');
    const at = readConstant(reader, findings) >>> 0;
    const length = reader.u32('the length of a data segment');
    reader.skip(length, 'a data segment');
    return { at, length, offset };
  });
}
