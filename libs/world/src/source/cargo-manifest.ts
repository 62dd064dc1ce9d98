// Which Cargo.toml a cargo import is resolved from, by the rule of AOS v0.10.
import type { FileHost } from '../host.ts';
import { ancestors, joinPath, relativePath } from '../paths.ts';
import type { Place } from '../place.ts';
import type { CargoSpec } from '../spec.ts';
import { contain } from './contain.ts';
import type { Containment } from './contain.ts';

export type CargoManifest =
  /** `given` is relative to the world, as a lock repeats it. */
  | { readonly kind: 'found'; readonly path: string; readonly given: string }
  /** `tried` are relative to the world; `above` is a Cargo.toml further up that `manifest_path` could name. */
  | { readonly kind: 'missing'; readonly tried: readonly string[]; readonly above?: string }
  | { readonly kind: 'outside'; readonly by: 'path' | 'link'; readonly leadsTo: string };

const withoutDots = (path: string): string => path.split('/').filter((part) => part !== '.' && part !== '').join('/');

/** `manifest_path`, else the reducer's Cargo.toml, else the world's own. Links are not resolved, as cargo does not. */
export function findCargoManifest(files: FileHost, place: Place, reducerDir: string, spec: CargoSpec): CargoManifest {
  const tried = spec.manifestPath === undefined ? [withoutDots(`${reducerDir}/Cargo.toml`), 'Cargo.toml'] : [withoutDots(spec.manifestPath)];
  for (const given of tried) {
    const path = joinPath(place.worldDir, given);
    const found: Containment = contain(files, place.root, path);
    if (found.kind === 'outside') return found;
    if (found.kind === 'inside' && files.kindOf(found.path) === 'file') return { kind: 'found', path, given };
  }
  const above = ancestors(place.worldDir, place.root)
    .map((folder) => joinPath(folder, 'Cargo.toml'))
    .find((path) => files.kindOf(path) === 'file');
  return { kind: 'missing', tried, ...(above === undefined ? {} : { above: relativePath(place.worldDir, above) }) };
}
