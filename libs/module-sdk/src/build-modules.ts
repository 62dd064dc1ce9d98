// Compiles every module that a world defines, and lists what came out.
import type { MergedManifest, Problem } from '@nx-air/air';
import { encodeUtf8, hashBytes, type Hash, type JsonObject } from '@nx-air/canon';
import { ASC_VERSION } from './asc-module.ts';
import { ownModules } from './codegen/world-types.ts';
import { compileModule } from './compile.ts';
import { matchSources, type SourcedModule } from './match-sources.ts';
import { moduleStem } from './module-files.ts';
import type { SourceFolder } from './module-source.ts';
import { staleCode, worldCode } from './world-code.ts';

export interface BuildInput {
  readonly manifest: MergedManifest;
  readonly folder: SourceFolder;
  /** Names of the files directly in the folder of sources. */
  readonly files: readonly string[];
  /** How the user writes the generated types anew. */
  readonly codegenCommand: string;
}

export interface BuiltSource {
  readonly name: string;
  /** Beside the list: `modules/sync-tracker.wasm`. */
  readonly file: string;
  readonly wasm: Uint8Array;
  readonly sha256: Hash;
  /** The world's own files that it was compiled from, sorted, with the hashes of their text. */
  readonly sources: readonly { readonly file: string; readonly sha256: Hash }[];
}

export interface Build {
  /** Sorted by name. */
  readonly modules: readonly BuiltSource[];
  readonly problems: readonly Problem[];
}

/** Compiles nothing while generated types are stale: errors in them would be reported as errors of the modules. */
export async function buildModules({ manifest, folder, files, codegenCommand }: BuildInput): Promise<Build> {
  const { modules, problems } = matchSources(ownModules(manifest.defs), files, folder.dir);
  const code = worldCode(manifest);
  const stale = staleCode(code, folder, codegenCommand);
  const before = [...problems, ...code.problems, ...(stale === undefined ? [] : [stale])];
  if (stale !== undefined) return { modules: [], problems: before };
  const built: BuiltSource[] = [];
  const after: Problem[] = [];
  // One after the other: asc keeps the state of a compilation in variables of its modules.
  for (const module of modules) {
    const { wasm, problems: found, sources } = await compileModule(module.source, folder);
    after.push(...found);
    if (wasm === undefined) continue;
    const hashed = sources.map((file) => ({ file, sha256: hashBytes(encodeUtf8(folder.read(file) ?? '')) }));
    const result = { name: module.source.name, file: `modules/${moduleStem(module.source.name)}.wasm`, wasm, sha256: hashBytes(wasm), sources: hashed };
    built.push(result);
    after.push(...judgeHash(module, result));
  }
  return { modules: built, problems: [...before, ...after] };
}

function judgeHash({ def, authored }: SourcedModule, { sha256 }: BuiltSource): readonly Problem[] {
  if (authored === undefined || authored === sha256) return [];
  const { file, pointer } = def.origin;
  return [{ code: 'module_hash_differs', subject: `defmodule ${def.name}`, file, pointer: `${pointer}/wasm_hash`, expected: sha256, actual: authored }];
}

/** modules.json: what the loader of worlds reads. */
export function moduleList(modules: readonly BuiltSource[]): JsonObject {
  return { format: 1, asc: ASC_VERSION, modules: modules.map(({ name, file, sha256, wasm, sources }) => ({ name, file, sha256, size: wasm.length, sources: sources.map((source) => ({ ...source })) })) };
}
