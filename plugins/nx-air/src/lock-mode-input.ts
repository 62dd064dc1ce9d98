// The one input that makes the lock mode part of the hash of `lock-check`.
import type { LockMode } from './options.ts';

/**
 * A command that prints the mode of the environment. The same text for every world: Nx runs it once, however many
 * there are. The variables of build servers are no inputs, as some change with every build.
 */
export function lockModeInput(option: LockMode | undefined): { readonly runtime: string } {
  const words = ['node', 'node_modules/nx-air/bin/lock-mode.mjs', ...(option === undefined ? [] : ['--option', option])];
  return { runtime: words.join(' ') };
}
