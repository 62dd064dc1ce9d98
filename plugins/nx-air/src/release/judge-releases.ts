// The packs of a package against its last release, as data and as lines.
import { join } from 'node:path/posix';
import type { PackRelease } from '@nx-air/cli';
import type { Engine } from '../executors/engine.ts';
import type { LastRelease } from './release-tags.ts';

export interface ReleaseRequest {
  /** Absolute root of the workspace. */
  readonly root: string;
  /** Folders of packs, relative to it. */
  readonly packs: readonly string[];
  readonly last?: { readonly version: string; readonly ref: string };
  readonly next: string;
}

export async function judgeReleases({ host, judgePackRelease }: Pick<Engine, 'host' | 'judgePackRelease'>, { root, packs, last, next }: ReleaseRequest): Promise<readonly PackRelease[]> {
  const base = root.replaceAll('\\', '/');
  return judgePackRelease(host, { packs: packs.map((pack) => join(base, pack)), root: base, next, ...(last === undefined ? {} : { last }) });
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
