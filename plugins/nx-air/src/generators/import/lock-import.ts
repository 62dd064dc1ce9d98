// Locks what a world imports and has not locked yet, in the tree.
import { SYNC_CONFIG } from './sync-config.ts';
import type { Workspace } from '../workspace/open-workspace.ts';

export async function lockImports({ host, tree, root: base, engine }: Workspace, root: string, name: string): Promise<void> {
  const { planLockWrite, readLocks } = await import('@nx-air/world');
  const world = await readLocks(host(), `${base}/${root}`, { name, root: base, cache: engine.cache });
  const { edits, text } = planLockWrite(world, { mode: 'error', update: 'missing', acceptAuthority: true });
  if (edits.length > 0) tree.write(`${root}/${SYNC_CONFIG}`, text);
}
