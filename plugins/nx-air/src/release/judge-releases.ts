// The packs of a package against its last release, as data and as lines.
import { join } from 'node:path/posix';
import type { PackRelease } from '@nx-air/cli';
import type { Engine } from '../executors/engine.ts';
import { gonePacks, type PackPackage } from './pack-package.ts';
import type { LastRelease } from './release-tags.ts';

export interface ReleaseRequest {
  /** Absolute root of the workspace. */
  readonly root: string;
  readonly package: PackPackage;
  readonly last?: { readonly version: string; readonly ref: string };
  readonly next: string;
}

export async function judgeReleases({ host, judgePackRelease }: Pick<Engine, 'host' | 'judgePackRelease'>, { root, package: found, last, next }: ReleaseRequest): Promise<readonly PackRelease[]> {
  const base = root.replaceAll('\\', '/');
  const absolute = (folders: readonly string[]): readonly string[] => folders.map((folder) => join(base, folder));
  const gone = last === undefined ? [] : await gonePacks(host, root, found, last.ref);
  return judgePackRelease(host, { packs: absolute(found.packs), gone: absolute(gone), root: base, next, ...(last === undefined ? {} : { last }) });
}

/** Each pack for itself: what changed, then what stands in the way. */
export function releaseText({ releaseLines, renderResult }: Pick<Engine, 'releaseLines' | 'renderResult'>, releases: readonly PackRelease[], { release, pattern }: LastRelease, next: string): readonly string[] {
  const since = release === undefined ? `no tag like ${pattern}: nothing to compare with` : `since ${release.version}`;
  return releases.flatMap((each) => {
    const { pack, step, findings } = each;
    const verdict = findings.length > 0 ? `refused as ${next}` : step === undefined ? 'unchanged' : `asks for a ${step} version`;
    const shown = findings.length === 0 ? [] : renderResult({ exitCode: 4, findings, data: {}, lines: [], next: '', writes: [] }, { format: 'text', color: false }).trimEnd().split('\n');
    return [`pack ${pack}: ${release === undefined || each.isNew ? since : `${verdict}, ${since}`}`, ...(release === undefined ? [] : releaseLines(each)).map((line) => `  ${line}`), ...shown];
  });
}
