// The engine that runs WASM: the little of its interface that is used, as the library of types has none for Node alone.

interface EngineModule {
  readonly brand?: 'WebAssembly.Module';
}

export interface EngineGlobal<T> {
  value: T;
}

export interface EngineMemory {
  readonly buffer: ArrayBuffer;
}

export interface EngineInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface Engine {
  readonly Module: new (bytes: Uint8Array) => EngineModule;
  readonly Instance: new (module: EngineModule, imports: object) => EngineInstance;
  readonly RuntimeError: new () => Error;
  validate(bytes: Uint8Array): boolean;
}

export type CompiledModule = EngineModule;

declare const WebAssembly: Engine;

export function isValidWasm(bytes: Uint8Array): boolean {
  return WebAssembly.validate(bytes);
}

export function compileWasm(bytes: Uint8Array): CompiledModule {
  return new WebAssembly.Module(bytes);
}

export function instantiate(module: CompiledModule): EngineInstance {
  return new WebAssembly.Instance(module, {});
}

/** Whether WASM code has trapped. A stack overflow of the engine or a lack of memory is none. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError;
}
