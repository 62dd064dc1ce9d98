// `air check`: worlds and packs, several at once, and every way of printing the answer.
import { memoryHost } from '@nx-air/world';
import { describe, expect, it } from 'vitest';
import { runCheck } from '../src/index.ts';
import { air } from './run-air.ts';
import { SAMPLE_PACK, SAMPLE_WORLD, schema, withImports } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const BROKEN_PACK = { 'plan-packs/p/defs.air.json': '[\n  {"$kind": "defschema", "name": "p/B@1", "tpye": {"text": {}}, "type": {"text": {}}}\n]\n' };
const WITH_PACK = { ...SAMPLE_WORLD, ...SAMPLE_PACK, ...withImports({ path: '../../plan-packs/p' }) };
const STALE = {
  'worlds/w/air/manifest.air.json': `{"$kind": "manifest", "air_version": "1", "modules": [], "plans": [], "caps": [], "policies": [],
  "schemas": [{"name": "t/A@1", "hash": "sha256:${'1'.repeat(64)}"}]}`,
};

describe('air check', () => {
  it('answers one line a target', async () => {
    const root = tempRepo(WITH_PACK);
    const before = hashTree(root);
    const { exitCode, out, err } = await air(root, ['check', 'worlds/w', 'plan-packs/p']);
    expect(out).toMatchInlineSnapshot(`
      "ok world w, 2 definitions, manifest sha256:67f624d23ef31352a5ca3de40b8bf5ab658850bd7cf192b3527546102dbd91e9
      ok pack p, 1 definition, defs sha256:699aeeab320f4294a04bb771c4daac74ddef264928cfd55d13a6e0a89a3cadeb
      Next: air hash worlds/w
      "
    `);
    expect([exitCode, err]).toEqual([0, '']);
    expect(hashTree(root)).toBe(before);
  });

  it('answers the same as JSON', async () => {
    const { out } = await air(tempRepo(WITH_PACK), ['check', 'worlds/w', 'plan-packs/p', '--json']);
    expect(out).toMatchInlineSnapshot(`
      "{
        "targets": [
          {
            "type": "world",
            "name": "w",
            "dir": "worlds/w",
            "result": "ok",
            "definitions": 2,
            "manifest_hash": "sha256:67f624d23ef31352a5ca3de40b8bf5ab658850bd7cf192b3527546102dbd91e9",
            "imports": [
              {
                "import": 0,
                "kind": "path",
                "path": "../../plan-packs/p",
                "nodes": 1,
                "defs_hash": "sha256:699aeeab320f4294a04bb771c4daac74ddef264928cfd55d13a6e0a89a3cadeb"
              }
            ]
          },
          {
            "type": "pack",
            "name": "p",
            "dir": "plan-packs/p",
            "result": "ok",
            "definitions": 1,
            "defs_hash": "sha256:699aeeab320f4294a04bb771c4daac74ddef264928cfd55d13a6e0a89a3cadeb"
          }
        ],
        "findings": [],
        "exit_code": 0,
        "next": "air hash worlds/w"
      }
      "
    `);
  });

  it('lists a finding once that two targets share', async () => {
    const root = tempRepo(WITH_PACK, BROKEN_PACK);
    const { exitCode, out } = await air(root, ['check', 'worlds/w', 'plan-packs/p']);
    expect(out).toMatchInlineSnapshot(`
      "plan-packs/p/defs.air.json:2:43 error unknown_field
        defschema p/B@1: unknown field \`tpye\`
        expected \`type\`, found "tpye"
        hint: Did you mean \`type\`?
      failed world w, not merged: 1 error
      failed pack p, 0 definitions: 1 error
      Next: correct plan-packs/p/defs.air.json:2:43, then run air check worlds/w plan-packs/p
      "
    `);
    expect(exitCode).toBe(2);
    const { findings } = JSON.parse((await air(root, ['check', 'worlds/w', 'plan-packs/p', '--json'])).out);
    expect(findings).toHaveLength(1);
    expect(Object.keys(findings[0])).toEqual(['code', 'severity', 'subject', 'message', 'file', 'line', 'column', 'pointer', 'expected', 'actual', 'hint'].filter((key) => key in findings[0]));
  });

  it('goes on after a broken target, whatever the order', async () => {
    const root = tempRepo(SAMPLE_WORLD, SAMPLE_PACK, BROKEN_PACK);
    for (const targets of [['worlds/w', 'plan-packs/p'], ['plan-packs/p', 'worlds/w']]) {
      const { exitCode, out } = await air(root, ['check', ...targets]);
      expect(exitCode).toBe(2);
      expect(out).toContain('ok world w');
      expect(out).toContain('failed pack p');
    }
  });

  it('a warning is shown and changes no exit code', async () => {
    const { exitCode, out } = await air(tempRepo(SAMPLE_WORLD, STALE), ['check', 'worlds/w']);
    expect(out).toMatchInlineSnapshot(`
      "worlds/w/air/manifest.air.json:2:41 warning stale_manifest_hash
        defschema t/A@1: stale hash in the manifest
        expected sha256:5d30bd6e32fcc5f926f3cc36f9b85f31dd94778c999779170de1427494e6f5a4, found sha256:1111111111111111111111111111111111111111111111111111111111111111
        hint: Remove \`hash\`; it is filled in.
      ok world w, 1 definition, manifest sha256:67f624d23ef31352a5ca3de40b8bf5ab658850bd7cf192b3527546102dbd91e9: 1 warning
      Next: air merge worlds/w
      "
    `);
    expect(exitCode).toBe(0);
  });

  it('a pack without README is an error of meaning, in its own check only', async () => {
    const root = tempRepo(WITH_PACK, { 'plan-packs/p/README.md': null });
    const pack = await air(root, ['check', 'plan-packs/p']);
    expect(pack.exitCode).toBe(4);
    expect(pack.out).toContain('pack_readme_missing');
    expect((await air(root, ['check', 'worlds/w'])).exitCode).toBe(0);
  });

  it.each([
    ['a folder without definitions', ['check', 'docs'], 'air: nothing_to_check: `docs` holds neither aos.sync.json nor definitions\n'],
    ['a file', ['check', 'docs/a.md'], 'air: not_a_folder: `docs/a.md` is not a folder. Name the folder of a world or pack.\n'],
    ['something that is not there', ['check', 'worlds/v'], 'air: unknown_target: `worlds/v` does not exist\n'],
  ])('refuses %s', async (_title, argv, message) => {
    const { exitCode, out, err } = await air(tempRepo(SAMPLE_WORLD, { 'docs/a.md': '# a\n' }), argv);
    expect([exitCode, out, err]).toEqual([1, '', message]);
  });

  it('takes defs.air.json for its pack', async () => {
    const { exitCode, out } = await air(tempRepo(SAMPLE_PACK), ['check', 'plan-packs/p/defs.air.json']);
    expect([exitCode, out.split(',')[0]]).toEqual([0, 'ok pack p']);
  });
});

describe('printing', () => {
  const broken = { ...SAMPLE_WORLD, 'worlds/w/air/a.air.json': '{"$kind": "defschema", "name": "t/A@1", "type": {"txet": {}}}' };

  it('--format github prints annotations', async () => {
    const { exitCode, out } = await air(tempRepo(broken), ['check', 'worlds/w', '--format', 'github']);
    expect(out).toMatchInlineSnapshot(`
      "::error file=worlds/w/air/a.air.json,line=1,col=50,title=unknown_field::defschema t/A@1: unknown field \`txet\`%0Aexpected \`text\`, found "txet"%0Ahint: Did you mean \`text\`?
      failed world w, not merged: 1 error
      Next: correct worlds/w/air/a.air.json:1:50, then run air check worlds/w
      "
    `);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['a terminal', { isTerminal: true }, true],
    ['a pipe', { isTerminal: false }, false],
    ['NO_COLOR', { isTerminal: true, env: { NO_COLOR: '1' } }, false],
    ['an empty NO_COLOR', { isTerminal: true, env: { NO_COLOR: '' } }, true],
    ['a dumb terminal', { isTerminal: true, env: { TERM: 'dumb' } }, false],
  ])('colour on %s: %s %s', async (_title, options, colored) => {
    const root = tempRepo(broken);
    const { out } = await air(root, ['check', 'worlds/w'], options);
    expect(out.includes('\u001b[')).toBe(colored);
    const plain = (await air(root, ['check', 'worlds/w'])).out;
    expect(out.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
    for (const format of ['json', 'github']) {
      expect((await air(root, ['check', 'worlds/w', '--format', format], options)).out).not.toContain('\u001b[');
    }
  });

  it('no text of a pack reaches the terminal unescaped', async () => {
    const name = 'worlds/w/air/\u001b[2J\u202eevil.json';
    const { out } = await air(tempRepo(SAMPLE_WORLD, { [name]: '{"$kind": "\\u001b[31m"}' }), ['check', 'worlds/w'], { isTerminal: false });
    expect(out).not.toMatch(/[\u001b\u202e]/);
    expect(out).toContain('evil.json');
  });

  it('no finding names a file absolutely', async () => {
    const root = tempRepo(broken);
    for (const format of ['text', 'json', 'github']) {
      expect((await air(root, ['check', 'worlds/w', '--format', format])).out).not.toContain(root);
    }
  });
});

describe('runCheck', () => {
  it('needs nothing but a host', async () => {
    const host = memoryHost({ '/r/.git/HEAD': '', '/r/p/defs.air.json': JSON.stringify(schema('p/B@1')), '/r/p/README.md': '' });
    const { exitCode, findings, data, next, writes } = await runCheck(host, '/r/p');
    expect({ exitCode, findings, next, writes }).toEqual({ exitCode: 0, findings: [], next: 'air hash p', writes: [] });
    expect(data['targets']).toMatchObject([{ type: 'pack', name: 'p', dir: 'p', result: 'ok', definitions: 1 }]);
  });

  it('throws for a folder that is neither world nor pack', async () => {
    await expect(runCheck(memoryHost({ '/r/p/a.txt': '' }), '/r/p')).rejects.toMatchObject({ name: 'CliError', code: 'nothing_to_check' });
  });

  it('names the packs below a folder that is none', async () => {
    const below = 'sdk/air/exports/plan-packs/core/';
    const files = { 'sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"\n', 'sdk/README.md': '# sdk\n', [`${below}defs.air.json`]: { json: [schema('p/B@1')] }, [`${below}README.md`]: '# core\n' };
    const root = tempRepo(files);
    const { exitCode, out, err } = await air(root, ['check', 'sdk']);
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toContain('`sdk` is no pack: the definitions in it are those of a pack below');
    expect(err).toContain('Run `air check sdk/air/exports/plan-packs/core`.');
    expect((await air(root, ['check', 'sdk/air/exports/plan-packs/core'])).exitCode).toBe(0);
    const own = tempRepo(files, { 'sdk/air/own.air.json': { json: schema('p/C@1') } });
    expect((await air(own, ['check', 'sdk'])).exitCode).toBe(0);
  });
});
