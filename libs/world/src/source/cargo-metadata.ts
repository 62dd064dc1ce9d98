// Asks cargo itself about crates that are not in the workspace: registry, git, vendored, outside paths.
import type { Host } from '../host.ts';
import { parentPath } from '../paths.ts';
import { memberOf } from './package-json.ts';
import type { ResolveCache } from './resolve-cache.ts';
import { cacheSlot } from './resolve-cache.ts';

export interface MetadataPackage {
  readonly name: string;
  readonly version: string;
  /** Cargo's source id; absent for path crates. */
  readonly source?: string;
  /** Absolute folder of the package. */
  readonly folder: string;
  readonly airDir?: string;
}

export type CargoMetadata =
  | { readonly kind: 'packages'; readonly packages: readonly MetadataPackage[] }
  | { readonly kind: 'no-cargo' }
  | { readonly kind: 'timed-out'; readonly timeoutMs: number }
  /** What cargo wrote to stderr, or what was wrong with its answer. */
  | { readonly kind: 'failed'; readonly reason: string };

/** A cold cargo on a large workspace needs a second or two. */
export const CARGO_TIMEOUT_MS = 60_000;

const cachedMetadata = cacheSlot<Promise<CargoMetadata>>();

function readPackage(value: unknown): readonly MetadataPackage[] {
  const text = (key: string): string | undefined => {
    const member = memberOf(value, key);
    return typeof member === 'string' ? member : undefined;
  };
  const name = text('name');
  const version = text('version');
  const manifest = text('manifest_path')?.replaceAll('\\', '/');
  if (name === undefined || version === undefined || manifest === undefined) return [];
  const source = text('source');
  const airDir = memberOf(memberOf(memberOf(value, 'metadata'), 'aos'), 'air_dir');
  return [
    {
      name,
      version,
      folder: parentPath(manifest),
      ...(source === undefined ? {} : { source }),
      ...(typeof airDir === 'string' ? { airDir } : {}),
    },
  ];
}

function readMetadata(stdout: string): CargoMetadata {
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    return { kind: 'failed', reason: 'its output is not JSON' };
  }
  const packages = memberOf(json, 'packages');
  if (!Array.isArray(packages)) return { kind: 'failed', reason: 'its output lists no packages' };
  return { kind: 'packages', packages: packages.flatMap(readPackage) };
}

async function runCargo(host: Host, manifest: string): Promise<CargoMetadata> {
  const args = ['metadata', '--format-version', '1', '--offline', '--locked', '--manifest-path', manifest];
  const result = await host.run('cargo', args, { cwd: parentPath(manifest), timeoutMs: CARGO_TIMEOUT_MS });
  if (result.kind === 'not-found') return { kind: 'no-cargo' };
  if (result.kind === 'timed-out') return result;
  if (result.exitCode !== 0) return { kind: 'failed', reason: result.stderr.trim() || `exit code ${result.exitCode}` };
  return readMetadata(result.stdout);
}

/** `--offline --locked`: no network and no Cargo.lock written. One run per manifest and cache. */
export const readCargoMetadata = (host: Host, cache: ResolveCache, manifest: string): Promise<CargoMetadata> =>
  cachedMetadata(cache, manifest, () => runCargo(host, manifest));
