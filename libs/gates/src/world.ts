// A world as the gates run it: its merged manifest, the code of its modules, and which of its plans are imported.
import type { MergedManifest, Problem } from '@nx-air/air';
import { codeEntry } from '@nx-air/air';
import { parseHash, ZERO_HASH, type Hash } from '@nx-air/canon';
import type { ModuleHost } from '@nx-air/kernel';
import { wasmModules } from '@nx-air/kernel/wasm';
import { loadWorld, sourceLabel, type Host, type LoadedWorld, type LoadWorldOptions } from '@nx-air/world';
import { typesOf, type WorldTypes } from './world-types.ts';

export interface ImportedPlan {
  readonly name: string;
  /** Index in `air.imports`. */
  readonly importIndex: number;
  /** In the user's words: `path ../../plan-packs/digest`. */
  readonly source: string;
}

export interface RunnableWorld {
  readonly id: string;
  /** Relative to the repository root, with `/`; '' for the root itself. */
  readonly dir: string;
  /** Absolute repository root. */
  readonly root: string;
  /** Its aos.sync.json, relative to the repository root. */
  readonly configFile: string;
  readonly manifest: MergedManifest;
  readonly types: WorldTypes;
  readonly modules: ModuleHost;
  /** What the build wrote, by hash: what a golden journal keeps. */
  readonly moduleBytes: ReadonlyMap<Hash, Uint8Array>;
  /** Listed modules without code: calls of them fail with `module_missing`, and one that enforces a capability denies. */
  readonly missingModules: ReadonlySet<string>;
  /** Listed plans whose definition comes from an import, by name. */
  readonly importedPlans: readonly ImportedPlan[];
  /** What the world is with the definitions of a folder (absolute) in place of its own; undefined when there is no such folder. */
  overlay(folder: string): Promise<LoadedOverlay | undefined>;
  /** The world in another folder (absolute). */
  neighbour(folder: string): Promise<LoadedRunnable>;
}

export interface LoadedOverlay {
  /** Absent when an error of loading was found. */
  readonly manifest?: MergedManifest;
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

export interface LoadRunnableOptions extends Omit<LoadWorldOptions, 'builtModules' | 'overlay'> {
  /** Code of modules, in place of what the build wrote: for tests and for hosts of other kinds. */
  readonly modules?: ModuleHost;
}

export interface LoadedRunnable {
  /** Absent when the world cannot be loaded. */
  readonly world?: RunnableWorld;
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Loads the world in the absolute folder `dir`. Throws `WorldError` for I/O only. */
export async function loadRunnableWorld(host: Host, dir: string, options: LoadRunnableOptions = {}): Promise<LoadedRunnable> {
  const { modules, ...load } = options;
  const loaded = await loadWorld(host, dir, { ...load, builtModules: true });
  const { merged, problems, texts } = loaded;
  if (merged === undefined || problems.some(blocks)) return { problems, texts };
  const types = typesOf(merged);
  const moduleBytes = new Map([...loaded.built.values()].map(({ hash, bytes }) => [hash, bytes]));
  const world: RunnableWorld = {
    id: loaded.id,
    dir: loaded.dir,
    root: loaded.root,
    configFile: loaded.configFile,
    manifest: merged,
    types,
    modules: modules ?? wasmModules(moduleBytes),
    moduleBytes,
    missingModules: modules ? new Set() : unbuiltModules(merged),
    importedPlans: importedPlans(merged, loaded),
    overlay: (folder) => overlayOf(host, dir, { ...load, builtModules: true, overlay: folder }),
    neighbour: (folder) => loadRunnableWorld(host, folder, without(load)),
  };
  return { world, problems, texts };
}

/** A name is that of one world. */
function without({ name: _unused, ...load }: LoadRunnableOptions): LoadRunnableOptions {
  return load;
}

function blocks({ code, severity }: Problem): boolean {
  const entry = codeEntry(code);
  return (severity ?? entry.severity) === 'error' && entry.exit === 2;
}

/** Definitions without a hash, which building fills in. */
function unbuiltModules({ defs }: MergedManifest): ReadonlySet<string> {
  const unbuilt = defs.filter(({ kind, listed, normalized }) => {
    const hash = normalized['wasm_hash'];
    return kind === 'defmodule' && listed && [undefined, ZERO_HASH].includes(typeof hash === 'string' ? parseHash(hash) : undefined);
  });
  return new Set(unbuilt.map(({ name }) => name));
}

function importedPlans({ defs }: MergedManifest, { imports }: LoadedWorld): readonly ImportedPlan[] {
  const labels = new Map(imports.map(({ source }) => [source.spec.index, sourceLabel(source)]));
  return defs.flatMap(({ kind, name, listed, origin }) => {
    if (kind !== 'defplan' || !listed || origin.import === undefined) return [];
    return [{ name, importIndex: origin.import, source: labels.get(origin.import) ?? '' }];
  });
}

async function overlayOf(host: Host, dir: string, options: LoadWorldOptions): Promise<LoadedOverlay | undefined> {
  if (options.overlay === undefined || host.kindOf(options.overlay) !== 'directory') return undefined;
  const { merged, problems, texts } = await loadWorld(host, dir, options);
  return { ...(merged && !problems.some(blocks) && { manifest: merged }), problems, texts };
}
