// What the kernel's load gate would refuse, said when the module is built instead of when it is called.
import type { Problem } from '@nx-air/air';
import { DEFAULT_LIMITS } from '@nx-air/kernel';
import { gateModule } from '@nx-air/kernel/wasm';
import type { ModuleSource, SourceFolder } from './module-source.ts';
import { findRefusedUse } from './refused-use.ts';
import { inFolder, positionOf } from './source-place.ts';

/** AssemblyScript for the findings that its users can cause. */
const HINTS: Readonly<Record<string, string>> = {
  float: 'Use integers, or dec128 as text: floats differ between machines.',
  start: 'Give globals constant values, and compute the others in a call.',
  import: 'Remove the `declare`: a module calls nothing outside of itself.',
};

/** At what a source uses that explains it, otherwise at the beginning: bytes have no lines. */
export function gateProblems(wasm: Uint8Array, { name, kind, file }: ModuleSource, folder: SourceFolder, sources: ReadonlyMap<string, string>): readonly Problem[] {
  const gated = gateModule(wasm, kind === 'pure' ? 'run' : 'step', DEFAULT_LIMITS);
  if (gated.ok) return [];
  const [first] = gated.findings;
  if (first === undefined) return [];
  const use = findRefusedUse(first.code, sources);
  const hint = use?.hint ?? HINTS[first.code];
  const place = use === undefined ? { file: inFolder(folder, file), line: 1, column: 1 } : { file: inFolder(folder, use.file), ...positionOf(sources.get(use.file) ?? '', use.start) };
  const actual = `${use === undefined ? '' : `${use.used}: `}${first.what} (${first.code} at byte ${first.offset} of the module)`;
  return [{ code: 'module_compile', subject: `module ${name}`, severity: 'error', ...place, pointer: '', expected: 'code that the load gate accepts', actual, ...(hint === undefined ? {} : { hint }) }];
}
