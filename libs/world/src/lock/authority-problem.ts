// The finding about authority that an import has and its lock does not accept.
import type { Problem } from '@nx-air/air';
import { specPointer, specSubject } from '../spec.ts';
import type { Authority } from './authority.ts';
import { AUTHORITY_KEYS, NO_AUTHORITY } from './authority.ts';
import { lockCommands } from './lock-command.ts';
import type { LockImport, LockWorld } from './lock-world.ts';

const WORDS: Readonly<Record<keyof Authority, string>> = { effects: 'effects', capSlots: 'cap slots', secrets: 'secrets', events: 'events' };

/** `effects http.request, timer.set; events acme/Done@1`; `nothing` for none. */
export function authorityText(authority: Authority): string {
  const lists = AUTHORITY_KEYS.filter((key) => authority[key].length > 0).map((key) => `${WORDS[key]} ${authority[key].join(', ')}`);
  return lists.length === 0 ? 'nothing' : lists.join('; ');
}

/** `gained` is not empty. */
export function authorityProblem(world: LockWorld, { spec, reading }: LockImport, gained: Authority): Problem {
  const accepted = reading?.lock?.authority;
  return {
    code: 'lock_authority_gained',
    subject: specSubject(spec),
    file: world.configFile,
    pointer: `${specPointer(spec)}/lock${accepted === undefined ? '' : '/authority'}`,
    expected: accepted === undefined ? 'authority recorded in the lock' : `at most ${authorityText(accepted ?? NO_AUTHORITY)}`,
    actual: `also ${authorityText(gained)}`,
    hint: `Review it, then run ${lockCommands(world).update(spec, true)}.`,
  };
}
