// The Node that a cell runs on: the one that runs this, or another major version that npx fetches.
import { dirname } from 'node:path';
import { E2eError } from './failure.ts';
import { run, type Place } from './run.ts';

export interface NodeRuntime {
  /** As `v22.23.3`. */
  readonly version: string;
  /** Absolute folder with `node` in it. */
  readonly folder: string;
}

const PRINT = 'console.log(JSON.stringify([process.version, process.execPath]))';

/** @param wanted a version or major version; `undefined` is the running one. Throws `install_failed`. */
export async function findNode(wanted: string | undefined, place: Place): Promise<NodeRuntime> {
  if (wanted === undefined || process.version === `v${wanted}` || process.version.startsWith(`v${wanted}.`)) {
    return { version: process.version, folder: dirname(process.execPath) };
  }
  const { exitCode, stdout, output } = await run('npx', ['-y', `node@${wanted}`, '-e', PRINT], place);
  const [version, path] = exitCode === 0 ? readPair(stdout) : [];
  if (version === undefined || path === undefined) throw new E2eError('install_failed', `npx could not fetch node@${wanted}\n${output}`);
  return { version, folder: dirname(path) };
}

function readPair(stdout: string): readonly string[] {
  const value: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null');
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : [];
}
