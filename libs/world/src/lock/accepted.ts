// The authority that a lock accepts, and what the definitions of today have beyond it.
import type { Authority } from './authority.ts';
import { authorityBeyond, authorityOf, NO_AUTHORITY } from './authority.ts';
import type { LockImport } from './lock-world.ts';

/**
 * A lock of AOS and a bare hash record no authority: they accept that of the content they name, and nothing else. An
 * import that was never locked is accepted as a whole by locking it.
 */
export function gainedAuthority({ reading, defs }: Pick<LockImport, 'reading' | 'defs'>): Authority {
  if (reading === undefined || defs?.defsHash === undefined) return NO_AUTHORITY;
  const { lock } = reading;
  if (lock?.authority === undefined && lock?.defsHash === defs.defsHash) return NO_AUTHORITY;
  return authorityBeyond(authorityOf(defs.nodes), lock?.authority ?? NO_AUTHORITY);
}
