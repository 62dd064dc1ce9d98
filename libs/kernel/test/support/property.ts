// Runs a property with a fixed seed, printed when it fails; NX_AIR_SEED overrides it.
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

export const SEED = Number(process.env['NX_AIR_SEED'] ?? 20261121);

export const property = <T>(values: Arbitrary<T>, check: (value: T) => Promise<void> | void, numRuns = 60): Promise<void> =>
  fc.assert(fc.asyncProperty(values, async (value) => check(value)), { seed: SEED, numRuns, verbose: fc.VerbosityLevel.Verbose });
