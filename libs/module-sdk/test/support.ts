// Worlds of one module and its sources, in memory.
import { encodeCanonical, hashBytes, type CanonValue, type JsonValue } from '@nx-air/canon';
import { DEFAULT_LIMITS, encodeModuleInput, type Limits } from '@nx-air/kernel';
import { wasmModules } from '@nx-air/kernel/wasm';
import { compileModule, type Compiled } from '../src/compile.ts';
import { generateTypes } from '../src/codegen/generate.ts';
import type { ModuleTypes, WorldTypes } from '../src/codegen/world-types.ts';

export function reducerTypes(types: Readonly<Record<string, JsonValue>>, module: Partial<ModuleTypes> & { readonly abi: ReadonlyMap<string, string> }): WorldTypes {
  return { schemas: new Map(Object.entries(types)), listed: Object.keys(types), modules: [{ name: 'test/Probe@1', kind: 'reducer', key: undefined, ...module }] };
}

/** Compiles `modules/probe.ts` with the types of a world; further files by path. */
export function compileProbe(world: WorldTypes, source: string, files: Readonly<Record<string, string>> = {}): Promise<Compiled> {
  const texts: ReadonlyMap<string, string> = new Map(Object.entries({ 'modules/probe.ts': source, 'modules/generated/air.ts': generateTypes(world).text, ...files }));
  const [module] = world.modules;
  return compileModule({ name: 'test/Probe@1', kind: module?.kind ?? 'reducer', exported: 'Probe', file: 'modules/probe.ts' }, { dir: 'worlds/test', read: (file) => texts.get(file) });
}

/** `file:line:column severity text`, as an editor shows it. */
export function shown({ problems }: Compiled): readonly string[] {
  return problems.map(({ file, line, column, severity, actual, expected }) => `${file}:${line}:${column} ${severity}: ${actual}${expected === undefined ? '' : `; expected ${expected}`}`);
}

/** What a reducer's call ends with, for an event of a cell without state: `code: message`, or `ok`. */
export function callProbe(wasm: Uint8Array, event: CanonValue, limits: Partial<Limits> = {}): string {
  const wasmHash = hashBytes(wasm);
  const input = encodeModuleInput({ version: 1, event: { schema: '', value: encodeCanonical(event) } });
  const answer = wasmModules(new Map([[wasmHash, wasm]])).call({ name: 'test/Probe@1', kind: 'reducer', wasmHash }, input, { ...DEFAULT_LIMITS, ...limits });
  return answer.ok ? 'ok' : `${answer.code}: ${answer.message}`;
}
