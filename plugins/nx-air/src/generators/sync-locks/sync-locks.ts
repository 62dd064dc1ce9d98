// Which locks a sync writes, and which it leaves to people.
import type { Host, LockImport, LockWorld } from '@nx-air/world';
import type { ProjectConfiguration, Tree } from '@nx/devkit';
import { join } from 'node:path/posix';
import type { Engine } from '../../executors/engine.ts';
import { nameTask } from '../../executors/name-task.ts';

export interface World {
  readonly name: string;
  /** Relative to the workspace root; `.` for the root itself. */
  readonly root: string;
  readonly targets: NonNullable<ProjectConfiguration['targets']>;
}

/** Lines for people. */
export interface SyncPlan {
  /** One for each lock that is written into the tree. */
  readonly written: readonly string[];
  /** One for each lock that a sync leaves as it is, with the command that goes on from there. */
  readonly kept: readonly string[];
}

/** Writes into `tree` only. The mode has no say: a missing lock is missing in every mode. */
export async function planLocks(tree: Tree, worlds: readonly World[], { host, cache }: Engine): Promise<SyncPlan> {
  const [{ lockCommands, planLockWrite, readLocks, specSubject }, { exitCode, toFindings }] = await Promise.all([
    import('@nx-air/world'),
    import('@nx-air/air'),
  ]);
  const root = tree.root.replaceAll('\\', '/');
  const treeHost = hostOf(tree, root, host);
  const written: string[] = [];
  const kept: string[] = [];

  const adviceFor = (world: LockWorld, { spec, verdict: { state } }: LockImport, check: string): string =>
    state === 'corrupt' || state === 'unresolved' || state === 'unlocked' ? `\`${check}\`` : lockCommands(world).update(spec);

  for (const { name, root: folder, targets } of worlds) {
    const named = nameTask(name, targets);
    const check = named('lock --check', [name]);
    const world = await readLocks(treeHost, join(root, folder), { name, root, cache, lockCommand: named('lock', [name]) });
    const broken = exitCode(toFindings(world.problems, () => undefined)) !== 0;
    const { edits, text } = planLockWrite(world, { mode: 'error', update: 'missing', acceptAuthority: false });
    const planned = new Set(broken ? [] : edits.map(({ index }) => index));
    if (planned.size > 0) tree.write(world.configFile, text);
    if (broken) kept.push(`${world.configFile} has errors: \`${check}\``);
    for (const entry of world.imports) {
      const line = `${world.configFile}: ${specSubject(entry.spec)}`;
      if (planned.has(entry.spec.index)) written.push(line);
      else if (entry.verdict.state !== 'ok') kept.push(`${line} is ${entry.verdict.state}: ${adviceFor(world, entry, check)}`);
    }
  }
  return { written, kept };
}

/** What another generator of the same sync made of an aos.sync.json is what this one goes on from. */
function hostOf(tree: Tree, root: string, host: Host): Host {
  const read = (path: string): Buffer | undefined =>
    path.startsWith(`${root}/`) && path.endsWith('/aos.sync.json') ? (tree.read(path.slice(root.length + 1)) ?? undefined) : undefined;
  return {
    ...host,
    readFile: (path) => read(path) ?? host.readFile(path),
    fileSize: (path) => read(path)?.byteLength ?? host.fileSize(path),
  };
}
