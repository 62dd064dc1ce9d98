// How far one version is from another, as ranges see it.

interface Parts {
  readonly numbers: readonly [number, number, number];
  readonly prerelease: string | undefined;
}

/** What a range `^from` thinks of `to`: outside of it, or inside with a new minor or patch. */
export type VersionStep = 'breaking' | 'minor' | 'patch';

/** `undefined` for what is no semantic version. */
export function versionStep(from: string, to: string): VersionStep | undefined {
  const [old, now] = [parse(from), parse(to)];
  if (old === undefined || now === undefined) return undefined;
  // Nobody may rely on a version that says itself that it is not there yet.
  if (old.prerelease !== undefined) return 'breaking';
  const at = old.numbers.findIndex((number, index) => number !== now.numbers[index]);
  const leading = old.numbers.findIndex((number) => number > 0);
  if (at < 0) return 'patch';
  if (at === 0 || leading < 0 || at <= leading) return 'breaking';
  return at === 1 ? 'minor' : 'patch';
}

/** Negative when `left` comes first; what is no version comes before all that are. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parse(left), parse(right)];
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  for (const index of [0, 1, 2] as const) if (a.numbers[index] !== b.numbers[index]) return a.numbers[index] - b.numbers[index];
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === undefined || b.prerelease === undefined) return a.prerelease === undefined ? 1 : -1;
  return comparePrereleases(a.prerelease.split('.'), b.prerelease.split('.'));
}

function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
    if (a === b) continue;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
    if (isNumber && isOtherNumber) return Number(a) - Number(b);
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return a < b ? -1 : 1;
  }
  return 0;
}

function parse(text: string): Parts | undefined {
  const [, major, minor, patch, prerelease] = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { numbers: [Number(major), Number(minor), Number(patch)], prerelease };
}
