// Runs `air` in this process, and as a child process through the real executable.
import { fileURLToPath } from 'node:url';
import { nodeHost } from '@nx-air/world';
import { execa } from 'execa';
import { main } from '../src/main.ts';

export interface AirRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface AirOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
}

/** `main` with a captured process; `cwd` is absolute. */
export async function air(cwd: string, argv: readonly string[], { env = {}, isTerminal = false }: AirOptions = {}): Promise<AirRun> {
  let out = '';
  let err = '';
  const exitCode = await main(argv, {
    cwd,
    env,
    isTerminal,
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
    host: () => Promise.resolve(nodeHost(env)),
  });
  return { exitCode, out, err };
}

export const AIR_BIN = fileURLToPath(new URL('../bin/air.mjs', import.meta.url));

/** The executable itself. `env` is the whole environment of the child. */
export async function airProcess(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<AirRun> {
  const child = await execa(process.execPath, [AIR_BIN, ...argv], { cwd, env, extendEnv: false, reject: false, stripFinalNewline: false });
  return { exitCode: child.exitCode ?? -1, out: child.stdout, err: child.stderr };
}
