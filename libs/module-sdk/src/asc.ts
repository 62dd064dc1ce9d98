// One run of the AssemblyScript compiler in this process, with the only settings that modules are compiled with.
import { loadAsc, type AscDiagnostic } from './asc-module.ts';
import { SdkError } from './errors.ts';

/** Pages of 65,536 bytes that a module may have: the bound of the kernel's load gate. */
const MAXIMUM_PAGES = 256;

/**
 * No bulk memory and no float truncation, which the load gate refuses. `stub` names the memory runtime that
 * `assembly/memory.ts` replaces: with any other name asc keeps a second stack in memory.
 */
const FLAGS = ['-Oz', '--runtime', 'stub', '--maximumMemory', String(MAXIMUM_PAGES), '--disable', 'bulk-memory', '--disable', 'nontrapping-f2i', '--noColors'];

/** `abort` becomes a trap and needs no import; a test imports it to learn message and place. */
const ABORT_FLAGS = { module: ['--use', 'abort='], test: [] } as const;
export type AscMode = keyof typeof ABORT_FLAGS;

/** What asc says about a source; `start` counts UTF-16 units from its beginning. */
export interface Diagnostic {
  readonly message: string;
  readonly code: number;
  readonly severity: 'error' | 'warning';
  readonly place: { readonly file: string; readonly start: number } | undefined;
}

export interface AscResult {
  /** Absent after an error. */
  readonly wasm: Uint8Array | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param read text by the path that imports lead to from the entry's folder; undefined when there is no such file */
export async function runAsc(entry: string, read: (file: string) => string | undefined, mode: AscMode): Promise<AscResult> {
  const asc = await loadAsc();
  const diagnostics: Diagnostic[] = [];
  let wasm: Uint8Array | undefined;
  let said = '';
  const sink = { write: (chunk: string | Uint8Array) => void (said += typeof chunk === 'string' ? chunk : '') };
  const { error } = await asc.main([entry, '--outFile', 'module.wasm', ...FLAGS, ...ABORT_FLAGS[mode]], {
    stdout: sink,
    stderr: sink,
    readFile: (file) => read(file.replaceAll('\\', '/')) ?? null,
    writeFile(_name, contents) {
      if (typeof contents !== 'string') wasm = contents;
    },
    listFiles: () => [],
    reportDiagnostic: (diagnostic) => void diagnostics.push(readDiagnostic(diagnostic)),
  });
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  if (error !== null && !failed) throw new SdkError('compiler_failed', `asc: ${said.trim() || error.message}`, '', { cause: error });
  return { wasm: failed ? undefined : wasm, diagnostics };
}

function readDiagnostic({ message, code, category, range }: AscDiagnostic): Diagnostic {
  const place = range?.source ? { file: range.source.normalizedPath, start: range.start } : undefined;
  return { message, code, severity: category === 3 ? 'error' : 'warning', place };
}
