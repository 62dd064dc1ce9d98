// Where the measuring process finds the installed packages, the peers, and the programs of both.
import { join } from 'node:path';
import { capture, PLAIN_NX } from '../../process/src/run.ts';
import { PRODUCT_VARIABLE } from './product.ts';

/** The node_modules that our packages are installed in. @throws when the sources are measured */
export function productModules(): string {
  const dir = process.env[PRODUCT_VARIABLE];
  if (dir === undefined) throw new Error('this figure needs the installed packages: leave --sources out');
  return join(dir, 'node_modules');
}

/** The node_modules of tools/bench. */
export const peerModules = (root: string): string => join(root, 'tools', 'bench', 'node_modules');

/** The program `air`, to be started by node. */
export const airProgram = (): string => join(productModules(), '@nx-air', 'cli', 'bin', 'air.mjs');

/** Runs the Nx that a workspace has installed, without its daemon. @throws when it fails */
export async function runNx(workspace: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const own = { ...PLAIN_NX, NX_CACHE_DIRECTORY: join(workspace, '.nx', 'cache'), NX_WORKSPACE_DATA_DIRECTORY: join(workspace, '.nx', 'data'), NX_WORKSPACE_ROOT_PATH: workspace, ...env };
  const { exitCode, stdout, stderr } = await capture(process.execPath, [join(workspace, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...args], { cwd: workspace, env: own });
  if (exitCode !== 0) throw new Error(`nx ${args.join(' ')} ended with exit code ${exitCode}: ${(stderr || stdout).slice(-2000)}`);
  return { stdout, stderr };
}

/** Runs a script of Node to its end. @returns standard output @throws when it fails */
export async function runNode(args: readonly string[], cwd: string): Promise<string> {
  const { exitCode, stdout, stderr } = await capture(process.execPath, args, { cwd });
  if (exitCode !== 0) throw new Error(`node ${args.join(' ')} ended with exit code ${exitCode}: ${(stderr || stdout).slice(-2000)}`);
  return stdout;
}
