// Plans what `air vendor` writes: the body of every locked definition, into the world's store.
import type { Problem } from '@nx-air/air';
import type { Hash, JsonObject } from '@nx-air/canon';
import { encodeCanonical, hashBytes } from '@nx-air/canon';
import { compareText, joinPointer } from '@nx-air/canon/json';
import type { FileHost, Host } from '../host.ts';
import { ancestors, parentPath, relativePath } from '../paths.ts';
import type { Place } from '../place.ts';
import type { ImportSpec } from '../spec.ts';
import { specPointer } from '../spec.ts';
import { importProblems } from './lock-problems.ts';
import type { LockImport, LockWorld } from './lock-world.ts';
import type { LockedDef } from './parse-members.ts';
import { lockedDefKey } from './payload.ts';
import { findPreviousBodies } from './previous-bodies.ts';
import { readStoredBody, vendoredPath } from './vendor-store.ts';

export interface VendoredBody {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface VendoredImport {
  readonly spec: ImportSpec;
  /** Definitions of the lock: in the store before, to be written, and of those the ones that replace a corrupt body. */
  readonly stored: number;
  readonly written: number;
  readonly repaired: number;
}

export interface VendorPlan {
  readonly imports: readonly VendoredImport[];
  /** Sorted by path, each body once. To be written only when there is no problem. */
  readonly writes: readonly VendoredBody[];
  readonly problems: readonly Problem[];
}

interface Step extends VendoredImport {
  readonly writes: readonly VendoredBody[];
  readonly problems: readonly Problem[];
}

/** What the lock names, each with its body where the import still holds it. */
function lockedBodies({ reading, defs }: LockImport): { readonly locked: readonly LockedDef[]; readonly known: ReadonlyMap<string, JsonObject> } | undefined {
  const lock = reading?.lock;
  if (lock === undefined) return undefined;
  const known = new Map((defs?.nodes ?? []).map(({ hash, node }) => [hash as string, node]));
  if (lock.defs !== undefined) return { locked: [...lock.defs.values()], known };
  if (lock.defsHash !== defs?.defsHash) return undefined;
  const nodes = defs.nodes.flatMap(({ kind, name, hash }) => (kind === 'manifest' ? [] : [[lockedDefKey({ kind, name }), { kind, name, hash }] as const]));
  return { locked: [...new Map(nodes).values()], known };
}

/** A link or a file where a folder of the store belongs: writing would go somewhere else. */
function storeObstacle(files: FileHost, place: Place, hash: Hash): Problem | undefined {
  const folder = parentPath(vendoredPath(place, hash));
  const bad = [...ancestors(folder, place.worldDir)].reverse().find((path) => path !== place.worldDir && !['directory', undefined].includes(files.kindOf(path)));
  if (bad === undefined) return undefined;
  const actual = files.kindOf(bad) === 'symlink' ? 'a link' : 'a file';
  return { code: 'vendored_body_corrupt', subject: 'world', file: relativePath(place.root, bad), pointer: '', expected: 'a folder', actual, hint: `Remove it, then run the same command again.` };
}

async function planImport(host: Host, world: LockWorld, entry: LockImport): Promise<Step> {
  const { spec, verdict } = entry;
  const place = { root: world.root, worldDir: world.worldDir };
  const base = { spec, stored: 0, written: 0, repaired: 0, writes: [] };
  if (verdict.state === 'invalid' || entry.reading === undefined) return { ...base, problems: importProblems(world, entry, 'error') };
  const direct = lockedBodies(entry);
  const previous = direct === undefined ? await findPreviousBodies(host, place, entry, []) : undefined;
  const locked = direct?.locked ?? [...(previous?.defs?.values() ?? [])];
  const missingProblem = (pointer: string, subject: string, reason: string | undefined): Problem => ({
    code: 'vendored_body_missing',
    subject,
    file: world.configFile,
    pointer,
    ...(reason === undefined ? {} : { actual: reason }),
  });
  if (direct === undefined && previous?.defs === undefined) {
    return { ...base, problems: [missingProblem(`${specPointer(spec)}/lock`, `import ${spec.kind === 'path' ? spec.path : spec.package}`, previous?.reason)] };
  }
  const states = locked.map((def) => ({ def, stored: readStoredBody(host, place, def.hash) }));
  const open = states.filter(({ stored }) => stored.kind !== 'found').map(({ def }) => def);
  const lacking = open.filter(({ hash }) => direct?.known.has(hash) !== true);
  const found = previous ?? (lacking.length === 0 ? undefined : await findPreviousBodies(host, place, entry, lacking));
  const problems: Problem[] = [];
  const writes = open.flatMap((def): readonly VendoredBody[] => {
    const key = lockedDefKey(def);
    const node = direct?.known.get(def.hash) ?? found?.bodies.get(key)?.node;
    const bytes = node === undefined ? undefined : encodeCanonical(node);
    if (bytes === undefined || hashBytes(bytes) !== def.hash) {
      problems.push(missingProblem(joinPointer(`${specPointer(spec)}/lock`, 'defs', key), key, found?.reason));
      return [];
    }
    const obstacle = storeObstacle(host, place, def.hash);
    if (obstacle !== undefined) problems.push(obstacle);
    return [{ path: vendoredPath(place, def.hash), bytes }];
  });
  const repaired = states.filter(({ stored }) => stored.kind === 'corrupt').length;
  return { spec, stored: states.length - open.length, written: writes.length, repaired, writes, problems };
}

/** Reads, verifies, plans; writes nothing. Bodies come from the import, else from git history. */
export async function planVendor(host: Host, world: LockWorld): Promise<VendorPlan> {
  const steps: Step[] = [];
  for (const entry of world.imports) steps.push(await planImport(host, world, entry));
  const writes = new Map(steps.flatMap((step) => step.writes.map((write) => [write.path, write] as const)));
  return {
    imports: steps.map(({ spec, stored, written, repaired }) => ({ spec, stored, written, repaired })),
    writes: [...writes.values()].sort((a, b) => compareText(a.path, b.path)),
    problems: [...world.problems, ...steps.flatMap(({ problems }) => problems)],
  };
}
