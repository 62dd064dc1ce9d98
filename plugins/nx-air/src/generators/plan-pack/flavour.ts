// The three ways in which a pack reaches a world.
import { nearest } from '@nx-air/air/did-you-mean';
import { GeneratorError } from '../errors.ts';

export const FLAVOURS = ['path', 'cargo', 'npm'] as const;
export type Flavour = (typeof FLAVOURS)[number];

export const PROFILES = ['turnkey', 'composable-core'] as const;
export type Profile = (typeof PROFILES)[number];

/** @throws GeneratorError with the nearest of those that there are */
export function chooseOne<T extends string>(option: string, given: string, known: readonly T[]): T {
  const found = known.find((each) => each === given);
  if (found !== undefined) return found;
  const near = nearest(given, known);
  throw new GeneratorError('bad_option', `there is no ${option} "${given}"`, near === undefined ? `Choose one of ${known.join(', ')}.` : `Did you mean "${near}"?`);
}
