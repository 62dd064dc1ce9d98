// Reads what a reducer answered: strictly, typed, within its limits, before anything of it is applied.
import { CanonError, decodeCanonical, type CanonValue } from '@nx-air/canon';
import { encodeValue, normaliseValue, type Schemas, type Term, type Value } from '@nx-air/plan/runtime';
import type { Limits } from '../limits.ts';
import { decodeModuleOutput } from '../module/envelope.ts';
import type { Module, Program } from '../program/program.ts';
import type { ModuleFault } from '../record.ts';
import { checkBounds, type ValueBounds } from '../value-bounds.ts';

export interface ModuleOutput {
  /** Canonical bytes of the normalised state. */
  readonly state: Uint8Array | undefined;
  readonly events: readonly { readonly schema: string; readonly value: Value }[];
}

export type OutputFault = Pick<ModuleFault, 'code' | 'message' | 'limit'>;

export function readModuleOutput(data: Uint8Array, module: Module, program: Program, defaults: Limits): ModuleOutput | OutputFault {
  const limits = { ...defaults, ...program.moduleLimits };
  if (data.length > limits.module_output_bytes) return exceeded('output_bytes', limits.module_output_bytes, data.length);
  const output = decodeModuleOutput(data);
  if ('refused' in output) return { code: 'bad_output', message: output.refused };
  const { domain_events: raised = [], effects = [] } = output;
  if (effects.length > 0) return { code: 'undeclared_effect', message: `a ${module.kind} emits no effects` };
  if (raised.length > limits.module_events) return exceeded('events', limits.module_events, raised.length);

  const read = new OutputReader(program.schemas, limits);
  const state = output.state && read.value(output.state, module.state, 'state');
  if (state && 'code' in state) return state;
  const events: { schema: string; value: Value }[] = [];
  for (const [index, { schema, value }] of raised.entries()) {
    if (!program.isEvent(schema)) return { code: 'unknown_event', message: `domain_events[${index}]: no schema ${schema}` };
    const typed = read.value(value, { kind: 'ref', name: schema }, `domain_events[${index}]`);
    if ('code' in typed) return typed;
    events.push({ schema, value: typed.value });
  }
  return { state: state && encodeValue(state.value), events };
}

function exceeded(name: string, allowed: number, observed: number): OutputFault {
  return { code: 'limit_exceeded', message: `${name}: ${observed}, at most ${allowed}`, limit: { name, allowed, observed } };
}

class OutputReader {
  readonly #schemas: Schemas;
  readonly #bounds: ValueBounds;

  constructor(schemas: Schemas, bounds: ValueBounds) {
    this.#schemas = schemas;
    this.#bounds = bounds;
  }

  value(data: Uint8Array, term: Term, what: string): { readonly value: Value } | OutputFault {
    let decoded: CanonValue;
    try {
      decoded = decodeCanonical(data);
    } catch (error) {
      if (!(error instanceof CanonError)) throw error;
      return { code: 'bad_output', message: `${what}: ${error.message}` };
    }
    const typed = normaliseValue(decoded, term, this.#schemas);
    if (!typed.ok) return { code: 'bad_output', message: `${what}${typed.fault.path}: expected ${typed.fault.expected}, found ${typed.fault.actual}` };
    const fault = checkBounds(typed.value, this.#bounds);
    return fault ? { code: 'bad_output', message: `${what}: ${fault.message}` } : { value: typed.value };
  }
}
