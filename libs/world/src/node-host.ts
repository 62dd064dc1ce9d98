// The real host: this machine's files, processes and environment.
import type { Host } from './host.ts';
import { nodeFiles } from './node-files.ts';

/** Files are read synchronously; the process runner is loaded when the first command runs. */
export function nodeHost(env: Readonly<Record<string, string | undefined>> = process.env): Host {
  return {
    ...nodeFiles(),
    env,
    run: async (command, args, options) => {
      const { runCommand } = await import('./run-command.ts');
      return runCommand(command, args, options);
    },
  };
}
