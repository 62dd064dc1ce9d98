// Adds the platform packages that npm left out of package-lock.json because the registry it asked does not hold them.

/** The order npm itself writes, so that its next install does not move entries about. */
const NPM_ORDER = new Intl.Collator('en');

export type LockPackage = Readonly<Record<string, unknown>>;

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockPackage>>;
}

export interface Completed<L extends Lockfile> {
  readonly lockfile: L;
  /** Keys of the added entries, sorted. */
  readonly added: readonly string[];
  /** Optional dependencies whose name says no platform, so that no entry can be written for them. */
  readonly unknown: readonly string[];
}

/**
 * npm leaves an optional dependency out of the lock when its registry lacks it, and `npm ci` then refuses the lock.
 * An entry with the platform's `os` and `cpu` is enough: on every other platform it is never fetched.
 */
export function completeLockfile<L extends Lockfile>(lockfile: L): Completed<L> {
  const wanted = new Map<string, LockPackage>();
  const unknown: string[] = [];
  for (const [parent, entry] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(stringMembers(entry['optionalDependencies']))) {
      if (isLocked(lockfile, parent, name)) continue;
      const platform = readPlatform(name);
      if (platform === undefined) unknown.push(`${name} of ${parent}`);
      else wanted.set(`node_modules/${name}`, { version, ...inheritFlags(entry), optional: true, ...platform });
    }
  }
  const entries = [...Object.entries(lockfile.packages), ...wanted].sort(([a], [b]) => NPM_ORDER.compare(a, b));
  return { lockfile: { ...lockfile, packages: Object.fromEntries(entries) }, added: [...wanted.keys()].sort(), unknown };
}

/** As Node resolves: in the parent's own node_modules, or in any folder above it. */
function isLocked({ packages }: Lockfile, parent: string, name: string): boolean {
  for (let dir = parent; ; dir = dir.slice(0, Math.max(0, dir.lastIndexOf('/node_modules/')))) {
    if (`${dir === '' ? '' : `${dir}/`}node_modules/${name}` in packages) return true;
    if (dir === '') return false;
  }
}

const PLATFORM = /-(?<os>darwin|freebsd|linux|win32|android|openbsd)-(?<cpu>arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64)(?:-(?<flavour>gnu|musl|gnueabihf|msvc))?$/;
const LIBC: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' };

function readPlatform(name: string): LockPackage | undefined {
  const { os, cpu, flavour = '' } = PLATFORM.exec(name)?.groups ?? {};
  if (os === undefined || cpu === undefined) return undefined;
  const libc = LIBC[flavour];
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

/** A development tool's platform packages are development packages too. */
function inheritFlags(parent: LockPackage): LockPackage {
  return Object.fromEntries(['dev', 'devOptional', 'peer'].filter((flag) => parent[flag] === true).map((flag) => [flag, true]));
}

function stringMembers(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
