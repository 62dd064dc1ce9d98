// What a caller provides besides journal and state: definitions and the deterministic functions that they name.
import type { ContentStore } from '@nx-air/canon';
import type { Enforcers } from './effect/enforcer.ts';
import { BUILTIN_ENFORCERS } from './effect/enforcers/builtin.ts';
import { BUILTIN_KINDS } from './effect/internal/builtin.ts';
import type { InternalKinds } from './effect/internal.ts';
import type { Limits } from './limits.ts';
import type { Surroundings } from './machine/machine.ts';
import { withBuiltinModules } from './module/builtin.ts';
import { NO_MODULES, type ModuleHost } from './module/host.ts';
import { Programs } from './program/programs.ts';

export interface Definitions {
  /** Holds the manifests and definitions that the journal names. */
  readonly store: ContentStore;
  /** Besides `sys/Workspace@1`, which is built in. */
  readonly modules?: ModuleHost;
  /** Besides the built-in ones, and before them. */
  readonly enforcers?: Enforcers;
  /** In place of `BUILTIN_KINDS`. */
  readonly internal?: InternalKinds;
  /** Compiled manifests to share among kernels and replays; without it each has its own. */
  readonly programs?: Programs;
}

export function surroundingsOf({ store, modules = NO_MODULES, enforcers, internal = BUILTIN_KINDS, programs = new Programs() }: Definitions, limits: Limits): Surroundings {
  return {
    programs: programs.over(store),
    store,
    limits,
    enforcers: enforcers ? new Map([...BUILTIN_ENFORCERS, ...enforcers]) : BUILTIN_ENFORCERS,
    modules: withBuiltinModules(modules),
    internal,
  };
}
