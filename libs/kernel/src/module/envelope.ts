// What stateful modules are called with and what they answer (AOS's reducer ABI), as canonical CBOR.
import { CanonError, decodeCanonical, encodeWith } from '@nx-air/canon';
import { BadShape, optional, struct, type Codec } from '../codec/codec.ts';
import { bytes, count, listOf, text } from '../codec/scalars.ts';

/** `value`, `state` and `ctx` are canonical bytes; absent state is a first call. */
export interface ModuleInputEnvelope {
  readonly version: number;
  readonly state?: Uint8Array;
  readonly event: { readonly schema: string; readonly value: Uint8Array; readonly key?: Uint8Array };
  readonly ctx?: Uint8Array;
  /** For workflow modules only. */
  readonly emission?: Emission;
}

/** `emitted_at_seq` and `effect_index` in the envelope of the first effect that this call emits; later ones count on. */
export interface Emission {
  readonly seq: number;
  readonly index: number;
}

/** Absent state ends the cell. `slot` defaults to `default`. */
export interface ModuleOutputEnvelope {
  readonly state?: Uint8Array;
  readonly domain_events?: readonly { readonly schema: string; readonly value: Uint8Array }[];
  readonly effects?: readonly EmittedEffect[];
  readonly ann?: Uint8Array;
}

export interface EmittedEffect {
  readonly kind: string;
  readonly params: Uint8Array;
  readonly cap_slot?: string;
  readonly idempotency_key?: Uint8Array;
}

const inputCodec = struct<ModuleInputEnvelope>({
  version: count,
  state: optional(bytes),
  event: struct<ModuleInputEnvelope['event']>({ schema: text, value: bytes, key: optional(bytes) }),
  ctx: optional(bytes),
  emission: optional(struct<Emission>({ seq: count, index: count })),
});

const effectCodec = struct<EmittedEffect>({ kind: text, params: bytes, cap_slot: optional(text), idempotency_key: optional(bytes) });

const outputCodec: Codec<ModuleOutputEnvelope> = struct<ModuleOutputEnvelope>({
  state: optional(bytes),
  domain_events: optional(listOf(struct<{ readonly schema: string; readonly value: Uint8Array }>({ schema: text, value: bytes }))),
  effects: optional(listOf(effectCodec)),
  ann: optional(bytes),
});

export function encodeModuleInput(input: ModuleInputEnvelope): Uint8Array {
  return encodeWith(inputCodec.write, input);
}

/** Throws `BadShape` or `CanonError`: for hosts that run modules written in TypeScript. */
export function decodeModuleInput(data: Uint8Array): ModuleInputEnvelope {
  return inputCodec.read(decodeCanonical(data), '');
}

export function encodeModuleOutput(output: ModuleOutputEnvelope): Uint8Array {
  return encodeWith(outputCodec.write, output);
}

/** The output, or why it is none. Null stands for absent, as AOS's modules write it. */
export function decodeModuleOutput(data: Uint8Array): ModuleOutputEnvelope | { readonly refused: string } {
  try {
    const value = decodeCanonical(data);
    if (value instanceof Map) for (const [key, member] of value) if (member === null) value.delete(key);
    return outputCodec.read(value, '');
  } catch (error) {
    if (error instanceof BadShape || error instanceof CanonError) return { refused: error.message };
    throw error;
  }
}
