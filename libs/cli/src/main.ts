// `air`: reads the command line, runs one command, prints what it answers.
import { relative } from 'node:path';
import { parseInvocation } from './args.ts';
import type { CommandResult, ExitCode } from './command.ts';
import { COMMANDS } from './commands.ts';
import { renderCommandHelp, renderHelp } from './help.ts';
import { wantsColor, type Io } from './io.ts';
import { readVersion } from './version.ts';

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The error classes of all packages carry `code` and `hint`; anything else is a fault of ours. */
function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'internal', message: String(error), hint: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
  return { code, message: error.message.split('\n', 1)[0] ?? '', hint };
}

/** Also when the command line is wrong elsewhere: who asked for JSON gets JSON. */
function asksForJson(argv: readonly string[]): boolean {
  return argv.some((word, index) => word === '--json' || word === '--format=json' || (word === 'json' && argv[index - 1] === '--format'));
}

function reportFailure(error: unknown, argv: readonly string[], io: Io): ExitCode {
  const { code, message, hint } = describeFailure(error);
  io.writeErr(`air: ${code}: ${message}${hint === '' ? '' : `. ${hint}`}\n`);
  if (asksForJson(argv)) {
    const document = { error: { code, message, hint }, findings: [], exit_code: 1, next: hint };
    io.writeOut(`${JSON.stringify(document, undefined, 2)}\n`);
  }
  if (io.env['AIR_DEBUG'] === '1' && error instanceof Error) io.writeErr(`${error.stack ?? ''}\n`);
  return 1;
}

/** One line a written or removed file. */
async function write({ writes, removes = [] }: CommandResult, io: Io): Promise<readonly string[]> {
  if (writes.length === 0 && removes.length === 0) return [];
  const { removeFiles, writeFiles } = await import('./write-files.ts');
  writeFiles(writes);
  removeFiles(removes);
  const named = (path: string): string => relative(io.cwd, path);
  return [...writes.map(({ path }) => `wrote ${named(path)}`), ...removes.map((path) => `removed ${named(path)}`)];
}

async function runInvocation(argv: readonly string[], io: Io): Promise<ExitCode> {
  const invocation = parseInvocation(argv, io.cwd, COMMANDS);
  switch (invocation.kind) {
    case 'version':
      io.writeOut(`${readVersion()}\n`);
      return 0;
    case 'help':
      io.writeOut(invocation.command === undefined ? renderHelp(COMMANDS) : renderCommandHelp(invocation.command));
      return argv.length === 0 ? 1 : 0;
    case 'run': {
      const { command, args, format } = invocation;
      const result = await command.run(await io.host(), args);
      const { renderResult } = await import('./output.ts');
      const written = result.exitCode === 0 ? await write(result, io) : [];
      const shown = { ...result, lines: [...result.lines, ...written] };
      io.writeOut(renderResult(shown, { format, color: wantsColor(io) }));
      return result.exitCode;
    }
  }
}

/** Runs `air` with `argv` (without node and script) and answers the exit code. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await runInvocation(argv, io);
  } catch (error) {
    return reportFailure(error, argv, io);
  }
}
