// Where a journal is taken up: at its beginning, at a checkpoint, or at a mark.
import type { JournalHeader } from './journal/header.ts';
import type { Machine, Surroundings } from './machine/machine.ts';
import { restoreMachine } from './machine/restore.ts';
import { Mark } from './mark.ts';
import type { Checkpoint } from './checkpoint.ts';
import { decodeState } from './state/state-codec.ts';
import { genesis, type WorldState } from './state/world-state.ts';

export interface Start {
  /** Only to be read. */
  readonly state: Readonly<WorldState>;
  /** Once. */
  machine(surroundings: Surroundings): Machine;
}

/** Throws `KernelError` `bad_state` for a checkpoint that is none. */
export function startOf(header: JournalHeader, from: Checkpoint | Mark | undefined): Start {
  if (from instanceof Mark) return from;
  const state = from ? decodeState(from.state) : genesis(header.world_id, header.manifest_hash);
  return { state, machine: (surroundings) => restoreMachine(state, surroundings) };
}
