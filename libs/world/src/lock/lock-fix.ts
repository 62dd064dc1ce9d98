// The JSON Patch that makes aos.sync.json agree with what an import is now.
import type { PatchOperation } from '@nx-air/air';
import { specPointer } from '../spec.ts';
import { gainedAuthority } from './accepted.ts';
import { hasAuthority } from './authority.ts';
import type { LockImport } from './lock-world.ts';
import type { LockPayload } from './payload.ts';
import { currentLock, payloadJson } from './payload.ts';
import { missingAirDir } from './request.ts';

/** The lock of the import as it is now; absent while it has no content hash. */
export function newLock({ spec, source, defs }: LockImport): LockPayload | undefined {
  if (source === undefined || defs?.defsHash === undefined) return undefined;
  return currentLock(spec, source, { nodes: defs.nodes, defsHash: defs.defsHash });
}

/** Nothing for an import that cannot be locked, or whose new authority somebody has to accept first. */
export function lockFix(entry: LockImport): { readonly fix?: readonly PatchOperation[] } {
  const lock = newLock(entry);
  if (lock === undefined || entry.source === undefined || hasAuthority(gainedAuthority(entry))) return {};
  const pointer = specPointer(entry.spec);
  const airDir = missingAirDir(entry.spec, entry.source);
  return {
    fix: [
      ...(airDir === undefined ? [] : [{ op: 'add', path: `${pointer}/cargo/air_dir`, value: airDir } as const]),
      { op: entry.reading === undefined ? 'add' : 'replace', path: `${pointer}/lock`, value: payloadJson(lock) },
    ],
  };
}
