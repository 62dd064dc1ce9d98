// The results that gates left of a world, as verdicts.
import { READ_GATES, readVerdict, type GateVerdict } from '@nx-air/gates/summary';
import { repositoryRoot, type FileHost } from '@nx-air/world';
import { join, relative } from 'node:path/posix';
import { filesHash } from './files-hash.ts';

const LARGEST = 16 * 1024 * 1024;

export interface GateResults {
  readonly id: string;
  /** Absolute folder of the world. */
  readonly dir: string;
  readonly root?: string;
  /** Absolute folder with the results of the world; where Nx leaves them when absent. */
  readonly results?: string;
}

export function gateVerdicts(host: FileHost, { id, dir, root = repositoryRoot(host, dir), results = join(root, 'dist', relative(root, dir)) }: GateResults): readonly GateVerdict[] {
  const files = filesHash(host, root, dir);
  return READ_GATES.map((gate) => {
    const path = `${results}/${gate}.json`;
    const isReadable = (host.fileSize(path) ?? LARGEST + 1) <= LARGEST;
    return readVerdict(gate, { world: id, files }, isReadable ? host.readFile(path) : undefined);
  });
}
