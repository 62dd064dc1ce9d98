// Reads what a reducer or workflow answered: strictly, typed, within its limits, before anything of it is applied.
import { CanonError, decodeCanonical, type CanonValue } from '@nx-air/canon';
import { encodeValue, normaliseValue, type Schemas, type Term, type Value } from '@nx-air/plan/runtime';
import type { Limits } from '../limits.ts';
import { decodeModuleOutput, type EmittedEffect } from '../module/envelope.ts';
import type { EffectKind, Module, Program } from '../program/program.ts';
import type { ModuleFault } from '../record.ts';
import { checkBounds, type ValueBounds } from '../value-bounds.ts';

export interface ModuleOutput {
  /** Canonical bytes of the normalised state. */
  readonly state: Uint8Array | undefined;
  readonly events: readonly { readonly schema: string; readonly value: Value }[];
  readonly effects: readonly EffectDemand[];
}

/** An effect with no structural fault (10.8). */
export interface EffectDemand {
  readonly effect: EffectKind;
  readonly params: Value;
  /** `default` when the module named none. */
  readonly slot: string;
  /** 32 bytes. */
  readonly key: Uint8Array | undefined;
}

export const DEFAULT_SLOT = 'default';

export type OutputFault = Pick<ModuleFault, 'code' | 'message' | 'limit'>;

export function readModuleOutput(data: Uint8Array, module: Module, program: Program, defaults: Limits): ModuleOutput | OutputFault {
  const limits = { ...defaults, ...program.moduleLimits };
  if (data.length > limits.module_output_bytes) return exceeded('output_bytes', limits.module_output_bytes, data.length);
  const output = decodeModuleOutput(data);
  if ('refused' in output) return { code: 'bad_output', message: output.refused };
  const { domain_events: raised = [], effects: emitted = [] } = output;
  if (module.kind !== 'workflow' && emitted.length > 0) return { code: 'undeclared_effect', message: `a ${module.kind} emits no effects` };
  if (emitted.length > limits.module_effects) return exceeded('effects', limits.module_effects, emitted.length);
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
  const effects: EffectDemand[] = [];
  for (const [index, effect] of emitted.entries()) {
    const demand = readEffect(effect, `effects[${index}]`, module, program, read);
    if ('code' in demand) return demand;
    effects.push(demand);
  }
  return { state: state && encodeValue(state.value), events, effects };
}

/** The allowlist comes before everything that grants and policy say. */
function readEffect({ kind, params, cap_slot: slot = DEFAULT_SLOT, idempotency_key: key }: EmittedEffect, at: string, module: Module, program: Program, read: OutputReader): EffectDemand | OutputFault {
  if (!module.effects.has(kind)) return { code: 'undeclared_effect', message: `${at}: ${kind} is not in effects_emitted` };
  const effect = program.effects.get(kind);
  if (!effect) return { code: 'unknown_effect', message: `${at}: no effect kind ${kind}` };
  if (slot !== DEFAULT_SLOT && !module.slots.has(slot)) return { code: 'unknown_slot', message: `${at}: ${slot} is not in cap_slots` };
  if (key && key.length !== 32) return { code: 'bad_idempotency_key', message: `${at}: expected 32 bytes, found ${key.length}` };
  const typed = read.value(params, effect.params, `${at}.params`);
  return 'code' in typed ? { ...typed, code: 'bad_params' } : { effect, params: typed.value, slot, key };
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
