// Puts guards into a module that passed the load gate. What is added comes last, so that no index of the module changes.
import { Guards, type GuardPlaces } from './guards.ts';
import { OP } from './opcodes.ts';
import { I32, type Body, type FunctionType, type Shape } from './shape.ts';
import { Writer } from './writer.ts';

const SECTIONS = { type: 1, function: 3, global: 6, export: 7, code: 10 } as const;
const ORDER = [1, 3, 4, 5, 6, 7, 9, 10, 11];

/** The module's bytes with guards, without custom sections. Its identity stays the hash of the original bytes. */
export function instrumentModule(shape: Shape): Uint8Array {
  return new Instrumenter(shape).write();
}

class Instrumenter {
  readonly #shape: Shape;
  readonly #places: GuardPlaces;
  readonly #guards: Guards;
  readonly #addedTypes: FunctionType[] = [];
  readonly #growType: number;

  constructor(shape: Shape) {
    this.#shape = shape;
    this.#places = { fuel: shape.globals, grow: shape.functions.length };
    this.#guards = new Guards(this.#places);
    this.#growType = this.#typeIndex({ params: [I32], results: [I32] });
  }

  write(): Uint8Array {
    const out = new Writer().byte(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    // First, as it may need types of its own.
    const code = this.#code();
    for (const id of ORDER) {
      const section = id === SECTIONS.code ? code : this.#section(id);
      if (section) out.byte(id).block(section);
    }
    return out.take();
  }

  #section(id: number): Uint8Array | undefined {
    switch (id) {
      case SECTIONS.type:
        return this.#extended(id, this.#shape.types.length, this.#addedTypes.length, writeTypes(this.#addedTypes));
      case SECTIONS.function:
        return this.#extended(id, this.#shape.functions.length, 1, new Writer().u32(this.#growType).take());
      case SECTIONS.global:
        return this.#extended(id, this.#shape.globals, 3, this.#guards.globals());
      case SECTIONS.export:
        return this.#extended(id, this.#shape.exports.length, 3, this.#guards.exports());
      default:
        return this.#content(id);
    }
  }

  #content(id: number): Uint8Array | undefined {
    const section = this.#shape.sections.find((candidate) => candidate.id === id);
    return section && this.#shape.bytes.subarray(section.start, section.end);
  }

  /** A section that is a list, with more at its end. */
  #extended(id: number, count: number, added: number, more: Uint8Array): Uint8Array {
    const content = this.#content(id) ?? new Uint8Array(1);
    let first = 0;
    while ((content[first] ?? 0) >= 0x80) first += 1;
    return new Writer().u32(count + added).raw(content.subarray(first + 1)).raw(more).take();
  }

  #code(): Uint8Array {
    const { bodies, memories } = this.#shape;
    const out = new Writer().u32(bodies.length + 1);
    for (const body of bodies) out.block(this.#body(body));
    return out.block(this.#guards.growBody(memories[0]?.max ?? 0)).take();
  }

  /** A function that calls others stands in a block of its own, which `return` leaves, so that it gives back its frame. */
  #body(body: Body): Uint8Array {
    const { bytes } = this.#shape;
    const out = new Writer().raw(bytes.subarray(body.start, body.code));
    this.#guards.charge(out, body.cost);
    if (body.calls) {
      this.#guards.enter(out, body);
      this.#blockType(out.byte(OP.block), body.type.results);
    }
    let from = body.code;
    for (const edit of body.edits) {
      out.raw(bytes.subarray(from, edit.offset));
      from = edit.offset;
      switch (edit.kind) {
        case 'loop':
          this.#guards.charge(out, edit.cost);
          break;
        case 'grow':
          out.byte(OP.call).u32(this.#places.grow);
          from += 2;
          break;
        case 'return':
          if (!body.calls) break;
          out.byte(OP.br).u32(edit.depth);
          from += 1;
      }
    }
    out.raw(bytes.subarray(from, body.end));
    if (body.calls) {
      this.#guards.leave(out, body);
      out.byte(OP.end);
    }
    return out.take();
  }

  #blockType(out: Writer, results: readonly number[]): void {
    const [only] = results;
    if (only === undefined) out.byte(0x40);
    else if (results.length === 1) out.byte(only);
    else out.signed(this.#typeIndex({ params: [], results }));
  }

  #typeIndex(wanted: FunctionType): number {
    const types = [...this.#shape.types, ...this.#addedTypes];
    const known = types.findIndex(({ params, results }) => isSame(params, wanted.params) && isSame(results, wanted.results));
    if (known >= 0) return known;
    this.#addedTypes.push(wanted);
    return types.length;
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}

function writeTypes(types: readonly FunctionType[]): Uint8Array {
  const out = new Writer();
  for (const { params, results } of types) out.byte(0x60).block(Uint8Array.from(params)).block(Uint8Array.from(results));
  return out.take();
}
