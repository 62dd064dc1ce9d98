// A state between two batches, kept in memory by a kernel: marks share what did not change from one to the next.
import type { Machine, Surroundings } from './machine/machine.ts';
import type { WaitIndex } from './machine/wait-index.ts';
import type { Checkpoint } from './checkpoint.ts';
import { equalStates } from './state/equal-state.ts';
import { forkState, type SharedState } from './state/fork-state.ts';
import { encodeState } from './state/state-codec.ts';
import type { WorldState } from './state/world-state.ts';

/**
 * Opening a kernel from it costs what waits and is under way, not what is remembered: for trying many futures of one
 * moment. It lives as long as its process; a checkpoint is what can be kept.
 */
export class Mark {
  /** Position of the record that follows it. */
  readonly seq: number;
  readonly #state: SharedState;
  readonly #waits: WaitIndex;

  constructor({ state, waits }: Pick<Machine, 'state' | 'waits'>, seq: number) {
    this.seq = seq;
    this.#state = forkState(state);
    this.#waits = waits.fork();
  }

  /** Only to be read. */
  get state(): Readonly<WorldState> {
    return this.#state;
  }

  /** The same as bytes. */
  checkpoint(): Checkpoint {
    return { state: encodeState(this.#state), seq: this.seq };
  }

  /** Whether the states are equal, wherever they stand. */
  equals(other: Mark): boolean {
    return this.holds(other.#state);
  }

  holds(state: SharedState): boolean {
    return equalStates(this.#state, state);
  }

  machine(surroundings: Surroundings): Machine {
    return { ...surroundings, state: forkState(this.#state), waits: this.#waits.fork() };
  }
}
