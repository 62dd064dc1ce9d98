// Which versions of Nx and Node the product is tried with.
import type { NxVersions } from './cell.ts';

/** @nx/devkit 24.0.0 is its newest release for nx 24. */
export const NX_VERSIONS: readonly NxVersions[] = [
  { nx: '23.3.2', devkit: '23.3.2' },
  { nx: '24.0.6', devkit: '24.0.0' },
];

export const NODE_VERSIONS: readonly string[] = ['20.20', '22', '24'];

export interface Combination {
  readonly nx: NxVersions;
  readonly node: string;
}

export const COMBINATIONS: readonly Combination[] = NX_VERSIONS.flatMap((nx) => NODE_VERSIONS.map((node) => ({ nx, node })));
