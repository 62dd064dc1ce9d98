// Cargo.lock as data: which version of a registry or git crate a workspace uses.
import type { CachedFiles } from './resolve-cache.ts';
import { cacheSlot } from './resolve-cache.ts';
import { joinPath } from '../paths.ts';
import type { TomlTable } from './toml-file.ts';
import { readToml, tomlMember, tomlText } from './toml-file.ts';

export interface CargoLockEntry {
  readonly name: string;
  readonly version: string;
  /** Absent for crates of the workspace. */
  readonly source?: string;
}

const cachedLock = cacheSlot<readonly CargoLockEntry[]>();

/** The packages of the Cargo.lock in `folder` (a workspace root); none when it is absent or broken. */
export function readCargoLock(context: CachedFiles, folder: string): readonly CargoLockEntry[] {
  const path = joinPath(folder, 'Cargo.lock');
  return cachedLock(context.cache, path, () => {
    const file = readToml(context, path);
    const packages = file?.kind === 'table' ? tomlMember(file.table, 'package') : undefined;
    return (Array.isArray(packages) ? packages : []).flatMap((entry: TomlTable) => {
      const name = tomlText(entry, 'name');
      const version = tomlText(entry, 'version');
      const source = tomlText(entry, 'source');
      return name === undefined || version === undefined ? [] : [{ name, version, ...(source === undefined ? {} : { source }) }];
    });
  });
}
