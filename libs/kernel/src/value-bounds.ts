// Bounds on a value, so that records, state and the stack stay within their own: nesting and size.
import type { Value } from '@nx-air/plan/runtime';
import type { Limits } from './limits.ts';
import type { FaultInfo } from './record.ts';

export type ValueBounds = Pick<Limits, 'value_bytes' | 'value_depth'>;

/**
 * Faults: `value_too_deep` (lists, sets, maps, records and variants inside each other), `value_too_large`. The size of a
 * value is 8 for itself, the bytes of its text (UTF-8, hashes and decimals among them) or bytes, the sizes of what it
 * holds, and the bytes of its field names and tags.
 */
export function checkBounds(value: Value, bounds: ValueBounds): FaultInfo | undefined {
  return new Walk(bounds).visit(value, bounds.value_depth);
}

/** Stops at the first bound reached: a small value may hold the same large one many times. */
class Walk {
  readonly #bounds: ValueBounds;
  #left: number;

  constructor(bounds: ValueBounds) {
    this.#bounds = bounds;
    this.#left = bounds.value_bytes;
  }

  visit(value: Value, depth: number): FaultInfo | undefined {
    if (depth < 0) return { code: 'value_too_deep', message: `nested deeper than ${this.#bounds.value_depth}` };
    return this.#spend(ownBytes(value)) ?? this.#inside(value, depth - 1);
  }

  #inside(value: Value, depth: number): FaultInfo | undefined {
    let fault: FaultInfo | undefined;
    switch (value.t) {
      case 'list':
      case 'set':
        for (const item of value.v) if ((fault = this.visit(item, depth))) return fault;
        return undefined;
      case 'map':
        for (const [key, item] of value.v) if ((fault = this.visit(key, depth) ?? this.visit(item, depth))) return fault;
        return undefined;
      case 'record':
        for (const [name, field] of value.v) if ((fault = this.#spend(Buffer.byteLength(name)) ?? this.visit(field, depth))) return fault;
        return undefined;
      case 'variant':
        return this.visit(value.value, depth);
      default:
        return undefined;
    }
  }

  #spend(bytes: number): FaultInfo | undefined {
    this.#left -= bytes;
    return this.#left < 0 ? { code: 'value_too_large', message: `larger than ${this.#bounds.value_bytes} bytes` } : undefined;
  }
}

function ownBytes(value: Value): number {
  switch (value.t) {
    case 'text':
    case 'uuid':
    case 'dec128':
    case 'hash':
      return 8 + Buffer.byteLength(value.v);
    case 'bytes':
      return 8 + value.v.length;
    case 'variant':
      return 8 + Buffer.byteLength(value.tag);
    default:
      return 8;
  }
}
