// Runs modules compiled to WebAssembly: `@nx-air/kernel/wasm`.
export {};
