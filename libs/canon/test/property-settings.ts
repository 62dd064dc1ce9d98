// One fixed seed for every property; NX_AIR_SEED overrides it. fast-check prints it with the counterexample when a property fails.
import type { Parameters } from 'fast-check';

const seed = Number(process.env['NX_AIR_SEED'] ?? 20260214);

export function settings<Values>(numRuns: number): Parameters<Values> {
  return { seed, numRuns, verbose: 0 };
}
