// Figure: calls of a workflow instance in WASM, a guarded instance for each, beside the same module in TypeScript.
import { hashBytes } from '@nx-air/canon';
import { type ModuleHost } from '@nx-air/kernel';
import { wasmModules } from '@nx-air/kernel/wasm';
import wabt from 'wabt';
import { timed, type Figure } from '../figure.ts';
import { askingModule, generateWorkflowWorld } from '../generate-workflow-world.ts';
import { runKernel } from '../running-kernel.ts';

/** Behind the tag of canonical CBOR: how many members the input has, which is one more with a state. */
const MEMBERS = 3;

interface Call {
  readonly members: number;
  readonly output: Uint8Array;
}

/** What the module in TypeScript is given and answers, for one flow. */
async function record(): Promise<readonly [first: Call, second: Call]> {
  const calls: Call[] = [];
  const asking = askingModule();
  const host: ModuleHost = {
    call: (module, input, limits) => {
      const answer = asking.call(module, input, limits);
      if (answer.ok) calls.push({ members: input[MEMBERS] ?? 0, output: answer.output });
      return answer;
    },
  };
  const ran = await runKernel(await generateWorkflowWorld(), host);
  await ran.start(1);
  await ran.answer();
  const [first, second] = calls;
  if (!first || !second || calls.length !== 2 || first.members === second.members) throw new Error('a flow is not two calls that differ in their members');
  return [first, second];
}

/** Answers what was recorded: the state of every flow is that of the first. */
async function moduleOf([first, second]: readonly [Call, Call]): Promise<Uint8Array> {
  const data = (at: number, { output }: Call): string => `(data (i32.const ${at}) "${[...output].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")`;
  const answer = (at: number, { output }: Call): string => `(i32.store (local.get 0) (i32.const ${at})) (i32.store offset=4 (local.get 0) (i32.const ${output.length}))`;
  const { parseWat } = await wabt();
  const text = `(module (memory (export "memory") 2 16) ${data(1024, first)} ${data(2048, second)} (global $next (mut i32) (i32.const 4096))
    (func (export "alloc") (param i32) (result i32) (global.get $next) (global.set $next (i32.add (global.get $next) (local.get 0))))
    (func (export "step") (param i32 i32 i32)
      (if (i32.eq (i32.load8_u offset=${MEMBERS} (local.get 1)) (i32.const ${first.members})) (then ${answer(1024, first)}) (else ${answer(2048, second)}))))`;
  return Uint8Array.from(parseWat('flow.wat', text, {}).toBinary({}).buffer);
}

export const WORKFLOW_WASM: Figure = {
  name: 'workflow-wasm-calls',
  title: '{size} flows that ask for a timer and end with its receipt, two calls each',
  oursIs: 'a workflow module in WASM: gated, with fuel, an instance for each call',
  peerIs: 'the same module written in TypeScript: the kernel alone',
  sizes: [100, 1000, 5000],
  prepare: async (_dir, _root, flows) => {
    const wasm = await moduleOf(await record());
    const hash = hashBytes(wasm);
    const [inWasm, inScript] = [await generateWorkflowWorld(hash), await generateWorkflowWorld()];
    const run = async (manifest: typeof inWasm, modules: ModuleHost): Promise<{ readonly ms: number; readonly records: number }> => {
      const ran = await runKernel(manifest, modules);
      const ms = await timed(async () => {
        await ran.start(flows);
        await ran.answer();
      });
      const open = [...ran.kernel.state.workflows.values()].reduce((sum, { size }) => sum + size, 0);
      if (open > 0 || ran.kernel.state.intents.size > 0) throw new Error(`${open} flows have not ended`);
      return { ms, records: ran.journal.length };
    };
    const host = wasmModules(new Map([[hash, wasm]]));
    const [ours, peer] = [await run(inWasm, host), await run(inScript, askingModule())];
    if (ours.records !== peer.records) throw new Error(`${ours.records} records in WASM, ${peer.records} in TypeScript`);
    return { ours: async () => (await run(inWasm, host)).ms, peer: async () => (await run(inScript, askingModule())).ms };
  },
};
