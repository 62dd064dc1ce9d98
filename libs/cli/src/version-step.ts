// How far one version is from another, as ranges see it.
import semver from 'semver';

/** What a range `^from` thinks of `to`: outside of it, or inside with a new minor or patch. */
export type VersionStep = 'breaking' | 'minor' | 'patch';

const NUMBERS = ['major', 'minor', 'patch'] as const;

/** `undefined` for what is no semantic version. Going back is a step of the same size: it allows no more than going on. */
export function versionStep(from: string, to: string): VersionStep | undefined {
  const [old, now] = [semver.parse(from), semver.parse(to)];
  if (old === null || now === null) return undefined;
  // Nobody may rely on a version that says itself that it is not there yet.
  if (old.prerelease.length > 0) return 'breaking';
  const at = NUMBERS.findIndex((number) => old[number] !== now[number]);
  const leading = NUMBERS.findIndex((number) => old[number] > 0);
  if (at < 0) return 'patch';
  if (at === 0 || leading < 0 || at <= leading) return 'breaking';
  return at === 1 ? 'minor' : 'patch';
}

/** Negative when `left` comes first; what is no version comes before all that are. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [semver.parse(left), semver.parse(right)];
  return a === null || b === null ? Number(a !== null) - Number(b !== null) : a.compare(b);
}
