// Runs a child process without a shell, in a fixed locale, with a time and an output limit.
import { execa } from 'execa';
import { WorldError } from './errors.ts';
import type { RunOptions, RunResult } from './host.ts';

/** Output beyond this is an error: cargo metadata of the largest known workspaces is below 30 MB. */
export const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

// RUSTUP_AUTO_INSTALL=0 keeps a rustup proxy from downloading a toolchain.
const FIXED_ENV = { LC_ALL: 'C', CARGO_TERM_COLOR: 'never', RUSTUP_AUTO_INSTALL: '0' };

/** Never throws for how the command ended. Throws `WorldError` `output_too_large` beyond `MAX_OUTPUT_BYTES`. */
export async function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const result = await execa(command, args, {
    cwd: options.cwd,
    env: { ...FIXED_ENV, ...options.env },
    timeout: options.timeoutMs,
    maxBuffer: MAX_OUTPUT_BYTES,
    stdin: 'ignore',
    reject: false,
    forceKillAfterDelay: 1000,
    stripFinalNewline: false,
  });
  if (result.timedOut) return { kind: 'timed-out', timeoutMs: options.timeoutMs };
  if (result.code === 'ENOENT' || result.code === 'EACCES') return { kind: 'not-found' };
  if (result.isMaxBuffer) {
    throw new WorldError('output_too_large', `${command} wrote more than ${MAX_OUTPUT_BYTES} bytes`, `Run ${command} by hand.`);
  }
  // A process ended by a signal has no exit code.
  return { kind: 'exited', exitCode: result.exitCode ?? 128, stdout: result.stdout, stderr: result.stderr };
}
