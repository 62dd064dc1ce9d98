// Worlds that import each other: following imports from a world leads back to it.
import type { Problem } from '@nx-air/air';
import { SYNC_CONFIG_NAME } from './config-name.ts';
import { readLightConfig } from './light-config.ts';
import { resolveForGraph } from './light-resolve.ts';
import { ancestors, baseName, joinPath, relativePath } from './paths.ts';
import type { Place } from './place.ts';
import { configFileOf } from './place.ts';
import type { CachedFiles } from './source/resolve-cache.ts';
import { cacheSlot } from './source/resolve-cache.ts';
import type { ImportSpec } from './spec.ts';
import { specPointer, specSubject } from './spec.ts';

/** The world whose folder holds `folder`, unless a pack or node_modules lies between: those belong to nobody. Absolute. */
function owningWorld({ files }: CachedFiles, root: string, folder: string): string | undefined {
  for (const at of ancestors(folder, root)) {
    if (files.kindOf(joinPath(at, SYNC_CONFIG_NAME)) !== undefined) return at;
    if (baseName(at) === 'node_modules' || files.kindOf(joinPath(at, 'defs.air.json')) !== undefined) return undefined;
  }
  return undefined;
}

function ownerOfImport(context: CachedFiles, place: Place, reducerDir: string, spec: ImportSpec): string | undefined {
  const { root } = resolveForGraph(context, place, reducerDir, spec);
  const owner = root === undefined ? undefined : owningWorld(context, place.root, joinPath(place.root, root));
  return owner === place.worldDir ? undefined : owner;
}

const cachedImports = cacheSlot<readonly string[]>();

/** The worlds that the world at `worldDir` imports from, in the order of its imports. */
function importedWorlds(context: CachedFiles, root: string, worldDir: string): readonly string[] {
  return cachedImports(context.cache, worldDir, () => {
    const { specs, reducerDir } = readLightConfig(context.files, worldDir);
    return specs.flatMap((spec) => ownerOfImport(context, { root, worldDir }, reducerDir, spec) ?? []);
  });
}

/** A shortest way from `start` to `target` along imports, both included. */
function findWay(context: CachedFiles, root: string, start: string, target: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  for (const at of cameFrom.keys()) {
    if (at === target) {
      const way: string[] = [];
      for (let step: string | undefined = at; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    for (const next of importedWorlds(context, root, at)) if (!cameFrom.has(next)) cameFrom.set(next, at);
  }
  return undefined;
}

/** One problem an import that leads back, at its entry, with the whole way. */
export function findWorldCycles(context: CachedFiles, place: Place, reducerDir: string, specs: readonly ImportSpec[]): readonly Problem[] {
  return specs.flatMap((spec): readonly Problem[] => {
    const owner = ownerOfImport(context, place, reducerDir, spec);
    const way = owner === undefined ? undefined : findWay(context, place.root, owner, place.worldDir);
    if (way === undefined) return [];
    const names = [place.worldDir, ...way].map((folder) => relativePath(place.root, folder) || '.');
    return [{ code: 'import_cycle', subject: specSubject(spec), file: configFileOf(place), pointer: specPointer(spec), actual: names.join(' -> ') }];
  });
}
