// Where the parts of a pack stand: Nx and `air` look for packs in two places only.
import { basename } from 'node:path/posix';
import type { Flavour } from './flavour.ts';

export interface PackPlaces {
  /** Folder of the package, or of the pack itself; relative to the workspace. */
  readonly root: string;
  /** Folder with defs.air.json. */
  readonly defs: string;
  /** `defs` from `root`, as a package names it. */
  readonly airDir: string;
}

/** `plan-packs/<pack>`, or `<folder>/air/exports/plan-packs/<pack>`, which is where a crate has its packs. */
export function packPlaces(directory: string, name: string, flavour: Flavour): PackPlaces {
  const isPlace = /^plan-packs\/[^/]+$/u.test(directory) || /(?:^|\/)air\/exports\/plan-packs\/[^/]+$/u.test(directory);
  if (isPlace && flavour !== 'cargo') return { root: directory, defs: directory, airDir: '.' };
  const airDir = `air/exports/plan-packs/${name}`;
  return { root: directory, defs: `${directory}/${airDir}`, airDir };
}

/** What the project of the pack is called. */
export const projectOf = ({ defs }: PackPlaces): string => basename(defs);
