// Reads one function: every instruction, the height of its stack, and what it costs.
import { BOUNDS } from './bounds.ts';
import { Unreadable, type Findings } from './finding.ts';
import { OP, opcodeOf, refusedFamily, type Opcode } from './opcodes.ts';
import type { Reader } from './reader.ts';
import type { Body, Edit, FunctionType } from './shape.ts';
import { readValueType } from './value-type.ts';

/** What a body may refer to. */
export interface BodyContext {
  readonly types: readonly FunctionType[];
  readonly functions: readonly number[];
  readonly findings: Findings;
}

interface Frame {
  readonly opcode: number;
  readonly type: FunctionType;
  /** Height below its parameters. */
  readonly base: number;
  /** Where its instructions are counted; that of the frame around it unless this is a loop. */
  readonly meter: { cost: number };
}

const NO_TYPE: FunctionType = { params: [], results: [] };

/** Throws `Unreadable` for what cannot be read. Types of operands are left to `WebAssembly.validate`. */
export function readBody(reader: Reader, type: FunctionType, context: BodyContext): Body {
  const start = reader.at;
  const locals = readLocals(reader, type, context.findings);
  return new BodyReader(reader, type, context).read(start, locals);
}

function readLocals(reader: Reader, { params }: FunctionType, findings: Findings): number {
  const groups = reader.count(BOUNDS.locals, 'groups of locals');
  let locals = params.length;
  for (let index = 0; index < groups; index += 1) {
    const offset = reader.at;
    locals += reader.u32('a number of locals');
    if (locals > BOUNDS.locals) throw new Unreadable('too_large', offset, `${locals} parameters and locals, at most ${BOUNDS.locals}`);
    readValueType(reader, 'a local', findings);
  }
  return locals;
}

class BodyReader {
  readonly #reader: Reader;
  readonly #context: BodyContext;
  readonly #type: FunctionType;
  readonly #frames: Frame[] = [];
  readonly #edits: Edit[] = [];
  readonly #entry = { cost: 0 };
  #frame: Frame;
  #height = 0;
  #most = 0;
  #calls = false;

  constructor(reader: Reader, type: FunctionType, context: BodyContext) {
    this.#reader = reader;
    this.#context = context;
    this.#type = type;
    this.#frame = { opcode: OP.block, type: { params: [], results: type.results }, base: 0, meter: this.#entry };
  }

  read(start: number, locals: number): Body {
    const reader = this.#reader;
    const code = reader.at;
    while (this.#step()) if (this.#most > BOUNDS.operands) throw new Unreadable('too_large', reader.at, `${this.#most} operands at once, at most ${BOUNDS.operands}`);
    if (!reader.isAtEnd) throw new Unreadable('bad_length', reader.at, `${reader.end - reader.at} bytes behind the end of a function`);
    return { type: this.#type, start, code, end: reader.end, slots: locals + this.#most, calls: this.#calls, cost: this.#entry.cost, edits: this.#edits };
  }

  /** One instruction; false behind the end of the function. */
  #step(): boolean {
    const reader = this.#reader;
    const offset = reader.at;
    const code = reader.byte('a function');
    const opcode = opcodeOf(code);
    if (!opcode) {
      const second = code >= 0xfb ? reader.u32('an opcode') : undefined;
      throw new Unreadable(refusedFamily(code, second)[0], offset, refusedFamily(code, second)[1]);
    }
    if (opcode.refused) this.#context.findings.add(opcode.refused, offset, 'an instruction on floats');
    this.#frame.meter.cost += 1;
    this.#pop(opcode.takes);
    const goesOn = this.#immediate(code, opcode, offset);
    this.#push(opcode.gives);
    return goesOn;
  }

  #immediate(code: number, { immediate }: Opcode, offset: number): boolean {
    const reader = this.#reader;
    switch (immediate) {
      case 'none':
        return this.#control(code, offset);
      case 'block':
        this.#open(code, this.#blockType());
        return true;
      case 'label': {
        const label = reader.u32('a label');
        this.#checkLabel(label, offset);
        if (code === OP.br) this.#leave();
        return true;
      }
      case 'labels': {
        const labels = reader.count(BOUNDS.labels, 'labels') + 1;
        for (let index = 0; index < labels; index += 1) this.#checkLabel(reader.u32('a label'), offset);
        this.#leave();
        return true;
      }
      case 'function':
        this.#call(this.#context.functions[reader.u32('a function')], offset);
        return true;
      case 'indirect': {
        this.#call(reader.u32('a type'), offset);
        if (reader.byte('a table') !== 0) throw new Unreadable('reference_types', offset, 'a call through another table than the first');
        return true;
      }
      case 'local':
      case 'global':
        reader.u32(`a ${immediate}`);
        return true;
      case 'memarg':
        if (reader.u32('an alignment') > 3) throw new Unreadable('malformed', offset, 'an alignment above that of 64 bits');
        reader.u32('an offset');
        return true;
      case 'memory':
        if (reader.byte('a memory') !== 0) throw new Unreadable('second_memory', offset, 'an instruction on another memory than the first');
        if (code === OP.memoryGrow) this.#edits.push({ kind: 'grow', offset });
        return true;
      case 'i32':
        reader.signed(32, 'an i32 constant');
        return true;
      case 'i64':
        reader.signed(64, 'an i64 constant');
        return true;
      case 'f32':
        reader.skip(4, 'an f32 constant');
        return true;
      case 'f64':
        reader.skip(8, 'an f64 constant');
        return true;
    }
  }

  #control(code: number, offset: number): boolean {
    switch (code) {
      case OP.unreachable:
        this.#leave();
        return true;
      case OP.return:
        this.#edits.push({ kind: 'return', offset, depth: this.#frames.length });
        this.#leave();
        return true;
      case OP.else: {
        const { opcode, type, base, meter } = this.#frame;
        if (opcode !== OP.if) throw new Unreadable('malformed', offset, 'an else outside of an if');
        this.#frame = { opcode: OP.else, type, base, meter };
        this.#height = base + type.params.length;
        return true;
      }
      case OP.end: {
        const { type, base } = this.#frame;
        this.#height = base;
        this.#push(type.results.length);
        const around = this.#frames.pop();
        if (!around) return false;
        this.#frame = around;
        return true;
      }
      default:
        return true;
    }
  }

  #open(opcode: number, type: FunctionType): void {
    if (this.#frames.length >= BOUNDS.nesting) throw new Unreadable('too_large', this.#reader.at, `blocks nested deeper than ${BOUNDS.nesting}`);
    this.#frames.push(this.#frame);
    let meter = this.#frame.meter;
    if (opcode === OP.loop) {
      const edit = { kind: 'loop', offset: this.#reader.at, cost: 0 } as const satisfies Edit;
      const counted: Edit & { kind: 'loop' } = { ...edit };
      this.#edits.push(counted);
      meter = counted;
    }
    this.#pop(type.params.length);
    this.#frame = { opcode, type, base: this.#height, meter };
    this.#push(type.params.length);
  }

  #blockType(): FunctionType {
    const reader = this.#reader;
    const offset = reader.at;
    const first = reader.bytes[offset] ?? 0;
    if (first === 0x40) {
      reader.byte('a block type');
      return NO_TYPE;
    }
    if (first < 0x80 && (first & 0x40) !== 0) return { params: [], results: [readValueType(reader, 'a block', this.#context.findings)] };
    const index = reader.u32('a block type');
    const type = this.#context.types[index];
    // A positive number of 33 bits leaves the sign bit of its last byte clear.
    const last = reader.bytes[reader.at - 1] ?? 0;
    if (!type || (last & 0x40) !== 0) throw new Unreadable('malformed', offset, 'a block type that does not exist');
    return type;
  }

  #call(typeIndex: number | undefined, offset: number): void {
    const type = typeIndex === undefined ? undefined : this.#context.types[typeIndex];
    if (!type) throw new Unreadable('malformed', offset, 'a call of a function or type that does not exist');
    this.#calls = true;
    this.#pop(type.params.length);
    this.#push(type.results.length);
  }

  #checkLabel(label: number, offset: number): void {
    if (label > this.#frames.length) throw new Unreadable('malformed', offset, `label ${label} where ${this.#frames.length + 1} blocks are open`);
  }

  /** What follows is dead: the stack is as at the beginning of the block. */
  #leave(): void {
    this.#height = this.#frame.base;
  }

  /** Dead code may take more than there is. */
  #pop(count: number): void {
    this.#height = Math.max(this.#frame.base, this.#height - count);
  }

  #push(count: number): void {
    this.#height += count;
    this.#most = Math.max(this.#most, this.#height);
  }
}
