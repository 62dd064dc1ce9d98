// Runs modules of WebAssembly: load gate, guards, and a fresh instance for every call.
import { hashBytes, parseHash, ZERO_HASH, type Hash } from '@nx-air/canon';
import { KernelError } from '../../errors.ts';
import type { Limits } from '../../limits.ts';
import type { CallableModule, ModuleAnswer, ModuleHost } from '../host.ts';
import { refusedModule, type Refusal } from './answers.ts';
import { callModule, type Callable } from './call.ts';
import { compileWasm, isValidWasm } from './engine.ts';
import { functionType, gateModule, type Entry } from './gate.ts';
import { instrumentModule } from './instrument.ts';

/** WASM by the hash of its bytes: a `Map`, or a content store. */
export interface ModuleBytes {
  get(hash: Hash): Uint8Array | undefined;
}

/**
 * Modules are loaded at their first call. One that the load gate refuses answers `module_refused`, one whose definition
 * has no hash yet `module_missing`: both follow from the definition. Bytes that are missing, or are others than the
 * definition says, are a fault of the host: `KernelError` `module_unavailable`.
 *
 * Further codes of answers: `trap`, `out_of_fuel`, `call_depth`, `memory_limit`, `bad_alloc`, `bad_output`.
 */
export function wasmModules(bytes: ModuleBytes): ModuleHost {
  const loaded = new Map<string, Callable | Refusal>();
  return {
    call(module: CallableModule, input: Uint8Array, limits: Limits): ModuleAnswer {
      const key = `${module.wasmHash} ${entryOf(module)} ${limits.module_memory_pages} ${limits.module_table_elements}`;
      const callable = loaded.get(key) ?? load(module, bytes, limits);
      loaded.set(key, callable);
      return 'compiled' in callable ? callModule(callable, input, limits) : callable;
    },
  };
}

function entryOf({ kind }: CallableModule): Entry {
  return kind === 'pure' ? 'run' : 'step';
}

function load(module: CallableModule, modules: ModuleBytes, limits: Limits): Callable | Refusal {
  const { name, wasmHash } = module;
  const hash = parseHash(wasmHash);
  if (hash === undefined || hash === ZERO_HASH) return { ok: false, code: 'module_missing', message: `the definition of ${name} has no wasm_hash` };
  const found = modules.get(hash);
  if (!found) throw unavailable(`no WASM of ${name}: nothing has the hash ${hash}`);
  const actual = hashBytes(found);
  if (actual !== hash) throw unavailable(`the WASM of ${name} is not what its definition says: expected ${hash}, found ${actual}`);
  // The caller's bytes may change later; what was hashed must not.
  const bytes = found.slice();
  const gated = gateModule(bytes, entryOf(module), limits);
  if (!gated.ok) return refusedModule(gated.findings);
  const { shape } = gated;
  const instrumented = instrumentModule(shape);
  if (!isValidWasm(instrumented)) throw new KernelError('host_fault', `the WASM of ${name} (${hash}) does not validate after its guards were put in`);
  const entry = entryOf(module);
  const index = shape.exports.find((found) => found.name === entry)?.index ?? 0;
  return { compiled: compileWasm(instrumented), entry, returnsPair: functionType(shape, index)?.results.length === 2, pages: shape.memories[0]?.max ?? 0 };
}

function unavailable(message: string): KernelError {
  return new KernelError('module_unavailable', message, { hint: 'build the modules again, or open the journal with the modules that it was written with' });
}
