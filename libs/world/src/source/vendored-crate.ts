// Finds a vendored crate: cargo's config replaces a registry by a folder of the repository.
import { ancestors, isInside, joinPath, parentPath } from '../paths.ts';
import type { Place } from '../place.ts';
import type { CachedFiles } from './resolve-cache.ts';
import { readToml, tomlTable, tomlText } from './toml-file.ts';

/** `directory` of every source in the .cargo/config.toml files from `folder` up to the repository root. */
function vendorFolders(context: CachedFiles, place: Place, folder: string): readonly string[] {
  return ancestors(folder, place.root).flatMap((at) => {
    const file = readToml(context, joinPath(at, '.cargo/config.toml'));
    const sources = file?.kind === 'table' ? tomlTable(file.table, 'source') : undefined;
    return Object.keys(sources ?? {}).flatMap((name) => {
      const directory = tomlText(tomlTable(sources, name), 'directory');
      // cargo reads it relative to the folder that holds `.cargo`.
      return directory === undefined || directory.startsWith('/') ? [] : [joinPath(at, directory)];
    });
  });
}

/** The folder inside the repository that holds exactly this crate and version, and its own `air_dir`. */
export function findVendoredCrate(
  context: CachedFiles,
  place: Place,
  folder: string,
  { name, version }: { readonly name: string; readonly version: string },
): { readonly folder: string; readonly airDir?: string } | undefined {
  for (const vendor of vendorFolders(context, place, folder)) {
    for (const candidate of [`${name}-${version}`, name]) {
      const manifest = joinPath(vendor, `${candidate}/Cargo.toml`);
      if (!isInside(place.root, manifest)) continue;
      const file = readToml(context, manifest);
      const own = file?.kind === 'table' ? tomlTable(file.table, 'package') : undefined;
      if (tomlText(own, 'name') !== name || tomlText(own, 'version') !== version) continue;
      const airDir = tomlText(tomlTable(own, 'metadata', 'aos'), 'air_dir');
      return { folder: parentPath(manifest), ...(airDir === undefined ? {} : { airDir }) };
    }
  }
  return undefined;
}
