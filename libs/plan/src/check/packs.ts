// What a pack should not ship: authority belongs to the world that uses it.
import type { Problem } from '@nx-air/air';
import type { Definitions } from '../definitions.ts';
import { problemIn } from '../report.ts';

export function checkShipped(definitions: Definitions): Problem[] {
  return definitions.ofKind('defpolicy').map((policy) => problemIn(policy, 'pack_ships_policy', '/name'));
}
