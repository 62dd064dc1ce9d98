// What every sweep is given: the run to compare with, where to count, and how much to do.
import type { FaultClassName } from './fault-class.ts';
import type { Reference } from './reference.ts';
import type { Tally } from './tally.ts';

export interface Sweep {
  readonly reference: Reference;
  readonly tally: Tally;
  readonly seed: number;
  /** Every how many bits and bytes damage is put in; 1 by default: each of them. */
  readonly stride?: number;
  /** It was damaged in another run: not again. */
  readonly isHeaderKnown?: boolean;
}

/** A fault that was judged: counted, and told when the oracle found something. */
export interface Judged {
  readonly fault: string;
  /** What is wrong; undefined when nothing is. */
  readonly message: string | undefined;
  readonly reached?: boolean;
  readonly journal?: Uint8Array;
  readonly schedule?: readonly number[];
}

export function record({ tally, reference }: Sweep, name: FaultClassName, judged: Judged): void {
  const { message, fault, reached = true, journal, schedule } = judged;
  tally.count(name, reached);
  if (message === undefined) return;
  tally.violate({ class: name, subject: reference.subject.name, fault, message, ...(journal && { journal: journal.slice() }), ...(schedule && { schedule }) });
}

/** A recovery that throws is as wrong as one that goes on differently. */
export async function attempt(judge: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await judge();
  } catch (error) {
    return `expected to go on, found ${error instanceof Error ? error.message : String(error)}`;
  }
}
