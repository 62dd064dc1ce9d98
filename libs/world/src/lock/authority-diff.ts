// What an import may do now and may no longer do, against what its lock accepts.
import { gainedAuthority } from './accepted.ts';
import type { Authority } from './authority.ts';
import { authorityBeyond, authorityOf, hasAuthority, NO_AUTHORITY } from './authority.ts';
import type { LockImport } from './lock-world.ts';

export interface AuthorityDiff {
  /** What `--accept-authority` guards. */
  readonly gained: Authority;
  readonly lost: Authority;
}

export function authorityDiff(entry: Pick<LockImport, 'reading' | 'defs'>): AuthorityDiff {
  const { reading, defs } = entry;
  if (defs?.defsHash === undefined) return { gained: NO_AUTHORITY, lost: NO_AUTHORITY };
  const accepted = reading?.lock?.authority ?? NO_AUTHORITY;
  return { gained: gainedAuthority(entry), lost: authorityBeyond(accepted, authorityOf(defs.nodes)) };
}

export const changesAuthority = ({ gained, lost }: AuthorityDiff): boolean => hasAuthority(gained) || hasAuthority(lost);
