// Calls a module once, through a host of its own.
import { hashBytes } from '@nx-air/canon';
import { DEFAULT_LIMITS, type CallableModule, type Limits, type ModuleAnswer } from '../../../src/index.ts';
import { wasmModules } from '../../../src/wasm.ts';

export interface CallOptions {
  readonly limits?: Partial<Limits>;
  readonly kind?: CallableModule['kind'];
  readonly input?: Uint8Array;
}

export function callWasm(wasm: Uint8Array, { limits = {}, kind = 'reducer', input = Uint8Array.of(1, 2, 3) }: CallOptions = {}): ModuleAnswer {
  const hash = hashBytes(wasm);
  return wasmModules(new Map([[hash, wasm]])).call({ name: 'w/M@1', kind, wasmHash: hash }, input, { ...DEFAULT_LIMITS, ...limits });
}

export function showAnswer(answer: ModuleAnswer): string {
  const fuel = answer.fuel === undefined ? '' : ` fuel ${answer.fuel}`;
  if (answer.ok) return `ok ${Buffer.from(answer.output).toString('hex')}${fuel}`;
  return `${answer.code}: ${answer.message}${fuel}${answer.limit ? ` limit ${answer.limit.name} ${answer.limit.allowed}` : ''}`;
}
