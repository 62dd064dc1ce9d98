// What a running world consists of: its state, the index over it, and the deterministic functions it calls.
import type { ContentStore } from '@nx-air/canon';
import type { Enforcers } from '../effect/enforcer.ts';
import type { InternalKinds } from '../effect/internal.ts';
import type { Limits } from '../limits.ts';
import type { ModuleHost } from '../module/host.ts';
import type { ProgramSource } from '../program/programs.ts';
import type { SharedState } from '../state/fork-state.ts';
import type { WaitIndex } from './wait-index.ts';

/** Everything besides the state and its index is the same for every machine of a world. */
export interface Surroundings {
  readonly programs: ProgramSource;
  readonly store: ContentStore;
  readonly limits: Limits;
  readonly enforcers: Enforcers;
  readonly modules: ModuleHost;
  readonly internal: InternalKinds;
}

export interface Machine extends Surroundings {
  readonly state: SharedState;
  /** Follows from the state. */
  readonly waits: WaitIndex;
}
