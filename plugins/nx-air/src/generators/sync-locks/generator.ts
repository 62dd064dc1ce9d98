// Sync generator `nx-air:sync-locks`: `nx sync` writes missing locks, `nx sync:check` fails while one is missing.
import type { Tree } from '@nx/devkit';
import { loadEngine } from '../../executors/engine.ts';
import { readMetadata } from '../../metadata.ts';
import type { World } from './sync-locks.ts';
import { planLocks } from './sync-locks.ts';

/** Part of Nx's protocol for sync generators. */
export interface SyncResult {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: readonly string[];
  readonly callback?: () => Promise<void>;
}

/**
 * Locks that differ from what was found stay as they are: a sync must not accept content. They are an error all the
 * same, after the missing ones are written, as Nx would call the workspace up to date otherwise.
 */
export default async function syncLocks(tree: Tree): Promise<SyncResult | undefined> {
  const { written, kept } = await planLocks(tree, await listWorlds(), await loadEngine());
  if (kept.length === 0 && written.length === 0) return undefined;
  if (written.length === 0) throw await syncError(kept);
  return {
    outOfSyncMessage: 'Imports of worlds have no lock.',
    outOfSyncDetails: [...written, ...kept],
    ...(kept.length === 0 ? {} : { callback: async () => Promise.reject(await syncError(kept)) }),
  };
}

/** Worlds as Nx sees them, so that `include` and `exclude` of the plugin hold here too. */
async function listWorlds(): Promise<readonly World[]> {
  const { createProjectGraphAsync } = await import('@nx/devkit');
  const { nodes } = await createProjectGraphAsync();
  return Object.values(nodes)
    .filter(({ data }) => readMetadata(data.metadata)?.kind === 'world')
    .map(({ name, data }) => ({ name, root: data.root, targets: data.targets ?? {} }));
}

async function syncError(kept: readonly string[]): Promise<Error> {
  const { SyncError } = await import('@nx/devkit/internal');
  return new SyncError('Locks and imports disagree; a sync does not accept that.', [...kept]);
}
