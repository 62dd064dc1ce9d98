// What a caller provides besides journal and state: definitions and the deterministic functions that they name.
import type { ContentStore } from '@nx-air/canon';
import type { Enforcers } from './effect/enforcer.ts';
import { NO_INTERNAL_KINDS, type InternalKinds } from './effect/internal.ts';
import type { Limits } from './limits.ts';
import type { Surroundings } from './machine/machine.ts';
import { NO_MODULES, type ModuleHost } from './module/host.ts';
import { Programs } from './program/programs.ts';

export interface Definitions {
  /** Holds the manifests and definitions that the journal names. */
  readonly store: ContentStore;
  readonly modules?: ModuleHost;
  readonly enforcers?: Enforcers;
  readonly internal?: InternalKinds;
}

export function surroundingsOf({ store, modules, enforcers, internal }: Definitions, limits: Limits): Surroundings {
  return {
    programs: new Programs(store),
    store,
    limits,
    enforcers: enforcers ?? new Map(),
    modules: modules ?? NO_MODULES,
    internal: internal ?? NO_INTERNAL_KINDS,
  };
}
