// Looks for values of secrets where none may be.
import type { Scenario } from './scenario.ts';

/** Aliases whose value stands in some record, as UTF-8. */
export function findSecrets({ secrets }: Scenario, records: readonly Uint8Array[]): readonly string[] {
  return [...secrets].flatMap(([alias, value]) => {
    const isFound = value !== '' && records.some((record) => Buffer.from(record.buffer, record.byteOffset, record.byteLength).includes(value, 0, 'utf8'));
    return isFound ? [alias] : [];
  });
}
