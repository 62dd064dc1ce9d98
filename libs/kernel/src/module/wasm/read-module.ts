// Reads a whole module: sections in their order, with their exact lengths, and every instruction.
import { BOUNDS } from './bounds.ts';
import { readBody } from './body.ts';
import { Unreadable, type Findings } from './finding.ts';
import { readData, readElements, readExports, readFunctions, readGlobals, readImports, readMemories, readTables, readTypes } from './read-sections.ts';
import { Reader } from './reader.ts';
import type { Body, Bounded, Export, FunctionType, Section, Segment, Shape } from './shape.ts';

const NAMES = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start', 'element', 'code', 'data', 'data count', 'tag'];
/** Sections by id; the count of data segments stands before the code. */
const ORDER = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6];

/** Undefined when it cannot be read to its end; what is refused is among the findings either way. */
export function readModule(bytes: Uint8Array, findings: Findings): Shape | undefined {
  return findings.within(() => new ModuleReader(bytes, findings).read());
}

class ModuleReader {
  readonly #bytes: Uint8Array;
  readonly #findings: Findings;
  readonly #sections: Section[] = [];
  #types: readonly FunctionType[] = [];
  #functions: readonly number[] = [];
  #memories: readonly Bounded[] = [];
  #tables: readonly Bounded[] = [];
  #globals = 0;
  #exports: readonly Export[] = [];
  #data: readonly Segment[] = [];
  #elements: readonly Segment[] = [];
  #bodies: readonly (Body | undefined)[] = [];

  constructor(bytes: Uint8Array, findings: Findings) {
    this.#bytes = bytes;
    this.#findings = findings;
  }

  read(): Shape {
    const bytes = this.#bytes;
    if (bytes.length > BOUNDS.moduleBytes) throw new Unreadable('too_large', 0, `a module of ${bytes.length} bytes, at most ${BOUNDS.moduleBytes}`);
    const reader = new Reader(bytes, 0, bytes.length, 'truncated');
    readMagic(reader);
    let last = 0;
    while (!reader.isAtEnd) {
      const offset = reader.at;
      const id = reader.byte('a section');
      const name = NAMES[id];
      if (name === undefined) throw new Unreadable('malformed', offset, `a section of kind ${id}`);
      const length = reader.u32(`the length of the ${name} section`);
      const start = reader.at;
      reader.skip(length, `the ${name} section`);
      const order = ORDER[id] ?? 0;
      if (id !== 0 && order <= last) throw new Unreadable('malformed', offset, `the ${name} section is out of order`);
      if (id !== 0) last = order;
      this.#section({ id, start, end: reader.at }, name, offset);
    }
    if (this.#bodies.length !== this.#functions.length) throw new Unreadable('malformed', bytes.length, `${this.#functions.length} functions are declared, ${this.#bodies.length} have code`);
    return {
      bytes,
      sections: this.#sections,
      types: this.#types,
      functions: this.#functions,
      memories: this.#memories,
      tables: this.#tables,
      globals: this.#globals,
      exports: this.#exports,
      data: this.#data,
      elements: this.#elements,
      bodies: this.#bodies.filter((body) => body !== undefined),
    };
  }

  #section(section: Section, name: string, offset: number): void {
    const reader = new Reader(this.#bytes, section.start, section.end, 'bad_length');
    this.#content(section.id, reader, offset);
    if (!reader.isAtEnd) throw new Unreadable('bad_length', reader.at, `${section.end - reader.at} bytes more than the ${name} section has`);
    this.#sections.push(section);
  }

  #content(id: number, reader: Reader, offset: number): void {
    const findings = this.#findings;
    switch (id) {
      case 0:
        reader.name('the name of a custom section');
        reader.at = reader.end;
        return;
      case 1:
        this.#types = readTypes(reader, findings);
        return;
      case 2:
        return readImports(reader, findings);
      case 3:
        this.#functions = readFunctions(reader, this.#types);
        return;
      case 4:
        this.#tables = readTables(reader);
        return;
      case 5:
        this.#memories = readMemories(reader, findings);
        return;
      case 6:
        this.#globals = readGlobals(reader, findings);
        return;
      case 7:
        this.#exports = readExports(reader);
        return;
      case 8:
        findings.add('start', offset, 'a start function, which would run before fuel is set');
        reader.u32('a function');
        return;
      case 9:
        this.#elements = readElements(reader, this.#functions.length, findings);
        return;
      case 10:
        this.#bodies = this.#readCode(reader);
        return;
      case 11:
        this.#data = readData(reader, findings);
        return;
      case 12:
        findings.add('bulk_memory', offset, 'a count of data segments, which only instructions on bulk memory need');
        reader.u32('the number of data segments');
        return;
      default:
        throw new Unreadable('exceptions', offset, 'a section of exception tags');
    }
  }

  /** A function that cannot be read does not keep the next ones from being read. */
  #readCode(reader: Reader): readonly (Body | undefined)[] {
    const count = reader.count(BOUNDS.functions, 'functions');
    if (count !== this.#functions.length) throw new Unreadable('malformed', reader.at, `${this.#functions.length} functions are declared, ${count} have code`);
    const context = { types: this.#types, functions: this.#functions, findings: this.#findings };
    return this.#functions.map((index) => {
      const offset = reader.at;
      const length = reader.u32('the length of a function');
      const start = reader.at;
      reader.skip(length, 'a function');
      if (length > BOUNDS.bodyBytes) throw new Unreadable('too_large', offset, `a function of ${length} bytes, at most ${BOUNDS.bodyBytes}`);
      const type = this.#types[index];
      return type && this.#findings.within(() => readBody(new Reader(this.#bytes, start, reader.at, 'bad_length'), type, context));
    });
  }
}

function readMagic(reader: Reader): void {
  const expected = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  for (const [index, byte] of expected.entries()) {
    if (reader.isAtEnd && index > 0) throw new Unreadable('truncated', index, 'the bytes end inside the first eight');
    if (reader.isAtEnd || reader.bytes[index] !== byte) {
      throw new Unreadable('not_wasm', index, index < 4 ? 'not WASM: expected to begin with 0061736d' : 'not version 1 of WASM modules');
    }
    reader.at += 1;
  }
}
