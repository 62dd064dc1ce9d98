// Tarballs as npm makes them: fixed times, modes and order, so equal folders give equal bytes.
import { capture } from '../../process/src/run.ts';
import { isRecord } from './json.ts';

export interface Packed {
  readonly name: string;
  readonly version: string;
  /** Name of the file in the folder that was asked for. */
  readonly filename: string;
  /** Bytes of the tarball. */
  readonly size: number;
  /** Bytes of the files in it. */
  readonly unpackedSize: number;
  readonly files: readonly string[];
}

/** Packs folders into `to`, in their order. Throws what npm says when it refuses one. */
export async function packFolders(folders: readonly string[], to: string): Promise<readonly Packed[]> {
  const { exitCode, stdout, stderr } = await capture('npm', ['pack', ...folders, '--json', '--ignore-scripts', '--pack-destination', to], { cwd: to });
  if (exitCode !== 0) throw new Error(`npm pack ended with exit code ${exitCode}\n${stderr}`);
  const answer: unknown = JSON.parse(stdout);
  const all: readonly unknown[] = Array.isArray(answer) ? answer : isRecord(answer) ? Object.values(answer) : [];
  return all.map(readPacked);
}

function readPacked(value: unknown): Packed {
  if (!isRecord(value)) throw new Error('npm pack --json answered something else');
  const { name, version, filename, size, unpackedSize, files } = value;
  if (typeof name !== 'string' || typeof version !== 'string' || typeof filename !== 'string') throw new Error('npm pack --json names no file');
  if (typeof size !== 'number' || typeof unpackedSize !== 'number' || !Array.isArray(files)) throw new Error(`npm pack --json gives no size of ${name}`);
  const paths: readonly unknown[] = files;
  // npm names the file of a scoped package after its scope.
  return { name, version, filename: filename.replace('@', '').replace('/', '-'), size, unpackedSize, files: paths.flatMap((each) => (isRecord(each) && typeof each['path'] === 'string' ? [each['path']] : [])) };
}
