// Runs a program of a cell with nothing but the cell's environment, and keeps everything it prints.
import { execa } from 'execa';
import { E2eError } from './failure.ts';

export interface Ran {
  readonly exitCode: number;
  /** Both streams, as they came. */
  readonly output: string;
  readonly stdout: string;
}

export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds after which the program is ended. */
  readonly timeout?: number;
}

export async function run(file: string, args: readonly string[], { cwd, env, timeout = 300_000 }: Place): Promise<Ran> {
  const { exitCode, all, stdout, shortMessage, timedOut } = await execa(file, args, { cwd, env, extendEnv: false, stdin: 'ignore', all: true, reject: false, timeout, killSignal: 'SIGKILL' });
  const why = exitCode === undefined || timedOut ? `\n${shortMessage ?? ''}` : '';
  return { exitCode: exitCode ?? 1, output: `${all ?? ''}${why}`, stdout: stdout ?? '' };
}

/** The same; throws `command_failed` with the output for any exit code but 0. */
export async function runOk(file: string, args: readonly string[], place: Place): Promise<Ran> {
  const ran = await run(file, args, place);
  if (ran.exitCode !== 0) throw new E2eError('command_failed', `${[file, ...args].join(' ')} ended with exit code ${ran.exitCode}\n${ran.output}`);
  return ran;
}
