// The interface to modules: bytes in, bytes out, so that a WASM host and scripted TypeScript modules fit alike.
import type { Limits } from '../limits.ts';

/** What a host needs to know of a defmodule. `pure` modules have the entry `run`, all others `step`. */
export interface CallableModule {
  readonly name: string;
  readonly kind: 'reducer' | 'workflow' | 'pure';
  /** As the definition states it. */
  readonly wasmHash: string;
}

/** `fuel` is what the call used, where the host counts. */
export type ModuleAnswer =
  | { readonly ok: true; readonly output: Uint8Array; readonly fuel?: bigint }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly fuel?: bigint;
      readonly limit?: { readonly name: string; readonly allowed: number; readonly observed: number };
    };

/**
 * Calls are deterministic functions of module, input and limits, which are those of the journal, and keep nothing
 * between calls. A module's own failure is an answer; an exception is a fault of the host: the kernel stops and
 * journals nothing of it.
 */
export interface ModuleHost {
  call(module: CallableModule, input: Uint8Array, limits: Limits): ModuleAnswer;
}

/** For worlds without modules. */
export const NO_MODULES: ModuleHost = {
  call: ({ name }) => ({ ok: false, code: 'module_missing', message: `this kernel has no module ${name}` }),
};
