// Why a module trapped: the same call in a build that keeps the texts of its errors.
import { compileModule } from '../compile.ts';
import type { ModuleSource, SourceFolder } from '../module-source.ts';

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(size: number): number;
  step(result: number, pointer: number, size: number): void;
  run(result: number, pointer: number, size: number): void;
}

/** The library of types has no WebAssembly for Node alone. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
};

interface Aborted {
  readonly message: string;
  readonly at: string;
}

/** Undefined when the trap was no error that the module threw, such as a division by zero. */
export async function traceTrap(module: ModuleSource, folder: SourceFolder, input: Uint8Array): Promise<Aborted | undefined> {
  const { wasm } = await compileModule(module, folder, 'test');
  if (wasm === undefined) return undefined;
  let aborted: Aborted | undefined;
  let exports: Exports | undefined;
  const abort = (message: number, file: number, line: number, column: number): void => {
    const { buffer } = exports?.memory ?? { buffer: new ArrayBuffer(0) };
    aborted = { message: textAt(buffer, message), at: `${textAt(buffer, file)}:${line}:${column}` };
    throw new Error('aborted');
  };
  exports = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { abort } }).exports;
  try {
    const result = exports.alloc(8);
    const pointer = exports.alloc(input.length);
    new Uint8Array(exports.memory.buffer).set(input, pointer);
    exports[module.kind === 'pure' ? 'run' : 'step'](result, pointer, input.length);
  } catch {
    return aborted;
  }
  return undefined;
}

/** A string of AssemblyScript: UTF-16, its size in bytes four bytes before it. */
function textAt(buffer: ArrayBuffer, pointer: number): string {
  if (pointer === 0) return '';
  const view = new DataView(buffer);
  const size = view.getUint32(pointer - 4, true);
  return Buffer.from(buffer, pointer, size).toString('utf16le');
}
