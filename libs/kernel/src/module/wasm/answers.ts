// What a call that did not succeed is answered with. Texts are ours: those of an engine differ between engines.
import type { Limits } from '../../limits.ts';
import type { ModuleAnswer } from '../host.ts';
import type { ModuleFinding } from './finding.ts';

export type Refusal = Extract<ModuleAnswer, { readonly ok: false }>;

export function refusedModule(findings: readonly ModuleFinding[]): Refusal {
  const [first] = findings;
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : '';
  return { ok: false, code: 'module_refused', message: first ? `${first.code} at byte ${first.offset}: ${first.what}${more}` : 'the module is refused' };
}

export function outOfFuel({ module_fuel: allowed }: Limits): Refusal {
  return { ok: false, code: 'out_of_fuel', message: `fuel: more than ${allowed}`, fuel: BigInt(allowed), limit: { name: 'fuel', allowed, observed: allowed } };
}

export function stackUsedUp({ module_stack: allowed }: Limits, fuel: bigint): Refusal {
  return { ok: false, code: 'call_depth', message: `stack: more than ${allowed} slots`, fuel, limit: { name: 'stack', allowed, observed: allowed } };
}

export function memoryUsedUp(allowed: number, fuel: bigint): Refusal {
  return { ok: false, code: 'memory_limit', message: `memory: more than ${allowed} pages`, fuel, limit: { name: 'memory_pages', allowed, observed: allowed } };
}

export function trapped(fuel: bigint): Refusal {
  return { ok: false, code: 'trap', message: 'the module trapped', fuel };
}

export function badAlloc(length: number, pointer: number, end: number, fuel: bigint): Refusal {
  return { ok: false, code: 'bad_alloc', message: `alloc(${length}) is ${pointer}, memory ends at ${end}`, fuel };
}

export function badRange(pointer: number, length: number, end: number, fuel: bigint): Refusal {
  return { ok: false, code: 'bad_output', message: `output of ${length} bytes at ${pointer}, memory ends at ${end}`, fuel };
}
