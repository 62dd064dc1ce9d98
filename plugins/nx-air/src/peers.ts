// Worlds that the scenarios of a world run beside it: what they are made of is an input of its runs.
import { posix } from 'node:path';
import type { FileHost } from '@nx-air/world/graph';
import { memberOf } from './json-member.ts';
import type { AirProject } from './project-files.ts';
import { workspacePath } from './workspace-path.ts';

const SUFFIX = '.scenario.json';
const LARGEST = 16 * 1024 * 1024;

/** Their projects, sorted; what a scenario gets wrong is reported when it runs, and counts for nothing here. */
export function peersOf(files: FileHost, workspaceRoot: string, { root }: AirProject): readonly AirProject[] {
  const base = root === '.' ? '' : `${root}/`;
  const folder = `${workspaceRoot.replaceAll('\\', '/')}/${base}scenarios`;
  const names = (files.readDir(folder) ?? []).filter(({ name, kind }) => kind === 'file' && name.endsWith(SUFFIX)).map(({ name }) => name);
  const roots = new Set(names.flatMap((name) => worldsNamedIn(files, `${folder}/${name}`)).flatMap((path) => peerRoot(base, path) ?? []));
  roots.delete(root);
  return [...roots].sort().map((peer) => ({ kind: 'world', root: peer, file: peer === '.' ? 'aos.sync.json' : `${peer}/aos.sync.json` }));
}

function worldsNamedIn(files: FileHost, file: string): readonly string[] {
  if ((files.fileSize(file) ?? LARGEST + 1) > LARGEST) return [];
  const text = new TextDecoder().decode(files.readFile(file));
  if (!text.includes('"peers"')) return [];
  try {
    const peers = memberOf(JSON.parse(text), 'peers');
    return (Array.isArray(peers) ? peers : []).flatMap((peer: unknown) => {
      const world = memberOf(peer, 'world');
      return typeof world === 'string' ? [world] : [];
    });
  } catch {
    return [];
  }
}

function peerRoot(base: string, path: string): string | undefined {
  if (/^(?:\/|[A-Za-z]:)/u.test(path)) return undefined;
  const joined = posix.normalize(`${base}${path}`).replace(/\/$/u, '');
  return joined === '.' ? joined : workspacePath(joined);
}
