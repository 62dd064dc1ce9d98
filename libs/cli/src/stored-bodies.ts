// The bodies in a world's store, `.air/vendor`, that none of its locks names.
import { parseLock, VENDOR_DIR, type Host, type LockPlan, type LockWorld } from '@nx-air/world';
import { join } from 'node:path/posix';

const FOLDER = /^[0-9a-f]{2}$/;
const DIGITS = /^[0-9a-f]{64}$/;

function storedBodies(host: Host, store: string): readonly string[] {
  const folders = (host.readDir(store) ?? []).filter(({ kind, name }) => kind === 'directory' && FOLDER.test(name));
  return folders.flatMap(({ name: folder }) =>
    (host.readDir(join(store, folder)) ?? [])
      .filter(({ kind, name }) => kind === 'file' && DIGITS.test(name) && name.startsWith(folder))
      .map(({ name }) => join(store, folder, name)),
  );
}

/** Digits of every body that a lock names once the plan is carried out; a lock that lists none names what it was found to hold. */
function namedDigits({ imports }: LockWorld, { edits }: LockPlan): ReadonlySet<string> {
  const hashes = imports.flatMap(({ spec, reading, defs }) => {
    const edit = edits.find(({ index }) => index === spec.index);
    const lock = edit === undefined ? reading?.lock : parseLock(edit.lock).lock;
    if (lock?.defs !== undefined) return [...lock.defs.values()].map(({ hash }) => hash);
    return (defs?.nodes ?? []).map(({ hash }) => hash);
  });
  return new Set(hashes.map((hash) => hash.slice('sha256:'.length)));
}

/** Absolute paths, sorted. Nothing else in the folder is touched; a store behind a link belongs to somebody else. */
export function unnamedBodies(host: Host, world: LockWorld, plan: LockPlan): readonly string[] {
  const store = join(world.worldDir, VENDOR_DIR);
  if (host.kindOf(join(world.worldDir, '.air')) !== 'directory' || host.kindOf(store) !== 'directory') return [];
  const named = namedDigits(world, plan);
  return storedBodies(host, store).filter((path) => !named.has(path.slice(path.lastIndexOf('/') + 1)));
}
