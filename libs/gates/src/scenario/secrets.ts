// Looks for values of secrets where none may be.
import { holdsSecret } from '@nx-air/kernel/adapters/secrets';
import type { Scenario } from './scenario.ts';

/** Aliases whose value stands in some record. */
export function findSecrets({ secrets }: Scenario, records: readonly Uint8Array[]): readonly string[] {
  return [...secrets].flatMap(([alias, value]) => {
    const one = new Map([[alias, value]]);
    return records.some((record) => holdsSecret(record, one)) ? [alias] : [];
  });
}
