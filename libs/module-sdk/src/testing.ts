// `@nx-air/module-sdk/testing`: calls a module in a unit test, with the limits of a kernel and without a world.
import { readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeCanonical, encodeCanonical, hashBytes, ZERO_HASH, type CanonValue } from '@nx-air/canon';
import { decodeModuleOutput, DEFAULT_LIMITS, encodeModuleInput, type Emission, type Limits } from '@nx-air/kernel';
import { wasmModules } from '@nx-air/kernel/wasm';
import { compileModule } from './compile.ts';
import { SdkError } from './errors.ts';
import type { ModuleSource, SourceFolder } from './module-source.ts';
import { exportedClass, MODULES_FOLDER } from './module-files.ts';
import { plainValue, type PlainValue } from './testing/plain-value.ts';
import { traceTrap } from './testing/trap.ts';

export { outcome } from './testing/outcome.ts';
export type { OutcomeParts } from './testing/outcome.ts';
export type { PlainValue } from './testing/plain-value.ts';

export interface StepCall {
  /** Left out at the first event of a cell. */
  readonly state?: CanonValue;
  /** As the module's event schema has it: `{$tag, $value}` for one of several events. */
  readonly event: CanonValue;
  /** Of a module with a key_schema. */
  readonly key?: CanonValue;
  /** Members of the context that are not zero. */
  readonly context?: { readonly [member: string]: CanonValue };
  /** Of a workflow: how outcomes of the effects of this call will be named. Default `{seq: 1, index: 0}`. */
  readonly emission?: Emission;
}

/** An effect that a workflow emitted. */
export interface TestedEffect {
  readonly kind: string;
  readonly params: PlainValue;
  readonly slot?: string;
  readonly key?: Uint8Array;
}

export interface StepAnswer {
  /** Undefined when the module ended the cell, and when there is a fault. */
  readonly state?: PlainValue;
  readonly events: readonly { readonly schema: string; readonly value: PlainValue }[];
  /** Of a workflow. */
  readonly effects: readonly TestedEffect[];
  readonly fault?: ModuleTestFault;
  /** Instructions, as the kernel counts them. */
  readonly fuel: bigint;
}

export interface ModuleTestFault {
  /** As in a `module_fault` record. */
  readonly code: string;
  /** Of the error that the module threw, where it did. */
  readonly message: string;
  /** `file:line:column` of the throw, the file relative to the folder of the world. */
  readonly at?: string;
}

export interface TestedModule {
  /** The bytes that `air build-modules` writes. */
  readonly wasm: Uint8Array;
  /** Calls a reducer or a workflow. */
  step(call: StepCall): Promise<StepAnswer>;
  /** Calls a pure module. */
  run(input: CanonValue, context?: StepCall['context']): Promise<{ readonly output?: PlainValue; readonly fault?: ModuleTestFault; readonly fuel: bigint }>;
}

export interface TestOptions {
  /** Default `reducer`. */
  readonly kind?: ModuleSource['kind'];
  readonly limits?: Partial<Limits>;
}

/**
 * Compiles the source of a module, `new URL('./sync-tracker.ts', import.meta.url)` in a test beside it. Values are what
 * `encodeCanonical` takes. Throws `SdkError` `not_compiled` with the places when it does not compile.
 */
export async function testModule(source: URL, { kind = 'reducer', limits = {} }: TestOptions = {}): Promise<TestedModule> {
  const path = fileURLToPath(source);
  const folder = folderOf(path);
  const stem = path.slice(dirname(path).length + 1, -'.ts'.length);
  const module: ModuleSource = { name: stem, kind, exported: exportedClass(stem.replace(/-v\d+$/, '')), file: `${MODULES_FOLDER}/${stem}.ts` };
  const { wasm, problems } = await compileModule(module, folder);
  if (wasm === undefined) {
    throw new SdkError('not_compiled', problems.map(({ file, line, column, actual }) => `${file}:${line}:${column} ${actual ?? ''}`).join('\n'));
  }
  const wasmHash = hashBytes(wasm);
  const host = wasmModules(new Map([[wasmHash, wasm]]));
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const call = async (input: Uint8Array): Promise<{ readonly output?: Uint8Array; readonly fault?: ModuleTestFault; readonly fuel: bigint }> => {
    const answer = host.call({ name: module.name, kind, wasmHash }, input, bounds);
    const fuel = answer.fuel ?? 0n;
    if (answer.ok) return { output: answer.output, fuel };
    const traced = answer.code === 'trap' ? await traceTrap(module, folder, input) : undefined;
    return { fault: { code: answer.code, message: answer.message, ...traced }, fuel };
  };
  return {
    wasm,
    async step({ state, event, key, context, emission = { seq: 1, index: 0 } }) {
      const { output, ...rest } = await call(
        encodeModuleInput({
          version: 1,
          ...(state !== undefined && { state: encodeCanonical(state) }),
          event: { schema: '', value: encodeCanonical(event), ...(key !== undefined && { key: encodeCanonical(key) }) },
          ctx: encodeCanonical({ ...EMPTY_CONTEXT, key: key === undefined ? null : encodeCanonical(key), ...context }),
          ...(kind === 'workflow' && { emission }),
        }),
      );
      if (output === undefined) return { events: [], effects: [], ...rest };
      const read = decodeModuleOutput(output);
      if ('refused' in read) return { events: [], effects: [], fault: { code: 'bad_output', message: read.refused }, fuel: rest.fuel };
      const events = (read.domain_events ?? []).map(({ schema, value }) => ({ schema, value: plainValue(decodeCanonical(value)) }));
      const effects = (read.effects ?? []).map(({ kind, params, cap_slot: slot, idempotency_key: once }) => ({ kind, params: plainValue(decodeCanonical(params)), ...(slot !== undefined && { slot }), ...(once && { key: once }) }));
      return { ...(read.state && { state: plainValue(decodeCanonical(read.state)) }), events, effects, fuel: rest.fuel };
    },
    async run(input, context) {
      const ctx = encodeCanonical({ ...EMPTY_PURE_CONTEXT, ...context });
      const { output, ...rest } = await call(encodeCanonical({ version: 1, input: encodeCanonical(input), ctx }));
      const answer = output && decodeCanonical(output);
      const value = answer instanceof Map ? answer.get('output') : undefined;
      return { ...(value instanceof Uint8Array && { output: plainValue(decodeCanonical(value)) }), ...rest };
    },
  };
}

function folderOf(path: string): SourceFolder {
  const folder = dirname(dirname(path));
  const root = relative(process.cwd(), folder).split(sep).join('/');
  return { dir: root.startsWith('..') ? '' : root, read: (file) => readOptional(`${folder}/${file}`) };
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** `sys/ReducerContext@1` without time, entropy and history. */
const EMPTY_CONTEXT = {
  now_ns: 0,
  logical_now_ns: 0,
  journal_height: 0,
  entropy: new Uint8Array(32),
  event_hash: ZERO_HASH,
  manifest_hash: ZERO_HASH,
  reducer: '',
  cell_mode: true,
};

/** `sys/PureContext@1`. */
const EMPTY_PURE_CONTEXT = { logical_now_ns: 0, journal_height: 0, manifest_hash: ZERO_HASH, module: '' };
