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
    imported = await import('assemblyscript/asc');
  } catch (error) {
    throw new SdkError('compiler_missing', 'assemblyscript is not installed', hint, { cause: error });
  }
  // Its version decides whether it has the shape that is expected.
  const asc = imported as Asc;
  if (asc.version !== ASC_VERSION) throw new SdkError('compiler_version', `assemblyscript is ${asc.version}; modules are compiled with ${ASC_VERSION}`, hint);
  asc.libraryFiles['rt/stub'] = sdkFiles().get(MEMORY) ?? '';
  return asc;
}
