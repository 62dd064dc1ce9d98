// Runs a command of a document and answers what a reader would see.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as air } from '@nx-air/cli';
import { nodeHost } from '@nx-air/world';
import { execa } from 'execa';
import { findBin } from '../../process/src/bins.ts';
import { PLAIN_NX } from '../../process/src/run.ts';

export interface CommandOutcome {
  readonly exitCode: number;
  readonly output: string;
}

export interface CommandPlace {
  readonly cwd: string;
  /** Folder for what Nx keeps between runs. */
  readonly scratch: string;
  readonly without?: string;
}

export class DocsError extends Error {
  readonly code = 'unknown_command';
}

/** Pages show what a person sees: the output on a build server, or under settings of this machine, may differ. */
const READER_ENV: Readonly<Record<string, string>> = { CI: 'false', AOS_IMPORT_LOCK: '', AOS_IMPORT_LOCK_STRICT: '', GITHUB_ACTIONS: '' };

/** `air` runs in this process, which is the same program without the second that Node takes to start it. */
async function runAir(args: readonly string[], { cwd, without }: CommandPlace): Promise<CommandOutcome> {
  const parts: string[] = [];
  const write = (text: string): void => void parts.push(text);
  const host = nodeHost();
  const hidden: typeof host = {
    ...host,
    env: READER_ENV,
    run: (command, words, options) => (command === without ? Promise.resolve({ kind: 'not-found' }) : host.run(command, words, options)),
  };
  const exitCode = await air(args, { cwd: cwd.replaceAll('\\', '/'), env: READER_ENV, isTerminal: false, writeOut: write, writeErr: write, host: async () => hidden });
  return { exitCode, output: parts.join('') };
}

function nxEnvironment(scratch: string): Readonly<Record<string, string>> {
  return { ...PLAIN_NX, ...READER_ENV, NX_CACHE_DIRECTORY: join(scratch, 'cache'), NX_WORKSPACE_DATA_DIRECTORY: join(scratch, 'data'), FORCE_COLOR: '0', NODE_NO_WARNINGS: '1' };
}

async function runNode(args: readonly string[], { cwd, scratch }: CommandPlace): Promise<CommandOutcome> {
  const result = await execa(process.execPath, args, { cwd, env: nxEnvironment(scratch), stdin: 'ignore', all: true, reject: false });
  return { exitCode: result.exitCode ?? 1, output: result.all };
}

/** `npm start` without npm's own lines and without the bootstrap before it. */
function startArguments(root: string): readonly string[] {
  const manifest: { readonly scripts?: Readonly<Record<string, string>> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [node, ...args] = (manifest.scripts?.['start'] ?? '').split(' ');
  if (node !== 'node') throw new DocsError('the start script of package.json does not begin with node');
  return args;
}

/** Words are separated by blanks; there is no shell. @throws DocsError for other programs than air, nx and `npm start` */
export async function runDocumented(command: string, place: CommandPlace): Promise<CommandOutcome> {
  const [program, ...args] = command.split(' ').filter((word) => word !== '');
  if (program === 'air') return runAir(args, place);
  if (program === 'npx' && args[0] === 'nx') return runNode([findBin('nx'), ...args.slice(1)], place);
  if (command === 'npm start') return runNode(startArguments(place.cwd), place);
  throw new DocsError(`\`${command}\`: documents may run air, npx nx and npm start`);
}

/** The project graph as `nx graph --file` writes it, as text. */
export async function readGraph(root: string, scratch: string): Promise<string> {
  const file = join(scratch, 'graph.json');
  const { exitCode, output } = await runNode([findBin('nx'), 'graph', `--file=${file}`], { cwd: root, scratch });
  if (exitCode !== 0) throw new DocsError(`nx graph ended with exit code ${exitCode}: ${output}`);
  return readFileSync(file, 'utf8');
}
