// Collects every definition below one path: a world's own, those of a folder, or those of a single file.
import { defsHash, exitCode, loadFile, toFindings, type Finding, type LoadedNode, type Problem } from '@nx-air/air';
import type { Hash } from '@nx-air/canon';
import { collectFolder, loadWorld, repositoryRoot, type Host } from '@nx-air/world';
import { dirname, relative } from 'node:path/posix';

export interface HashedPath {
  /** Relative to its repository, `.` for the repository itself. */
  readonly path: string;
  readonly isFolder: boolean;
  /** In the order of files, then of the file; manifests are among them. */
  readonly nodes: readonly LoadedNode[];
  /** Of all definitions, as a lock repeats it; absent when they do not load, or one name has two bodies. */
  readonly defsHash?: Hash;
  readonly findings: readonly Finding[];
}

interface Collected {
  readonly nodes: readonly LoadedNode[];
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

const MAX_FILE_BYTES = 16 * 1024 * 1024;

function collectFile(host: Host, path: string, file: string): Collected {
  const where = { subject: file, file, pointer: '' };
  const nothing = (problem: Problem): Collected => ({ nodes: [], problems: [problem], texts: new Map() });
  if (host.kindOf(path) === 'symlink') return nothing({ ...where, code: 'symlinked_definition' });
  const size = host.fileSize(path) ?? 0;
  if (size > MAX_FILE_BYTES) return nothing({ ...where, code: 'file_too_large', actual: `${size} bytes` });
  const bytes = host.readFile(path);
  if (bytes === undefined) return nothing({ ...where, code: 'unreadable_file', expected: 'a regular file' });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { ...loadFile(file, bytes), texts: new Map([[file, text]]) };
}

async function collect(host: Host, path: string, root: string, shown: string): Promise<Collected> {
  if (host.readDir(path) === undefined) return collectFile(host, path, shown);
  if (host.kindOf(`${path}/aos.sync.json`) !== undefined) {
    const { own, problems, texts } = await loadWorld(host, path);
    return { nodes: own, problems, texts };
  }
  return collectFolder(host, path, { nameOf: (file) => relative(root, file), subject: shown });
}

function hasTwoBodies(nodes: readonly LoadedNode[]): boolean {
  const names = new Set(nodes.map(({ kind, name }) => `${kind} ${name}`));
  return new Set(nodes.map(({ kind, name, hash }) => `${kind} ${name} ${hash}`)).size > names.size;
}

/** `path` absolute, of a file or folder that exists. */
export async function hashPath(host: Host, path: string): Promise<HashedPath> {
  const isFolder = host.readDir(path) !== undefined;
  const root = repositoryRoot(host, isFolder ? path : dirname(path));
  const shown = relative(root, path) || '.';
  const { nodes, problems, texts } = await collect(host, path, root, shown);
  const findings = toFindings(problems, (file) => texts.get(file));
  const definitions = nodes.filter(({ kind }) => kind !== 'manifest');
  const unknown = exitCode(findings) === 2 || hasTwoBodies(definitions);
  return { path: shown, isFolder, nodes, findings, ...(unknown ? {} : { defsHash: defsHash(definitions) }) };
}
