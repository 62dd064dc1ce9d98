// Which package.json files are npm, pnpm or Yarn workspace members: Nx makes a project of exactly those.
import { globRegExp } from './glob-regexp.ts';
import { memberOf } from './json-member.ts';

/** The patterns of `workspaces` (or pnpm's `packages`), each naming a folder; `!` takes folders out again. */
export type MemberPatterns = readonly string[];

/** `workspaces` of the root package.json: an array, or Yarn's `{packages}`. Anything else declares no member. */
export function memberPatterns(rootPackageJson: unknown, pnpmWorkspaceYaml: string | undefined): MemberPatterns {
  const workspaces = memberOf(rootPackageJson, 'workspaces');
  const list = Array.isArray(workspaces) ? workspaces : memberOf(workspaces, 'packages');
  const patterns = Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  return pnpmWorkspaceYaml === undefined ? patterns : [...patterns, ...pnpmPackages(pnpmWorkspaceYaml)];
}

/** Whether a folder (relative to the workspace root) is a member. */
export function memberMatcher(patterns: MemberPatterns): (folder: string) => boolean {
  const positive: RegExp[] = [];
  const negative: RegExp[] = [];
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) negative.push(toRegExp(pattern.slice(1)));
    else positive.push(toRegExp(pattern));
  }
  return (folder) => positive.some((test) => test.test(folder)) && !negative.some((test) => test.test(folder));
}

function toRegExp(pattern: string): RegExp {
  return globRegExp(pattern.replace(/^\.\//, '').replace(/\/package\.json$/, '').replace(/\/+$/, ''));
}

/** The block list under `packages:`; the one part of pnpm-workspace.yaml that matters here. */
function pnpmPackages(yaml: string): string[] {
  const patterns: string[] = [];
  let inside = false;
  for (const line of yaml.split(/\r?\n/)) {
    if (/^\S/.test(line) && !line.startsWith('#') && !line.startsWith('-')) inside = /^packages\s*:/.test(line);
    const item = /^\s*-\s*(?:'([^']*)'|"([^"]*)"|([^\s#]+))/.exec(line);
    const pattern = item?.[1] ?? item?.[2] ?? item?.[3];
    if (inside && pattern !== undefined) patterns.push(pattern);
  }
  return patterns;
}
