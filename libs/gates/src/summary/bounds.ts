// How much a pass over journals remembers at most; what is forgotten is counted and reported.
import { hashValue } from '@nx-air/canon';

export interface Bounds {
  /** Instances that are running. */
  readonly instances: number;
  /** Intents without a receipt. */
  readonly intents: number;
  /** Intents with one, so that a repeated receipt finds its plan: a kernel knows as many by default (10.13). */
  readonly settled: number;
  /** Plans and modules. */
  readonly rows: number;
  /** Awaits, children and error codes of one plan or module, each. */
  readonly perRow: number;
}

export const DEFAULT_BOUNDS: Bounds = { instances: 250_000, intents: 250_000, settled: 100_000, rows: 4_000, perRow: 256 };

const LONGEST_NAME = 256;

/** Names of definitions are short; one that is not, from a damaged or hostile journal, keeps its beginning and a hash. */
export function shortName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  // Joined anew: a slice would keep the whole text in memory.
  const beginning = Array.from(name.slice(0, LONGEST_NAME - 20)).join('');
  return `${beginning}…${hashOf(name)}`;
}

/** A journal's texts are valid Unicode; texts from elsewhere may not be. */
const hashOf = (name: string): string => hashValue(name.replace(/\p{Surrogate}/gu, '\u{FFFD}')).slice('sha256:'.length, 'sha256:'.length + 16);
