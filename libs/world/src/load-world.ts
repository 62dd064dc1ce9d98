// One world from its folder: its config, its imports, its definitions, merged when nothing is in the way.
import type { DraftManifest, LoadedNode, MergedManifest, Origin, Problem, UnreadDef, UnreadDefs } from '@nx-air/air';
import { blocksLoading, hidesContent, withoutRepeats } from './blocking.ts';
import type { BuiltModules } from './built-modules.ts';
import { readBuiltModules } from './built-modules.ts';
import { readConfigFile } from './config-file.ts';
import { SYNC_CONFIG_NAME } from './config-name.ts';
import { fillModules } from './fill-modules.ts';
import type { Host } from './host.ts';
import type { ImportedDefs } from './import-defs.ts';
import { collectDefs } from './import-defs.ts';
import { mergeWorld } from './merge.ts';
import { collectOverlay, withOverlay } from './overlay.ts';
import { collectOwn } from './own-defs.ts';
import { baseName, joinPath } from './paths.ts';
import type { Place } from './place.ts';
import { configFileOf } from './place.ts';
import { repositoryRoot } from './repository-root.ts';
import { sourceLabel } from './source/import-source.ts';
import { readPackageJson } from './source/package-json.ts';
import type { ResolveCache } from './source/resolve-cache.ts';
import { createResolveCache } from './source/resolve-cache.ts';
import { resolveImport } from './source/resolve-import.ts';
import type { ImportSpec } from './spec.ts';
import { findWorldCycles } from './world-cycle.ts';

export interface LoadWorldOptions {
  /** Project name, the world's id when aos.sync.json gives none; else that of package.json, else the folder's. */
  readonly name?: string;
  /** Shared between worlds that are loaded in one run. */
  readonly cache?: ResolveCache;
  /** Absolute repository root, when the caller knows it. */
  readonly root?: string;
  /** Absolute folder whose definitions, a manifest among them, replace the world's own ones of the same kind and name. */
  readonly overlay?: string;
  /** Read what was built for the modules and fill `wasm_hash`; without it, hashes that are left out stay zero. */
  readonly builtModules?: boolean;
}

export interface LoadedWorld {
  readonly id: string;
  /** Relative to the repository root; '' for the root itself. */
  readonly dir: string;
  /** Absolute. */
  readonly root: string;
  /** The aos.sync.json, relative to the repository root. */
  readonly configFile: string;
  readonly specs: readonly ImportSpec[];
  /** Imports that could be resolved, in order; `source.spec.index` tells which. */
  readonly imports: readonly ImportedDefs[];
  /** The world's own nodes, its manifest among them. */
  readonly own: readonly LoadedNode[];
  /** With the option `builtModules`: code by module name. */
  readonly built: BuiltModules['modules'];
  /** Absent when an error of loading was found. */
  readonly merged?: MergedManifest;
  /** Instead of `merged` where there is a manifest: what could be read, for checks, which report what else is wrong. */
  readonly draft?: DraftManifest;
  /** What could not be loaded. */
  readonly unread: UnreadDefs;
  readonly problems: readonly Problem[];
  /** Texts of all files read, by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

const NOTHING_BUILT: BuiltModules = { modules: new Map(), problems: [], texts: new Map() };
const ALL_UNREAD: UnreadDefs = { anything: true, defs: [] };

/** What later checks must not report a second time as something missing. */
function unreadParts(problems: readonly Problem[], defs: readonly UnreadDef[], unresolved: boolean, configFile: string): UnreadDefs {
  const missing = problems.some((problem) => blocksLoading(problem) && (problem.file === configFile || hidesContent(problem)));
  return { anything: unresolved || missing, defs };
}

function worldId(host: Host, place: Place, cache: ResolveCache, given: string | undefined): string {
  const packageJson = readPackageJson({ files: host, cache }, joinPath(place.worldDir, 'package.json'));
  return given ?? packageJson?.name ?? baseName(place.worldDir);
}

/** Loads the world at the absolute folder `worldDir`. Collects all problems; throws `WorldError` for I/O only. */
export async function loadWorld(host: Host, worldDir: string, options: LoadWorldOptions = {}): Promise<LoadedWorld> {
  const place: Place = { root: options.root ?? repositoryRoot(host, worldDir), worldDir };
  const cache = options.cache ?? createResolveCache();
  const configFile = configFileOf(place);
  const { read, text } = readConfigFile(host, place);
  const id = read.config?.id ?? worldId(host, place, cache, options.name);
  const base = { id, dir: configFile.slice(0, -SYNC_CONFIG_NAME.length - 1), root: place.root, configFile };
  if (read.config === undefined) {
    return { ...base, specs: [], imports: [], own: [], built: new Map(), unread: ALL_UNREAD, problems: read.problems, texts: new Map(text === undefined ? [] : [[configFile, text]]) };
  }
  const { air, reducerDir } = read.config;
  const context = { host, place, reducerDir, cache };
  const resolutions = await Promise.all(air.imports.map((spec) => resolveImport(context, spec)));
  const imports = resolutions.flatMap(({ source }) => (source === undefined ? [] : [collectDefs(host, place, source, context.cache)]));
  const own = withOverlay(collectOwn(host, place, air.dir), options.overlay === undefined ? undefined : collectOverlay(host, place, options.overlay));
  const built = options.builtModules === true ? readBuiltModules(host, place.root, base.dir) : NOTHING_BUILT;
  const nodes = fillModules(own.nodes, (name) => built.modules.get(name)?.hash);
  const texts = new Map([[configFile, text ?? ''], ...built.texts, ...own.texts, ...imports.flatMap((entry) => [...entry.texts])]);
  const ofDefinitions = [...own.problems, ...imports.flatMap(({ problems }) => problems)];
  const before = [
    ...read.problems,
    ...resolutions.flatMap(({ problems }) => problems),
    ...findWorldCycles({ files: host, cache }, place, reducerDir, air.imports),
    ...ofDefinitions,
    ...built.problems,
  ];
  const labels = new Map(imports.map(({ source }) => [source.spec.index, sourceLabel(source)]));
  const labelOf = (origin: Origin): string => (origin.import === undefined ? undefined : labels.get(origin.import)) ?? 'the world';
  const unread = unreadParts(before, [...own.unread, ...imports.flatMap((entry) => entry.unread)], imports.length < air.imports.length, configFile);
  const { merged, draft, problems } = mergeWorld({
    worldId: id,
    configFile,
    own: nodes,
    imports: imports.map((entry) => entry.nodes),
    labelOf,
    blocked: before.some(blocksLoading),
    unread,
  });
  return {
    ...base,
    unread,
    specs: air.imports,
    imports,
    own: nodes,
    built: built.modules,
    ...(merged === undefined ? {} : { merged }),
    ...(draft === undefined ? {} : { draft }),
    problems: withoutRepeats([...before, ...problems]),
    texts,
  };
}
