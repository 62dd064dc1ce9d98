// What the kernel's load gate would refuse, said when the module is built instead of when it is called.
import type { Problem } from '@nx-air/air';
import { DEFAULT_LIMITS } from '@nx-air/kernel';
import { gateModule } from '@nx-air/kernel/wasm';
import type { ModuleSource } from './module-source.ts';

/** AssemblyScript for the findings that its users can cause. */
const HINTS: Readonly<Record<string, string>> = {
  float: 'Use integers, or dec128 as text: floats differ between machines.',
  start: 'Give globals constant values, and compute the others in a call.',
  import: 'Remove the `declare`: a module calls nothing outside of itself.',
};

/** At the beginning of the source: bytes have no lines. */
export function gateProblems(wasm: Uint8Array, { name, kind }: ModuleSource, file: string): readonly Problem[] {
  const gated = gateModule(wasm, kind === 'pure' ? 'run' : 'step', DEFAULT_LIMITS);
  if (gated.ok) return [];
  const [first] = gated.findings;
  if (first === undefined) return [];
  const hint = HINTS[first.code];
  const actual = `${first.what} (${first.code} at byte ${first.offset} of the module)`;
  return [{ code: 'module_compile', subject: `module ${name}`, file, pointer: '', line: 1, column: 1, expected: 'code that the load gate accepts', actual, ...(hint === undefined ? {} : { hint }) }];
}
