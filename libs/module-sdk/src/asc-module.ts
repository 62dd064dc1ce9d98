// The AssemblyScript compiler, loaded when something is compiled: an optional peer of the published packages.
import { SdkError } from './errors.ts';
import { MEMORY, sdkFiles } from './sdk-files.ts';

/** The version that modules are compiled with: another one gives other bytes. */
export const ASC_VERSION = '0.28.20';

/** The part of `assemblyscript/asc` that is used; its own types name modules that do not resolve. */
export interface Asc {
  readonly version: string;
  /** Sources of its standard library, by path. */
  readonly libraryFiles: Record<string, string>;
  main(args: readonly string[], options: AscOptions): Promise<{ readonly error: Error | null }>;
}

export interface AscOptions {
  readonly stdout: { write(chunk: string | Uint8Array): void };
  readonly stderr: { write(chunk: string | Uint8Array): void };
  readFile(name: string): string | null;
  writeFile(name: string, contents: string | Uint8Array): void;
  listFiles(folder: string): string[];
  reportDiagnostic(diagnostic: AscDiagnostic): void;
}

export interface AscDiagnostic {
  readonly message: string;
  readonly code: number;
  /** From pedantic, 0, to error, 3. */
  readonly category: number;
  readonly range: AscRange | null;
}

export interface AscRange {
  readonly start: number;
  readonly end: number;
  readonly source: { readonly normalizedPath: string } | null;
}

let loaded: Promise<Asc> | undefined;

/** Throws `SdkError` `compiler_missing` or `compiler_version`. */
export function loadAsc(): Promise<Asc> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Asc> {
  const hint = `npm install --save-dev --save-exact assemblyscript@${ASC_VERSION}`;
  let imported: unknown;
  try {
    imported = await importAsc();
  } catch (error) {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw new SdkError('compiler_failed', 'assemblyscript cannot be loaded', hint, { cause: error });
    throw new SdkError('compiler_missing', 'assemblyscript is not installed', hint, { cause: error });
  }
  // Its version decides whether it has the shape that is expected.
  const asc = imported as Asc;
  if (asc.version !== ASC_VERSION) throw new SdkError('compiler_version', `assemblyscript is ${asc.version}; modules are compiled with ${ASC_VERSION}`, hint);
  asc.libraryFiles['rt/stub'] = sdkFiles().get(MEMORY) ?? '';
  return asc;
}

/** asc is an ES module only, and a transpiler that loads this file as CommonJS, as Nx's on Node 20, makes `import` a `require`. */
async function importAsc(): Promise<unknown> {
  try {
    return await import('assemblyscript/asc');
  } catch (error) {
    if (!REQUIRED.has(codeOf(error) ?? '')) throw error;
    // Text is the one place where no transpiler looks for imports.
    const imported: unknown = Reflect.apply(new Function("return import('assemblyscript/asc')"), undefined, []);
    return await imported;
  }
}

/** What `require` says about a package without CommonJS, about an ES module, and about one that is not there. */
const REQUIRED: ReadonlySet<string> = new Set(['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_REQUIRE_ESM', 'MODULE_NOT_FOUND']);

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
