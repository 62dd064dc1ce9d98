// What pure modules are called with and what they answer (AOS's pure ABI), as canonical CBOR.
import { CanonError, decodeCanonical, encodeWith } from '@nx-air/canon';
import { BadShape, optional, struct } from '../codec/codec.ts';
import { bytes, count } from '../codec/scalars.ts';

/** `input` and `ctx` are canonical bytes. */
export interface PureInputEnvelope {
  readonly version: number;
  readonly input: Uint8Array;
  readonly ctx?: Uint8Array;
}

/** `output`: canonical bytes. */
export interface PureOutputEnvelope {
  readonly output: Uint8Array;
}

const inputCodec = struct<PureInputEnvelope>({ version: count, input: bytes, ctx: optional(bytes) });
const outputCodec = struct<PureOutputEnvelope>({ output: bytes });

export function encodePureInput(input: PureInputEnvelope): Uint8Array {
  return encodeWith(inputCodec.write, input);
}

/** Throws `BadShape` or `CanonError`: for hosts that run modules written in TypeScript. */
export function decodePureInput(data: Uint8Array): PureInputEnvelope {
  return inputCodec.read(decodeCanonical(data), '');
}

export function encodePureOutput(output: PureOutputEnvelope): Uint8Array {
  return encodeWith(outputCodec.write, output);
}

/** The output, or why it is none. */
export function decodePureOutput(data: Uint8Array): PureOutputEnvelope | { readonly refused: string } {
  try {
    return outputCodec.read(decodeCanonical(data), '');
  } catch (error) {
    if (error instanceof BadShape || error instanceof CanonError) return { refused: error.message };
    throw error;
  }
}
