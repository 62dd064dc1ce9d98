// A world as its locks see it: every import resolved, read and judged; its own definitions do not matter.
import type { Problem } from '@nx-air/air';
import { readConfigFile } from '../config-file.ts';
import { SYNC_CONFIG_NAME } from '../config-name.ts';
import type { Host } from '../host.ts';
import type { ImportedDefs } from '../import-defs.ts';
import { collectDefs } from '../import-defs.ts';
import { baseName } from '../paths.ts';
import type { Place } from '../place.ts';
import { configFileOf } from '../place.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { ImportSource, ResolveContext } from '../source/import-source.ts';
import type { ResolveCache } from '../source/resolve-cache.ts';
import { createResolveCache } from '../source/resolve-cache.ts';
import { resolveImport } from '../source/resolve-import.ts';
import type { ImportSpec } from '../spec.ts';
import type { LockReading } from './parse.ts';
import { parseLock } from './parse.ts';
import type { Verdict } from './verdict.ts';
import { verdict } from './verdict.ts';

export interface LockImport {
  readonly spec: ImportSpec;
  /** Absent when the import could not be found. */
  readonly source?: ImportSource;
  readonly defs?: ImportedDefs;
  /** Absent for an import without lock. */
  readonly reading?: LockReading;
  readonly verdict: Verdict;
  /** What finding and reading it said. */
  readonly problems: readonly Problem[];
}

export interface LockWorld {
  readonly id: string;
  /** Absolute repository root. */
  readonly root: string;
  /** Absolute. */
  readonly worldDir: string;
  /** Relative to the repository root; '' for the root itself. */
  readonly dir: string;
  /** As `ReadLocksOptions` has it. */
  readonly lockCommand?: string;
  /** The aos.sync.json, relative to the repository root. */
  readonly configFile: string;
  /** Its text; absent when it could not be read at all. */
  readonly configText?: string;
  /** Those that nothing is wrong with in aos.sync.json, in its order. */
  readonly imports: readonly LockImport[];
  /** What is wrong with aos.sync.json; while there is an error among them no lock is written. */
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

export interface ReadLocksOptions {
  /** The world's id when aos.sync.json gives none; its folder's name without it. */
  readonly name?: string;
  /** Shared between worlds that are read in one run. */
  readonly cache?: ResolveCache;
  /** Absolute repository root, when the caller knows it. */
  readonly root?: string;
  /** What findings tell people to run; `air lock <world>` when absent. */
  readonly lockCommand?: string;
}

async function readImport(context: ResolveContext, spec: ImportSpec): Promise<LockImport> {
  const { source, problems } = await resolveImport(context, spec);
  const defs = source === undefined ? undefined : collectDefs(context.host, context.place, source, context.cache);
  const facts = {
    spec,
    ...(source === undefined ? {} : { source }),
    ...(defs === undefined ? {} : { defs }),
    ...(spec.lock === undefined ? {} : { reading: parseLock(spec.lock) }),
  };
  return { ...facts, verdict: verdict(facts), problems: [...problems, ...(defs?.problems ?? [])] };
}

/** Reads and judges the locks of the world at the absolute folder `worldDir`. Writes nothing; throws `WorldError` for I/O only. */
export async function readLocks(host: Host, worldDir: string, options: ReadLocksOptions = {}): Promise<LockWorld> {
  const place: Place = { root: options.root ?? repositoryRoot(host, worldDir), worldDir };
  const configFile = configFileOf(place);
  const { read, text } = readConfigFile(host, place);
  const { config, problems } = read;
  const context = { host, place, reducerDir: config?.reducerDir ?? '', cache: options.cache ?? createResolveCache() };
  const imports = await Promise.all((config?.air.imports ?? []).map((spec) => readImport(context, spec)));
  return {
    id: config?.id ?? options.name ?? baseName(worldDir),
    root: place.root,
    worldDir,
    dir: configFile.slice(0, -SYNC_CONFIG_NAME.length - 1),
    ...(options.lockCommand === undefined ? {} : { lockCommand: options.lockCommand }),
    configFile,
    ...(text === undefined ? {} : { configText: text }),
    imports,
    problems,
    texts: new Map([...(text === undefined ? [] : [[configFile, text] as const]), ...imports.flatMap(({ defs }) => [...(defs?.texts ?? [])])]),
  };
}
