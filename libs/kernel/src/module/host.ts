// The interface to modules: bytes in, bytes out, so that a WASM host and scripted TypeScript modules fit alike.
import type { Module } from '../program/program.ts';

/** `fuel` is what the call used, where the host counts. */
export type ModuleAnswer =
  | { readonly ok: true; readonly output: Uint8Array; readonly fuel?: bigint }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly fuel?: bigint };

/**
 * Calls are deterministic functions of module and input, and keep nothing between calls. A module's own failure is an
 * answer; an exception is a fault of the host: the kernel stops and journals nothing of it.
 */
export interface ModuleHost {
  call(module: Module, input: Uint8Array): ModuleAnswer;
}

/** For worlds without modules. */
export const NO_MODULES: ModuleHost = {
  call: ({ name }) => ({ ok: false, code: 'module_missing', message: `this kernel has no module ${name}` }),
};
