// The last release of a project, by its git tags.
import type { Engine } from '../executors/engine.ts';
import { asText, memberOf } from '../json-member.ts';
import { ReleaseError } from './release-error.ts';

export interface TagRequest {
  /** Absolute root of the workspace. */
  readonly cwd: string;
  /** As in nx.json: `{projectName}@{version}`. */
  readonly pattern: string;
  readonly project: string;
  readonly group: string;
  /** The version to come: a release is one of the versions before it. */
  readonly next: string;
}

export interface LastRelease {
  /** How tags of the project read, for the log. */
  readonly pattern: string;
  /** Absent for a first release. */
  readonly release?: { readonly version: string; readonly ref: string };
}

const TOKEN = /\{\s*(version|projectName|releaseGroupName)\s*\}/g;

/**
 * The highest version below `next` that has a tag.
 * @throws ReleaseError `no_history` in a shallow clone, whose tags prove nothing
 */
export async function lastRelease({ host, compareVersions }: Pick<Engine, 'host' | 'compareVersions'>, { cwd, pattern, project, group, next }: TagRequest): Promise<LastRelease> {
  const named = (version: string): string => pattern.replace(TOKEN, (_all, token: string) => (token === 'version' ? version : token === 'projectName' ? project : group));
  const git = async (...args: readonly string[]): Promise<string | undefined> => {
    const answer = await host.run('git', [...args], { cwd, timeoutMs: 20_000 });
    return answer.kind === 'exited' && answer.exitCode === 0 ? answer.stdout : undefined;
  };
  const shallow = await git('rev-parse', '--is-shallow-repository');
  if (shallow === undefined) throw new ReleaseError('no_history', 'the workspace is not in a git repository', 'A release is compared with the last one, which is a tag.');
  if (shallow.trim() === 'true') throw new ReleaseError('no_history', 'the clone is shallow: the tag of the last release may be missing', 'Run `git fetch --unshallow --tags`; in a workflow of GitHub check out with `fetch-depth: 0`.');
  const [before = '', behind = ''] = named('\0').split('\0');
  const tags = ((await git('tag', '--list')) ?? '').split('\n');
  const versions = tags.flatMap((tag) => (tag.startsWith(before) && tag.endsWith(behind) && tag.length > before.length + behind.length ? [tag.slice(before.length, tag.length - behind.length)] : []));
  const earlier = versions.filter((version) => /^\d+\.\d+\.\d+/.test(version) && compareVersions(version, next) < 0).sort(compareVersions);
  const version = earlier.at(-1);
  return { pattern: named('*'), ...(version === undefined ? {} : { release: { version, ref: `refs/tags/${named(version)}` } }) };
}

/** Patterns that nx.json may mean for a project, those that name it first; Nx does not tell a changelog which one it is. */
export function tagPatterns(nxJson: unknown): readonly string[] {
  const release = memberOf(nxJson, 'release');
  const groups = memberOf(release, 'groups');
  const configured = [release, ...(typeof groups === 'object' && groups !== null ? Object.values(groups) : [])].flatMap((each) => asText(memberOf(memberOf(each, 'releaseTag'), 'pattern')) ?? asText(memberOf(each, 'releaseTagPattern')) ?? []);
  const all = [...new Set([...configured, '{projectName}@{version}', 'v{version}'])];
  const names = (pattern: string): boolean => /\{\s*projectName\s*\}/.test(pattern);
  return [...all.filter(names), ...all.filter((pattern) => !names(pattern) && !pattern.includes('releaseGroupName'))];
}
