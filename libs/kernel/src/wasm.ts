// Runs modules written in WebAssembly: `@nx-air/kernel/wasm`.
export { wasmModules } from './module/wasm/host.ts';
export type { ModuleBytes } from './module/wasm/host.ts';
export { gateModule } from './module/wasm/gate.ts';
export type { Entry, Gated, GateLimits } from './module/wasm/gate.ts';
export type { ModuleFinding, ModuleFindingCode } from './module/wasm/finding.ts';
export { INSTRUMENTER_VERSION } from './module/wasm/version.ts';
