// The engine that runs WASM: the little of its interface that is used, as the library of types has none for Node alone.

/** `E`: the exports of its instances, which whoever compiles it has checked. */
export interface CompiledModule<E> {
  /** Of no instance: there for the type only. */
  readonly exports?: E;
}

export interface EngineGlobal<T> {
  value: T;
}

export interface EngineMemory {
  readonly buffer: ArrayBuffer;
}

interface Engine {
  readonly Module: new <E>(bytes: Uint8Array) => CompiledModule<E>;
  readonly Instance: new <E>(module: CompiledModule<E>, imports: object) => { readonly exports: E };
  readonly RuntimeError: new () => Error;
  validate(bytes: Uint8Array): boolean;
}

declare const WebAssembly: Engine;

export function isValidWasm(bytes: Uint8Array): boolean {
  return WebAssembly.validate(bytes);
}

export function compileWasm<E>(bytes: Uint8Array): CompiledModule<E> {
  return new WebAssembly.Module<E>(bytes);
}

/** Answers the exports of a fresh instance. */
export function instantiate<E>(module: CompiledModule<E>): E {
  return new WebAssembly.Instance(module, {}).exports;
}

/** Whether WASM code has trapped. A stack overflow of the engine or a lack of memory is none. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError;
}
