// Compiles one module: its source, what it imports, and an entry that exports what the kernel calls.
import type { Problem } from '@nx-air/air';
import { runAsc, type AscMode, type Diagnostic } from './asc.ts';
import { SDK } from './codegen/generate.ts';
import { gateProblems } from './gate-problems.ts';
import type { ModuleSource, SourceFolder } from './module-source.ts';
import { sdkFiles } from './sdk-files.ts';
import { inFolder, positionOf } from './source-place.ts';

export interface Compiled {
  /** Absent when a problem is an error. */
  readonly wasm?: Uint8Array;
  readonly problems: readonly Problem[];
  /** The world's own files that were read, sorted. */
  readonly sources: readonly string[];
}

/** A name that no file of a world has. */
const ENTRY = '~entry.ts';
const SDK_FOLDER = `node_modules/${SDK}/`;

/** Equal sources give equal bytes, on every supported Node and in every process. */
export async function compileModule(module: ModuleSource, folder: SourceFolder, mode: AscMode = 'module'): Promise<Compiled> {
  const sources = new Map<string, string>();
  const read = (file: string): string | undefined => {
    if (file === ENTRY) return entryText(module);
    if (file.startsWith(SDK_FOLDER)) return sdkFiles().get(file.slice(SDK_FOLDER.length));
    // Folders of packages and asc's own settings are no part of a module.
    if (!file.startsWith('modules/')) return undefined;
    const text = folder.read(file);
    if (text !== undefined) sources.set(file, text);
    return text;
  };
  const { wasm, diagnostics } = await runAsc(ENTRY, read, mode);
  const refused = wasm === undefined || mode === 'test' ? [] : gateProblems(wasm, module, folder, sources);
  return {
    ...(wasm === undefined || refused.length > 0 ? {} : { wasm }),
    problems: [...essential(diagnostics).map((diagnostic) => problemOf(diagnostic, module, folder, sources)), ...refused],
    sources: [...sources.keys()].sort(),
  };
}

/** The entry has errors as a consequence of others; of its own, the first says it. */
function essential(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first, ...others] = [...diagnostics].sort((left, right) => Number(left.place?.file === ENTRY) - Number(right.place?.file === ENTRY));
  return first === undefined ? [] : [first, ...others.filter(({ place }) => place?.file !== ENTRY)];
}

/** The world's own names stay inside of the source: whatever else it exports reaches no export of the module. */
function entryText({ exported, file, kind }: ModuleSource): string {
  const call = kind === 'pure' ? 'run' : 'step';
  return [
    `import { ${exported} } from './${file.replace(/\.ts$/, '')}';`,
    'export function alloc(size: i32): i32 {',
    '  return <i32>heap.alloc(size);',
    '}',
    `export function ${call}(result: i32, pointer: i32, size: i32): void {`,
    `  new ${exported}().$${call}(result, pointer, size);`,
    '}',
    '',
  ].join('\n');
}

function problemOf({ message, code, severity, place }: Diagnostic, module: ModuleSource, folder: SourceFolder, sources: ReadonlyMap<string, string>): Problem {
  const text = place && sources.get(place.file);
  const base: Problem = { code: 'module_compile', subject: `module ${module.name}`, severity, pointer: '', file: inFolder(folder, module.file), actual: `${message} (${code < 1000 ? 'AS' : 'TS'}${code})` };
  if (place !== undefined && text !== undefined) return { ...base, file: inFolder(folder, place.file), ...positionOf(text, place.start) };
  // The entry uses what the source must have, and generic code of the SDK fails for the types it is given.
  const expected = place?.file === ENTRY ? `an exported class ${module.exported} that extends the class generated for it` : undefined;
  return { ...base, line: 1, column: 1, ...(expected === undefined ? {} : { expected }) };
}
