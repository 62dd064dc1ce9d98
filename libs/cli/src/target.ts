// What the user means by <world>, <pack> or a path on the command line.
import { resolve } from 'node:path';
import { basename, dirname } from 'node:path/posix';
import type { Host } from '@nx-air/world';
import { nearest } from '@nx-air/air/did-you-mean';
import { CliError } from './errors.ts';

export interface Target {
  /** As typed: what later messages tell the user to type again. */
  readonly label: string;
  /** Absolute, with `/`. */
  readonly path: string;
}

/** `text` seen from `cwd`; absolute, with `/`. */
export function absolutePath(cwd: string, text: string): string {
  return resolve(cwd, text).replaceAll('\\', '/');
}

/** Read as a path first. A name may hold a slash too: that of an npm package with a scope. */
function looksLikePath(text: string): boolean {
  return text.includes('/') || text.includes('\\') || text === '.' || text === '..';
}

/**
 * A project name inside an Nx workspace, else a path. A name wins over a folder of the same spelling in `cwd`
 * (`./name` is the folder). Throws `CliError` `unknown_target`.
 */
export async function resolveTarget(host: Host, cwd: string, text: string): Promise<Target> {
  const path = absolutePath(cwd, text);
  if (looksLikePath(text) && host.kindOf(path) !== undefined) return { label: text, path };
  const { projectRoots } = await import('./project-roots.ts');
  const projects = projectRoots(host, cwd);
  const project = projects.get(text);
  if (project !== undefined) return { label: text, path: project };
  if (host.kindOf(path) !== undefined) return { label: text, path };
  const guess = nearest(text, [...projects.keys()]);
  const message = projects.size === 0 ? `\`${text}\` does not exist` : `\`${text}\` is neither a project nor a path`;
  throw new CliError('unknown_target', message, guess === undefined ? '' : `Did you mean \`${guess}\`?`);
}

/** The files that make a folder a world or a pack; naming one of them means its folder. */
const MARKERS = ['aos.sync.json', 'defs.air.json'];

/** Like `resolveTarget`, for a world or pack: always a folder. Throws also `CliError` `not_a_folder`. */
export async function resolveFolder(host: Host, cwd: string, text: string): Promise<Target> {
  const { label, path } = await resolveTarget(host, cwd, text);
  if (host.readDir(path) !== undefined) return { label, path };
  if (!MARKERS.includes(basename(path))) {
    throw new CliError('not_a_folder', `\`${text}\` is not a folder`, 'Name the folder of a world or pack.');
  }
  return { label: dirname(label), path: dirname(path) };
}
