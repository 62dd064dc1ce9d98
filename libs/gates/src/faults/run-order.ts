// One order of several copies of a run, from nothing to the end.
import { Copies, type Choice } from './copies.ts';
import type { Script } from './script.ts';
import { attempt, type Sweep } from './sweep.ts';

/** Of one order: a world may go on for ever. */
export const MOST_STEPS = 2_000;

export interface Order {
  readonly copies: number;
  readonly message: string | undefined;
  /** Position of what was chosen among what was possible, and how much was possible. */
  readonly taken: readonly number[];
  readonly widths: readonly number[];
  /** Whether something of two copies could come in at once. */
  readonly isConcurrent: boolean;
  readonly bytes: Uint8Array;
}

/** Runs copies to the end; `choose` gives a position among the choices. `inTurn`: copies begin in their order, as they differ in nothing but their names. */
export async function runOrder({ reference }: Pick<Sweep, 'reference'>, script: Script, count: number, choose: (choices: readonly Choice[], step: number) => number, { inTurn = false }: { readonly inTurn?: boolean } = {}): Promise<Order> {
  const taken: number[] = [];
  const widths: number[] = [];
  let [isConcurrent, bytes] = [count === 1, new Uint8Array()];
  const message = await attempt(async () => {
    const copies = await Copies.open(reference, script, count);
    try {
      for (let step = 0; step < MOST_STEPS; step += 1) {
        const choices = inTurn ? copies.choicesInTurn() : copies.choices();
        if (choices.length === 0 || copies.wrong !== undefined) return copies.judge();
        const at = Math.min(choose(choices, step), choices.length - 1);
        taken.push(at);
        widths.push(choices.length);
        isConcurrent ||= areOfTwo(choices);
        const choice = choices[at];
        if (choice) await copies.take(choice);
      }
      return endless();
    } finally {
      bytes = copies.journal.bytes.slice();
    }
  });
  return { copies: count, message, taken, widths, isConcurrent, bytes };
}

export function areOfTwo(choices: readonly Choice[]): boolean {
  return choices.some(({ copy }) => copy !== choices[0]?.copy);
}

export function endless(): string {
  return `expected the copies to come to rest within ${MOST_STEPS} steps`;
}
