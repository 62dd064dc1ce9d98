// Built-in modules written in TypeScript, before those of a world.
import { WORKSPACE_REDUCER } from '../effect/internal/workspace-history.ts';
import type { ModuleHost } from './host.ts';
import { scriptedModules } from './scripted.ts';
import { commitWorkspace } from './workspace-reducer.ts';

const BUILT_IN = scriptedModules({ [WORKSPACE_REDUCER]: commitWorkspace });

/** Answers for `sys/Workspace@1`; every other module is `host`'s. */
export function withBuiltinModules(host: ModuleHost): ModuleHost {
  return { call: (module, input, limits) => (module.name === WORKSPACE_REDUCER ? BUILT_IN : host).call(module, input, limits) };
}
