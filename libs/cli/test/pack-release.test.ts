// Releases of packs against a tag of a real repository: what asks for which version, and what is refused where.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderText } from '@nx-air/air';
import { nodeHost } from '@nx-air/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judgePackRelease, releaseLines } from '../src/pack-release.ts';

const record = (fields: Readonly<Record<string, unknown>>): object => ({ record: fields });
const schema = (name: string, fields: Readonly<Record<string, unknown>> = { at: { text: {} } }): object => ({ $kind: 'defschema', name, type: record(fields) });
const send = (steps: readonly object[] = []): object => ({ $kind: 'defplan', name: 'mail/core_send@1', input: 'mail/Address@1', output: 'mail/Sent@1', steps: [...steps, { id: 'done', op: 'end', result: record({ at: { ref: '@plan.input.at' } }) }] });
const MAIL = [schema('mail/Address@1'), schema('mail/Sent@1'), send()];

let root: string;
const git = (...args: readonly string[]): string => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root, encoding: 'utf8' });
const write = (pack: string, defs: unknown): void => {
  const file = join(root, 'plan-packs', pack, 'defs.air.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof defs === 'string' ? defs : JSON.stringify(defs, null, 2));
  writeFileSync(join(dirname(file), 'README.md'), `# ${pack}\n`);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-air-release-'));
  writeFileSync(join(root, 'nx.json'), '{}');
  git('init', '-q', '-b', 'main');
  write('mail', MAIL);
  git('add', '-A');
  git('commit', '-qm', 'first');
  git('tag', 'v1.2.0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const judge = async (next: string, packs: readonly string[] = ['mail'], ref = 'refs/tags/v1.2.0') =>
  judgePackRelease(nodeHost(), { root, packs: packs.map((pack) => `${root}/plan-packs/${pack}`), next, last: { version: '1.2.0', ref } });
const refusals = async (next: string): Promise<string> => renderText((await judge(next)).flatMap(({ findings }) => findings), { color: false }).trimEnd();

describe('one pack', () => {
  test('without changes asks for nothing', async () => {
    const [mail] = await judge('1.2.1');
    expect(mail).toMatchObject({ pack: 'mail', dir: 'plan-packs/mail', isNew: false, differences: [], step: undefined, findings: [] });
    expect(mail && releaseLines(mail)).toEqual([]);
  });

  test('comments and layout are no change', async () => {
    write('mail', JSON.stringify(MAIL.map((def) => ({ $comment: 'new', ...def }))));
    expect((await judge('1.2.1'))[0]).toMatchObject({ differences: [], findings: [] });
  });

  test('with more in it asks for a minor version, and a patch version of it is not refused', async () => {
    write('mail', [...MAIL, schema('mail/Bounced@1')]);
    const [mail] = await judge('1.2.1');
    expect(mail).toMatchObject({ step: 'minor', findings: [] });
    expect(mail && releaseLines(mail)).toEqual(['defschema `mail/Bounced@1`: schema added']);
  });

  test('a released body that changed is refused in every version, at its place', async () => {
    write('mail', [schema('mail/Address@1'), schema('mail/Sent@1', { at: { text: {} }, id: { nat: {} } }), send()]);
    for (const next of ['1.2.1', '2.0.0']) expect(await refusals(next)).toContain('plan-packs/mail/defs.air.json:15:13 error version_reused\n  defschema mail/Sent@1: version used for another body');
    expect((await judge('2.0.0'))[0]?.findings[0]?.fix).toMatchObject([{ op: 'replace', path: '/1' }, { op: 'add', path: '/-', value: { name: 'mail/Sent@2' } }]);
  });

  test('a promise that is broken needs a major version', async () => {
    write('mail', [schema('mail/Address@1'), schema('mail/Sent@1')]);
    expect(await refusals('1.3.0')).toMatchInlineSnapshot(`
      "plan-packs/mail/defs.air.json:1:1 error release_needs_major
        pack mail: release breaks what the last one promised
        expected a version that \`^1.2.0\` does not take, found 1.3.0, though contract breaks: defplan mail/core_send@1: plan removed
        hint: Release it as the next major version (the next minor one below 1.0.0), or take the change back."
    `);
    expect(await refusals('2.0.0')).toBe('');
    const [mail] = await judge('2.0.0');
    expect(mail?.step).toBe('major');
    expect(mail && releaseLines(mail)).toContain('**breaking** defplan `mail/core_send@1`: plan removed');
  });

  test('authority that it gains is told', async () => {
    const ask = { id: 'ask', op: 'emit_effect', kind: 'timer.set', params: record({ deliver_at_ns: { nat: 1 }, key: { null: {} } }), cap: 'timer', bind: { effect_id_as: 'asked' } };
    write('mail', [...MAIL, { ...send([ask]), name: 'mail/core_send@2' }]);
    const [mail] = await judge('1.3.0');
    expect(mail?.authority.gained).toMatchObject({ effects: ['timer.set'], capSlots: ['timer'] });
    expect(mail && releaseLines(mail)).toContain('authority gained: effects timer.set; cap slots timer');
  });

  test('that does not load is refused', async () => {
    write('mail', '[');
    expect(await refusals('2.0.0')).toContain('error json_syntax');
  });
});

describe('several packs, and no pack', () => {
  test('each is judged for itself; one that the last release has not is new', async () => {
    write('post', [schema('post/A@1')]);
    write('mail', [schema('mail/Address@1'), schema('mail/Sent@1')]);
    const [mail, post] = await judge('1.3.0', ['mail', 'post']);
    expect(mail?.findings.length).toBeGreaterThan(0);
    expect(post).toMatchObject({ pack: 'post', isNew: true, differences: [], findings: [] });
    expect(post && releaseLines(post)[0]).toBe('pack `post` is new');
  });

  test('one that is gone breaks its consumers: one finding for all of it, and a line in the changelog', async () => {
    const ask = { id: 'ask', op: 'emit_effect', kind: 'timer.set', params: record({ deliver_at_ns: { nat: 1 }, key: { null: {} } }), cap: 'timer', bind: { effect_id_as: 'asked' } };
    write('post', [schema('mail/Address@1'), schema('mail/Sent@1'), send([ask])]);
    git('add', '-A');
    git('commit', '-qm', 'second');
    git('tag', '-f', 'v1.2.0');
    rmSync(join(root, 'plan-packs/post'), { recursive: true });
    const judgeGone = async (next: string) => judgePackRelease(nodeHost(), { root, packs: [`${root}/plan-packs/mail`], gone: [`${root}/plan-packs/post`], next, last: { version: '1.2.0', ref: 'refs/tags/v1.2.0' } });
    const [mail, post] = await judgeGone('1.3.0');
    expect(mail).toMatchObject({ pack: 'mail', isGone: false, findings: [] });
    expect(post).toMatchObject({ pack: 'post', dir: 'plan-packs/post', isNew: false, isGone: true, step: 'major' });
    expect(renderText(post?.findings ?? [], { color: false }).trimEnd()).toMatchInlineSnapshot(`
      "plan-packs/post:1:1 error release_needs_major
        pack post: release breaks what the last one promised
        expected a version that \`^1.2.0\` does not take, found 1.3.0, though contract breaks: pack removed
        hint: Release it as the next major version (the next minor one below 1.0.0), or take the change back."
    `);
    expect(post && releaseLines(post)).toEqual([
      '**breaking** pack `post` removed',
      '**breaking** defplan `mail/core_send@1`: plan removed',
      '**breaking** defschema `mail/Address@1`: schema removed',
      '**breaking** defschema `mail/Sent@1`: schema removed',
      'defplan `mail/core_send@1`: running instances still use slot timer: keep its grant until they end',
      'authority lost: effects timer.set; cap slots timer',
    ]);
    expect((await judgeGone('2.0.0')).flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('what was no pack in the last release is not gone', async () => {
    const request = { root, packs: [`${root}/plan-packs/mail`], gone: [`${root}/plan-packs/never`], next: '1.2.1' };
    expect(await judgePackRelease(nodeHost(), { ...request, last: { version: '1.2.0', ref: 'refs/tags/v1.2.0' } })).toHaveLength(1);
    expect(await judgePackRelease(nodeHost(), request)).toHaveLength(1);
  });

  test('a first release compares with nothing', async () => {
    const [mail] = await judgePackRelease(nodeHost(), { root, packs: [`${root}/plan-packs/mail`], next: '0.1.0' });
    expect(mail).toMatchObject({ isNew: true, findings: [] });
  });

  test('a tag that is not there is an error of its own', async () => {
    await expect(judge('1.3.0', ['mail'], 'refs/tags/v9.9.9')).rejects.toThrow('cannot read `refs/tags/v9.9.9`');
  });
});
