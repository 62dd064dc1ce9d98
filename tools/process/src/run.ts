// Runs a program for a tool: streamed to the terminal, or captured.
import { execa } from 'execa';

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Captured {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nx as tools run it: no background process, no questions, no redrawn output. */
export const PLAIN_NX: Readonly<Record<string, string>> = { NX_DAEMON: 'false', NX_TUI: 'false', NX_INTERACTIVE: 'false' };

/** Streams output. A program that could not start or was ended by a signal counts as exit code 1. */
export async function stream(file: string, args: readonly string[], { cwd, env = {} }: RunOptions): Promise<number> {
  const result = await execa(file, args, { cwd, env, stdin: 'ignore', stdout: 'inherit', stderr: 'inherit', reject: false });
  if (result.exitCode === undefined) console.error(result.shortMessage);
  return result.exitCode ?? 1;
}

export async function capture(file: string, args: readonly string[], { cwd, env = {} }: RunOptions): Promise<Captured> {
  const result = await execa(file, args, { cwd, env, stdin: 'ignore', reject: false });
  return { exitCode: result.exitCode ?? 1, stdout: result.stdout ?? '', stderr: result.stderr || (result.shortMessage ?? '') };
}
