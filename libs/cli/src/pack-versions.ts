// Older versions of a pack: as a commit has it, and as the lock of a world has it.
import { identify, type LoadedNode } from '@nx-air/air';
import { diffWorldLocks, loadPack, lockedDefKey, memoryHost, vendoredDefs, type Host, type ImportDiff, type LockWorld } from '@nx-air/world';
import type { JsonObject } from '@nx-air/canon';
import { join, relative } from 'node:path/posix';
import { CliError } from './errors.ts';

const GIT = ['--no-pager', '--literal-pathspecs', '--no-replace-objects', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
const ENV = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };
const TIMEOUT_MS = 20_000;

async function git(host: Host, dir: string, args: readonly string[], what: string): Promise<string> {
  const answer = await host.run('git', [...GIT, ...args], { cwd: dir, timeoutMs: TIMEOUT_MS, env: ENV });
  if (answer.kind === 'exited' && answer.exitCode === 0) return answer.stdout;
  const reason = answer.kind === 'exited' ? (answer.stderr.trim().split('\n', 1)[0] ?? '') : answer.kind === 'not-found' ? 'git is not installed' : 'git took too long';
  throw new CliError('no_old_version', `${what}: ${reason}`, 'Name a commit, branch or tag with `--against`, or `locked`.');
}

/**
 * What the absolute folder `dir` held at a commit; undefined when the pack is not in it. Reads git, writes nothing.
 * Throws `CliError` `no_old_version` when there is no such commit. `from`: a folder above one that is gone.
 */
export async function packAtCommit(host: Host, dir: string, ref: string, from = dir): Promise<readonly LoadedNode[] | undefined> {
  const what = `cannot read \`${ref}\``;
  const commit = (await git(host, from, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`], what)).trim();
  const folder = relative(from, dir);
  const listing = await git(host, from, ['ls-tree', '-r', '-z', commit, ...(folder === '' ? [] : ['--', `${folder}/`])], what);
  const files: Record<string, string> = {};
  for (const entry of listing.split('\0')) {
    const [, blob, path] = /^100\d{3} blob ([0-9a-f]+)\t([^]+)$/u.exec(entry) ?? [];
    if (blob === undefined || path === undefined || !path.toLowerCase().endsWith('.json')) continue;
    files[`/pack/${relative(folder, path)}`] = await git(host, from, ['cat-file', 'blob', blob], what);
  }
  if (Object.keys(files).length === 0) return undefined;
  return loadPack(memoryHost(files), '/pack', { root: '/' }).nodes;
}

export interface LockedVersion {
  readonly nodes: readonly LoadedNode[];
  /** Locked definitions whose bodies are nowhere to be found, as `kind name`. */
  readonly unknown: readonly string[];
}

/** What the locks of a world say about definitions that `isOfPack` is true for; undefined where no lock lists them. */
export async function packAsLocked(host: Host, world: LockWorld, isOfPack: (key: string) => boolean): Promise<LockedVersion | undefined> {
  const diffs = await diffWorldLocks(host, world);
  const found = diffs.imports.flatMap((diff) => lockedVersion(host, world, diff, isOfPack) ?? []);
  if (found.length === 0) return undefined;
  return { nodes: found.flatMap(({ nodes }) => nodes), unknown: found.flatMap(({ unknown }) => unknown) };
}

/** The definitions of one import as its lock has them; undefined where it has none that `isOfPack` is true for. */
export function lockedVersion(host: Host, world: LockWorld, { spec, defs: diff }: ImportDiff, isOfPack: (key: string) => boolean = () => true): LockedVersion | undefined {
  const { reading, defs } = world.imports.find((each) => each.spec.index === spec.index) ?? {};
  const locked = [...(reading?.lock?.defs ?? [])].filter(([key]) => isOfPack(key));
  if (locked.length === 0) return undefined;
  const nodes: LoadedNode[] = [];
  const unknown: string[] = [];
  const stored = vendoredDefs(host, { root: world.root, worldDir: world.worldDir }, spec) ?? [];
  const known = new Map([...stored, ...(defs?.nodes ?? [])].map((node) => [`${lockedDefKey(node)} ${node.hash}`, node]));
  const bodies = lockedBodies(diff, defs?.nodes ?? []);
  for (const [key, { kind, name, hash }] of locked) {
    const body = bodies.get(key);
    const identity = body && identify(body);
    const node = known.get(`${key} ${hash}`) ?? (body && identity ? { kind, name, json: body, node: identity.node, hash, origin: { file: join('.air', 'vendor'), pointer: '' } } : undefined);
    if (node) nodes.push(node);
    else unknown.push(key);
  }
  return { nodes, unknown };
}

/** Old bodies by `kind name`: of what changed or is gone; a renamed one has its body still. */
function lockedBodies(diff: ImportDiff['defs'], current: readonly LoadedNode[]): ReadonlyMap<string, JsonObject> {
  const renamed = (diff?.renamed ?? []).flatMap(({ kind, from, to }) => {
    const node = current.find((each) => each.kind === kind && each.name === to)?.node;
    return node === undefined ? [] : [[`${kind} ${from}`, { ...node, name: from }] as const];
  });
  const found = [...(diff?.changed ?? []), ...(diff?.removed ?? [])].flatMap(({ kind, name, previous }) => (previous === undefined ? [] : [[`${kind} ${name}`, previous.node] as const]));
  return new Map([...renamed, ...found]);
}

/**
 * The locked version with the current body in place of each that is not known: what refers to it is then compared as if
 * that one had not changed.
 */
export function comparableNodes({ nodes, unknown }: LockedVersion, current: readonly LoadedNode[]): readonly LoadedNode[] {
  const missing = new Set(unknown);
  return [...nodes, ...current.filter((node) => missing.has(`${node.kind} ${node.name}`))];
}
