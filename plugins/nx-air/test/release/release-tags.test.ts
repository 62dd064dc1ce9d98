// The last release of a project, found among the tags of a repository.
import type { Host, RunResult } from '@nx-air/world';
import { compareVersions } from '@nx-air/cli';
import { memoryHost } from '@nx-air/world';
import { describe, expect, test } from 'vitest';
import { lastRelease, tagPatterns } from '../../src/release/release-tags.ts';

const hostOf = (tags: readonly string[], shallow = 'false'): Host => ({
  ...memoryHost({}),
  run: async (_command, args): Promise<RunResult> => ({ kind: 'exited', exitCode: 0, stdout: args[0] === 'tag' ? tags.join('\n') : shallow, stderr: '' }),
});
const last = async (tags: readonly string[], next: string, pattern = '{projectName}@{version}') =>
  (await lastRelease({ host: hostOf(tags), compareVersions }, { cwd: '/w', pattern, project: 'mail', group: 'packs', next })).release;

describe('lastRelease', () => {
  test.each([
    ['the highest below', ['mail@1.2.0', 'mail@1.10.0', 'mail@1.9.0'], '1.11.0', '1.10.0'],
    ['not what comes later', ['mail@1.2.0', 'mail@2.0.0'], '1.2.1', '1.2.0'],
    ['not itself', ['mail@1.2.0', 'mail@1.1.0'], '1.2.0', '1.1.0'],
    ['prereleases come before', ['mail@1.2.0', 'mail@1.3.0-rc.1'], '1.3.0', '1.3.0-rc.1'],
    ['not of other projects', ['email@1.0.0', 'mail-x@1.0.0', 'mail@x', 'v1.0.0'], '2.0.0', undefined],
    ['none', [], '1.0.0', undefined],
  ])('%s', async (_label, tags, next, version) => {
    expect(await last(tags, next)).toEqual(version === undefined ? undefined : { version, ref: `refs/tags/mail@${version}` });
  });

  test.each([
    ['v{version}', ['v1.0.0'], 'refs/tags/v1.0.0'],
    ['{releaseGroupName}/{projectName}-{version}-final', ['packs/mail-1.0.0-final'], 'refs/tags/packs/mail-1.0.0-final'],
    ['{ projectName }@{ version }', ['mail@1.0.0'], 'refs/tags/mail@1.0.0'],
  ])('pattern %s', async (pattern, tags, ref) => {
    expect(await last(tags, '2.0.0', pattern)).toEqual({ version: '1.0.0', ref });
  });

  test('a shallow clone and a folder without git are refused', async () => {
    const request = { cwd: '/w', pattern: 'v{version}', project: 'mail', group: 'g', next: '2.0.0' };
    await expect(lastRelease({ host: hostOf(['v1.0.0'], 'true\n'), compareVersions }, request)).rejects.toMatchObject({ code: 'no_history' });
    await expect(lastRelease({ host: memoryHost({}), compareVersions }, request)).rejects.toMatchObject({ code: 'no_history' });
  });
});

test.each([
  ['nothing', {}, ['{projectName}@{version}', 'v{version}']],
  ['of groups, those that name the project first', { release: { releaseTag: { pattern: 'all-{version}' }, groups: { a: { releaseTag: { pattern: 'a/{projectName}/{version}' } }, b: { releaseTagPattern: '{releaseGroupName}-{version}' } } } }, ['a/{projectName}/{version}', '{projectName}@{version}', 'all-{version}', 'v{version}']],
])('patterns of nx.json: %s', (_label, nxJson, expected) => {
  expect(tagPatterns(nxJson)).toEqual(expected);
});
