// Modules written in TypeScript, for tests and for worlds whose WASM is not built: deterministic because they are written so.
import { decodeCanonical, encodeCanonical, type CanonValue } from '@nx-air/canon';
import { decodeModuleInput, encodeModuleOutput, type Emission, type EmittedEffect } from './envelope.ts';
import type { CallableModule, ModuleAnswer, ModuleHost } from './host.ts';

export interface ScriptedInput {
  /** Undefined at the first call of a cell. */
  readonly state: CanonValue | undefined;
  readonly event: { readonly schema: string; readonly value: CanonValue; readonly key?: Uint8Array };
  readonly context: CanonValue | undefined;
  /** Undefined for reducers. */
  readonly emission: Emission | undefined;
}

export interface ScriptedOutput {
  /** Undefined ends the cell. */
  readonly state?: CanonValue;
  readonly events?: readonly { readonly schema: string; readonly value: CanonValue }[];
  readonly effects?: readonly EmittedEffect[];
}

/** Throwing `ModuleTrap` is what a trap is in WASM; any other exception is a bug of the host. */
export type ScriptedModule = (input: ScriptedInput) => ScriptedOutput;

export class ModuleTrap extends Error {}

/** By module name. */
export function scriptedModules(modules: Readonly<Record<string, ScriptedModule>>): ModuleHost {
  const byName = new Map(Object.entries(modules));
  return {
    call({ name }: CallableModule, input: Uint8Array): ModuleAnswer {
      const module = byName.get(name);
      if (!module) return { ok: false, code: 'module_missing', message: `no scripted module ${name}` };
      try {
        return { ok: true, output: run(module, input) };
      } catch (error) {
        if (!(error instanceof ModuleTrap)) throw error;
        return { ok: false, code: 'trap', message: error.message };
      }
    },
  };
}

function run(module: ScriptedModule, input: Uint8Array): Uint8Array {
  const { state, event, ctx, emission } = decodeModuleInput(input);
  const output = module({
    state: state && decodeCanonical(state),
    event: { ...event, value: decodeCanonical(event.value) },
    context: ctx && decodeCanonical(ctx),
    emission,
  });
  return encodeModuleOutput({
    ...(output.state !== undefined && { state: encodeCanonical(output.state) }),
    domain_events: (output.events ?? []).map(({ schema, value }) => ({ schema, value: encodeCanonical(value) })),
    ...(output.effects && { effects: output.effects }),
  });
}
