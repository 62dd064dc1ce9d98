// The definitions of a lock, read from the world's store: what a command can still explain when an import is gone.
import type { LoadedNode } from '@nx-air/air';
import { identify } from '@nx-air/air';
import type { FileHost } from '../host.ts';
import type { Place } from '../place.ts';
import type { ImportSpec } from '../spec.ts';
import { parseLock } from './parse.ts';
import { readStoredBody } from './vendor-store.ts';

/** Undefined unless the lock is valid and the store holds every body of it, verified. Never used to resolve an import. */
export function vendoredDefs(files: FileHost, place: Place, spec: ImportSpec): readonly LoadedNode[] | undefined {
  const reading = spec.lock === undefined ? undefined : parseLock(spec.lock);
  if (reading?.lock?.defs === undefined || reading.faults.length > 0) return undefined;
  const nodes: LoadedNode[] = [];
  for (const { kind, name, hash } of reading.lock.defs.values()) {
    const stored = readStoredBody(files, place, hash);
    const identity = stored.kind === 'found' ? identify(stored.node) : undefined;
    if (stored.kind !== 'found' || identity === undefined) return undefined;
    // A lock may name the hash of another definition.
    if (identity.kind !== kind || identity.name !== name || identity.hash !== hash) return undefined;
    nodes.push({ kind, name, json: stored.node, node: identity.node, hash, origin: { file: stored.file, pointer: '', import: spec.index } });
  }
  return nodes;
}
