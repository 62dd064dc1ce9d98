// `nx release` of plan packs: manifests together, refusals with their place, changelogs, on a clone with git tags.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneRepository, type Clone } from './support/clone.ts';
import { schema } from './support/content.ts';

const SDK = 'crates/sdk';
const CRATE_PACK = (name: string): string => `${SDK}/air/exports/plan-packs/${name}`;
const plan = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({ $kind: 'defplan', name, input: 'mail/Address@1', output: 'mail/Sent@1', steps: [{ id: 'done', op: 'end', result: { record: { at: { ref: '@plan.input.at' } } } }], ...more });
const record = (fields: Readonly<Record<string, unknown>>) => ({ record: fields });
const MAIL = [schema('mail/Address@1', record({ at: { text: {} } })), schema('mail/Sent@1', record({ at: { text: {} } })), plan('mail/core_send@1')];

let clone: Clone;
let base: string;
beforeAll(() => {
  clone = cloneRepository({ content: false });
  clone.write({
    'nx.json': (text: string) => JSON.stringify({
      ...JSON.parse(text),
      release: {
        groups: {
          single: { projects: ['mail', 'timeout'], projectsRelationship: 'independent' },
          sdk: { projects: ['one', 'two'], projectsRelationship: 'fixed', releaseTag: { pattern: 'sdk-{version}' } },
        },
        version: { versionActions: 'nx-air/release' },
        changelog: { workspaceChangelog: false, projectChangelogs: { createRelease: false, renderer: '{workspaceRoot}/plugins/nx-air/src/release/changelog.ts', renderOptions: { authors: false, versionTitleDate: false, commitReferences: false } } },
      },
    }),
    // The lockfile of the repository would have to list the new member; versions of others are nobody's here.
    'package.json': (text: string) => text.replace('"plan-packs/*"', '"plan-packs/*",\n    "mails/*"'),
    'plan-packs/mail/package.json': '{\n  "name": "mail",\n\t"version" : "1.2.0",\n  "aos": { "airDir": "." }\n}\n',
    'plan-packs/mail/Cargo.toml': '[package]\nname = "mail-pack"\nversion = "1.2.0" # with package.json\nedition = "2021"\n\n[dependencies]\nserde = { version = "1.2.0" }\n',
    'plan-packs/mail/Cargo.lock': '[[package]]\nname = "mail-pack"\nversion = "1.2.0"\n\n[[package]]\nname = "serde"\nversion = "1.2.0"\n',
    'plan-packs/mail/defs.air.json': MAIL,
    'plan-packs/mail/README.md': '# mail\n',
    'plan-packs/timeout/defs.air.json': [schema('timeout/A@1')],
    'plan-packs/timeout/README.md': '# timeout\n',
    [`${SDK}/Cargo.toml`]: '[package]\nname = "sdk"\nversion = "0.3.1"\nedition = "2021"\n\n[workspace]\n',
    [`${CRATE_PACK('one')}/defs.air.json`]: [schema('one/A@1')],
    [`${CRATE_PACK('one')}/README.md`]: '# one\n',
    [`${CRATE_PACK('two')}/defs.air.json`]: [schema('two/A@1'), schema('two/B@1')],
    [`${CRATE_PACK('two')}/README.md`]: '# two\n',
  });
  clone.git('config', 'user.name', 't');
  clone.git('config', 'user.email', 't@example.org');
  clone.git('add', '-A');
  clone.git('commit', '-qm', 'first');
  base = clone.git('rev-parse', 'HEAD').trim();
  for (const tag of ['mail@1.2.0', 'timeout@0.1.0', 'sdk-0.3.1']) clone.git('tag', tag);
});
beforeEach(() => {
  for (const tag of clone.git('tag').split('\n')) if (tag !== '' && !['mail@1.2.0', 'timeout@0.1.0', 'sdk-0.3.1'].includes(tag)) clone.git('tag', '-d', tag);
  clone.git('reset', '-q', '--hard', base);
  clone.git('clean', '-qfd', '-e', 'node_modules');
});
afterAll(() => clone.dispose());

const commit = (files: Readonly<Record<string, unknown>>): void => {
  clone.write(files);
  clone.git('add', '-A');
  clone.git('commit', '-qm', 'fix: change');
};
const release = (...args: readonly string[]) => clone.nx('release', ...args);
const version = (project: string, specifier: string, ...args: readonly string[]) => release('version', specifier, '-p', project, '--git-commit=false', '--git-tag=false', ...args);

describe('one pack with package.json and Cargo.toml', () => {
  test('a dry run shows both, and writes nothing', async () => {
    commit({ 'plan-packs/mail/defs.air.json': [...MAIL, schema('mail/Bounced@1')] });
    const { exitCode, output } = await version('mail', 'minor', '--dry-run');
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    expect(output).toContain('since 1.2.0');
    expect(output).toContain('defschema `mail/Bounced@1`: schema added');
    for (const file of ['package.json', 'Cargo.toml']) expect(output).toContain(`plan-packs/mail/${file}: 1.2.0 -> 1.3.0`);
    expect(clone.git('status', '--porcelain')).toBe('');
  });

  test('a run changes the versions of the package and nothing else of the files', async () => {
    commit({ 'plan-packs/mail/defs.air.json': [...MAIL, schema('mail/Bounced@1')] });
    const { exitCode, output } = await version('mail', 'minor');
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    expect(clone.git('diff', 'HEAD', '-U0').split('\n').filter((line) => /^[-+](?![-+])/.test(line))).toEqual([
      '-version = "1.2.0"', '+version = "1.3.0"',
      '-version = "1.2.0" # with package.json', '+version = "1.3.0" # with package.json',
      '-\t"version" : "1.2.0",', '+\t"version" : "1.3.0",',
    ]);
  });

  test('a released name@N with another body is refused in every version, with its place', async () => {
    const changed = MAIL.map((def) => (def.name === 'mail/Sent@1' ? schema('mail/Sent@1', record({ at: { text: {} }, id: { text: {} } })) : def));
    commit({ 'plan-packs/mail/defs.air.json': JSON.stringify(changed, null, 2) });
    for (const specifier of ['patch', 'major']) {
      const { exitCode, output } = await version('mail', specifier);
      expect(exitCode).toBe(1);
      expect(output).toMatch(/plan-packs\/mail\/defs\.air\.json:\d+:\d+ error version_reused/);
      expect(output).toContain('Publish it as `mail/Sent@2` and keep `mail/Sent@1` as it was');
      expect(clone.git('status', '--porcelain')).toBe('');
    }
  });

  test('what breaks the contract needs a major version: minor and patch are refused with what broke', async () => {
    commit({ 'plan-packs/mail/defs.air.json': JSON.stringify(MAIL.filter(({ name }) => name !== 'mail/core_send@1'), null, 2) });
    for (const specifier of ['patch', 'minor', '1.9.0']) {
      const { exitCode, output } = await version('mail', specifier);
      expect(exitCode).toBe(1);
      expect(output).toMatch(/plan-packs\/mail\/defs\.air\.json:\d+:\d+ error release_needs_major/);
      expect(output).toContain('expected a version that `^1.2.0` does not take');
      expect(output).toMatch(/defplan mail\/core_send@1: plan removed/);
    }
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(await version('mail', 'major')).toMatchObject({ exitCode: 0, output: expect.stringContaining('1.2.0 -> 2.0.0') });
  });

  test('two manifests of two versions are no version', async () => {
    commit({ 'plan-packs/mail/package.json': { name: 'mail', version: '1.3.0', aos: { airDir: '.' } } });
    const { exitCode, output } = await version('mail', 'minor');
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('plan-packs/mail/Cargo.toml has 1.2.0') });
  });
});

describe('several packs in one crate', () => {
  test('are reported one by one, and one that breaks refuses the release of all', async () => {
    commit({ [`${CRATE_PACK('one')}/defs.air.json`]: [schema('one/A@1'), schema('one/B@1')], [`${CRATE_PACK('two')}/defs.air.json`]: [schema('two/A@1')] });
    const { exitCode, output } = await release('version', 'patch', '-g', 'sdk', '--git-commit=false', '--git-tag=false');
    expect(exitCode).toBe(1);
    expect(output).toContain('pack one: asks for a minor version, since 0.3.1');
    expect(output).toContain('pack two: refused as 0.3.2, since 0.3.1');
    expect(output).toContain('two/B@1: schema removed');
    expect(clone.git('status', '--porcelain')).toBe('');
  });

  test('one that is gone refuses the release too, and the changelog of a major one says so', async () => {
    clone.remove(CRATE_PACK('two'));
    commit({});
    const refused = await release('version', 'patch', '-g', 'sdk', '--git-commit=false', '--git-tag=false');
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toMatch(/pack two: refused as 0\.3\.2, since 0\.3\.1\n\s+\*\*breaking\*\* pack `two` removed/);
    expect(refused.output).toMatch(/air\/exports\/plan-packs\/two:1:1 error release_needs_major/);
    expect(clone.git('status', '--porcelain')).toBe('');
    const { exitCode, output } = await release('major', '-g', 'sdk', '--skip-publish');
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    expect(clone.read(`${CRATE_PACK('one')}/CHANGELOG.md`)).toContain('### Pack two\n\n- **breaking** pack `two` removed');
  });

  test('below 1.0.0 Nx makes a minor version of a major one, which ranges do not take; the crate gets it once', async () => {
    commit({ [`${CRATE_PACK('two')}/defs.air.json`]: [schema('two/A@1')] });
    const { exitCode, output } = await release('version', 'major', '-g', 'sdk', '--git-commit=false', '--git-tag=false');
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    expect(clone.read(`${SDK}/Cargo.toml`)).toContain('version = "0.4.0"');
  });
});

test('a pack without a manifest has its version in tags', async () => {
  commit({ 'nx.json': (text: string) => JSON.stringify({ ...JSON.parse(text), release: { ...JSON.parse(text).release, version: { versionActions: 'nx-air/release', currentVersionResolver: 'git-tag' } } }), 'plan-packs/timeout/defs.air.json': [schema('timeout/A@1'), schema('timeout/B@1')] });
  const { exitCode, output } = await version('timeout', 'minor');
  expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.stringContaining('pack timeout: asks for a minor version, since 0.1.0') });
  expect(clone.git('status', '--porcelain')).toBe('');
});

test('a whole release: versions, a changelog of contract and authority, a commit and a tag', async () => {
  commit({ 'plan-packs/mail/defs.air.json': [...MAIL, schema('mail/Bounced@1')] });
  const { exitCode, output } = await release('minor', '-p', 'mail', '--skip-publish');
  expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  expect(clone.git('tag', '--points-at', 'HEAD').trim()).toBe('mail@1.3.0');
  const changelog = clone.read('plan-packs/mail/CHANGELOG.md');
  expect(changelog).toMatch(/^## 1\.3\.0/m);
  expect(changelog).toContain('### Pack mail\n\n- defschema `mail/Bounced@1`: schema added');
  expect(clone.git('status', '--porcelain')).toBe('');
});

test('a shallow clone proves nothing', async () => {
  clone.write({ '.git/shallow': base });
  try {
    const { exitCode, output } = await version('mail', 'minor');
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining('the clone is shallow') });
  } finally {
    execFileSync('rm', ['-f', `${clone.root}/.git/shallow`]);
  }
});
