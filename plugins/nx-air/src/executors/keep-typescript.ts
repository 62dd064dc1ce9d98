// Lets the engine be loaded from its TypeScript sources after Nx has taken its own transpiler away again.
import { createRequire } from 'node:module';
import { memberOf } from '../json-member.ts';

/** A development dependency of the repository, for `require` only; the published package never asks for it. */
const TRANSPILER = '@swc-node/register/register';
/** `ts.ScriptTarget.ES2022`, without loading the compiler for a number. */
const ES2022 = 9;
let kept = false;

/**
 * Nx transpiles an executor only while it loads that file, but the engine is imported when a task runs. Node 22.18
 * and later read TypeScript themselves, and the published package is JavaScript: nothing to do there.
 */
export function keepTypeScript(): void {
  const native: unknown = Reflect.get(process.features, 'typescript');
  if (kept || Boolean(native) || !import.meta.url.endsWith('.ts')) return;
  kept = true;
  const transpiler: unknown = createRequire(import.meta.url)(TRANSPILER);
  const register = memberOf(transpiler, 'register');
  if (typeof register === 'function') register({ target: ES2022, esModuleInterop: true });
}
