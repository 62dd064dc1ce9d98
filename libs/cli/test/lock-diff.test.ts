// `air lock --diff` and `air vendor` on repositories on disk.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFS, flow, lockedRepo, NPM_IMPORT, PATH_IMPORT, put, repoWith, schema, textOf } from './lock-world.ts';
import { air } from './run-air.ts';
import { hashTree } from './temp-repo.ts';

const OLD = [schema('p/B@1'), schema('p/Gone@1', { bool: {} }), schema('p/Old@1', { nat: {} }), flow('http.request')];
const NEW = [schema('p/B@1', { nat: {} }), schema('p/Fresh@1', { int: {} }), schema('p/Renamed@1', { nat: {} }), flow('llm.generate')];
const files = (defs: readonly object[]): { readonly [DEFS]: { readonly json: unknown } } => ({ [DEFS]: { json: defs } });

const stable = (text: string): string => text.replace(/[0-9a-f]{64}/g, '<hash>').replace(/git [0-9a-f]{12}/g, 'git <commit>');

/** `.git/HEAD` of the table is only a marker. */
function commitAll(root: string): void {
  const git = (...args: readonly string[]): void => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root, stdio: 'ignore', env });
  };
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

describe('air lock --diff', () => {
  it('shows definitions, fields and authority', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    commitAll(root);
    put(root, DEFS, NEW);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w', '--diff']);
    expect(stable(out)).toMatchInlineSnapshot(`
      "plan-packs/p/defs.air.json:4:13 warning version_reused
        defschema p/B@1: version used for another body
        expected sha256:<hash>, found sha256:<hash>
        hint: Publish it as \`p/B@2\` and keep \`p/B@1\` as it was; both can be imported side by side.
      plan-packs/p/defs.air.json:25:13 warning version_reused
        defplan p/core_flow@1: version used for another body
        expected sha256:<hash>, found sha256:<hash>
        hint: Publish it as \`p/core_flow@2\` and keep \`p/core_flow@1\` as it was; both can be imported side by side.
      world w:
        path ../../plan-packs/p: drifted
          + defschema p/Fresh@1
          - defschema p/Gone@1
          > defschema p/Old@1 -> p/Renamed@1
          ~ defplan p/core_flow@1 (locked body: git <commit>)
              step \`http_request\` removed: emit_effect http.request
              step \`llm_generate\` added: emit_effect llm.generate
          ~ defschema p/B@1 (locked body: git <commit>)
              type text -> nat
          authority gained: effects llm.generate; cap slots cap_llm_generate
          authority lost: effects http.request; cap slots cap_http_request
          contract, breaking: defplan p/core_flow@1: input p/B@1 no longer takes every value it took
          contract, breaking: defplan p/core_flow@1: slot cap_llm_generate added
          contract: defplan p/core_flow@1: slot cap_http_request removed
          contract: defschema p/Fresh@1: schema added
          contract, breaking: defschema p/Gone@1: schema removed
          contract, breaking: defschema p/Old@1: schema removed
          contract: defschema p/Renamed@1: schema added
          durability: defplan p/core_flow@1: running instances still use slot cap_http_request: keep its grant until they end
          lint introduced: defplan p/core_flow@1: effect without an idempotency key (llm_generate emits llm.generate)
          lint resolved: defplan p/core_flow@1: effect without an idempotency key (http_request emits http.request)
      2 warnings
      Next: air lock worlds/w --update --accept-authority
      "
    `);
    expect(exitCode).toBe(0);
    expect(hashTree(root)).toBe(before);
  });

  it('says the same as JSON, with a patch for the reused version', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    commitAll(root);
    put(root, DEFS, [schema('p/B@1', { nat: {} }), ...OLD.slice(1)]);
    const { out } = await air(root, ['lock', 'worlds/w', '--diff', '--json']);
    expect(JSON.parse(stable(out))).toMatchInlineSnapshot(`
      {
        "exit_code": 0,
        "findings": [
          {
            "actual": "sha256:<hash>",
            "code": "version_reused",
            "column": 13,
            "expected": "sha256:<hash>",
            "file": "plan-packs/p/defs.air.json",
            "fix": [
              {
                "op": "replace",
                "path": "/0",
                "value": {
                  "$kind": "defschema",
                  "name": "p/B@1",
                  "type": {
                    "text": {},
                  },
                },
              },
              {
                "op": "add",
                "path": "/-",
                "value": {
                  "$kind": "defschema",
                  "name": "p/B@2",
                  "type": {
                    "nat": {},
                  },
                },
              },
            ],
            "hint": "Publish it as \`p/B@2\` and keep \`p/B@1\` as it was; both can be imported side by side.",
            "line": 4,
            "message": "defschema p/B@1: version used for another body",
            "pointer": "/0/name",
            "severity": "warning",
            "subject": "defschema p/B@1",
          },
        ],
        "next": "air lock worlds/w --update",
        "worlds": [
          {
            "dir": "worlds/w",
            "imports": [
              {
                "added": [],
                "authority": {
                  "gained": {
                    "cap_slots": [],
                    "effects": [],
                    "events": [],
                    "secrets": [],
                  },
                  "lost": {
                    "cap_slots": [],
                    "effects": [],
                    "events": [],
                    "secrets": [],
                  },
                },
                "cannot_compare": null,
                "changed": [
                  {
                    "current": "sha256:<hash>",
                    "fields": [
                      {
                        "current": "nat",
                        "locked": "text",
                        "member": "",
                        "place": "type",
                        "pointer": "/type",
                      },
                    ],
                    "kind": "defschema",
                    "locked": "sha256:<hash>",
                    "locked_body": "git <commit>",
                    "name": "p/B@1",
                  },
                ],
                "differences": [
                  {
                    "breaking": true,
                    "category": "contract",
                    "kind": "defplan",
                    "name": "p/core_flow@1",
                    "pointer": "/input",
                    "side": "new",
                    "what": "input p/B@1 no longer takes every value it took",
                  },
                ],
                "import": 0,
                "kind": "path",
                "lints": {
                  "introduced": [],
                  "resolved": [],
                },
                "not_compared": [],
                "path": "../../plan-packs/p",
                "removed": [],
                "renamed": [],
                "state": "drifted",
              },
            ],
            "world": "w",
          },
        ],
      }
    `);
  });

  it('the patch of a reused version leaves the lock satisfied but for the new version', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    commitAll(root);
    put(root, DEFS, [schema('p/B@1', { nat: {} }), ...OLD.slice(1)]);
    const { findings } = JSON.parse((await air(root, ['lock', 'worlds/w', '--diff', '--json'])).out);
    const defs: unknown[] = JSON.parse(textOf(root, DEFS));
    for (const { op, path, value } of findings[0].fix) {
      if (op === 'replace') defs[Number(path.slice(1))] = value;
      else if (path === '/-') defs.push(value);
      else throw new Error(path);
    }
    put(root, DEFS, defs);
    const after = JSON.parse((await air(root, ['lock', 'worlds/w', '--diff', '--json'])).out);
    expect(after.findings).toEqual([]);
    expect(after.worlds[0].imports[0]).toMatchObject({ added: [{ name: 'p/B@2' }], removed: [], renamed: [], changed: [] });
  });

  it('annotates for GitHub', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    put(root, DEFS, NEW);
    const { out } = await air(root, ['lock', 'worlds/w', '--diff', '--format', 'github']);
    expect(out).toMatch(/^::warning file=plan-packs\/p\/defs\.air\.json,line=\d+/m);
  });

  it.each([
    ['equal', [PATH_IMPORT], '  path ../../plan-packs/p: ok', 'Next: air lock worlds/w --check'],
    ['none', [], 'world w: no imports', 'Next: air lock worlds/w --check'],
  ])('nothing differs: %s', async (_name, imports, line, next) => {
    const root = await lockedRepo(imports);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w', '--diff']);
    expect(exitCode).toBe(0);
    expect(out.split('\n')).toEqual(expect.arrayContaining([line, next]));
  });

  it('compares what is known when one locked body is missing', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    await air(root, ['vendor', 'worlds/w']);
    const store = join(root, 'worlds/w/.air/vendor');
    for (const path of readdirSync(store, { recursive: true, encoding: 'utf8' })) {
      const file = join(store, path);
      if (statSync(file).isFile() && readFileSync(file, 'latin1').includes('p/B@1') && !readFileSync(file, 'latin1').includes('core_flow')) rmSync(file);
    }
    put(root, DEFS, NEW);
    const { out } = await air(root, ['lock', 'worlds/w', '--diff']);
    expect(out.split('\n').filter((line) => /contract|compared|incomplete|lint/u.test(line)).map((line) => line.trim())).toMatchInlineSnapshot(`
      [
        "contract, breaking: defplan p/core_flow@1: slot cap_llm_generate added",
        "contract: defplan p/core_flow@1: slot cap_http_request removed",
        "contract: defschema p/Fresh@1: schema added",
        "contract, breaking: defschema p/Gone@1: schema removed",
        "contract, breaking: defschema p/Old@1: schema removed",
        "contract: defschema p/Renamed@1: schema added",
        "not compared: defschema p/B@1, its locked body is not known",
        "lint introduced: defplan p/core_flow@1: effect without an idempotency key (llm_generate emits llm.generate)",
        "lint resolved: defplan p/core_flow@1: effect without an idempotency key (http_request emits http.request)",
        "incomplete: the locked body is not in .air/vendor; it is not in a git repository",
      ]
    `);
  });

  it('--update --dry-run says what the update would mean', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    commitAll(root);
    put(root, DEFS, NEW);
    const before = hashTree(root);
    const meaning = async (...names: readonly string[]): Promise<readonly string[]> =>
      (await air(root, ['lock', 'worlds/w', '--update', ...names, '--accept-authority', '--dry-run'])).out.split('\n').filter((line) => /^path|^ {2}(?:contract|lint|durability)/u.test(line));
    expect(await meaning()).toMatchInlineSnapshot(`
      [
        "path ../../plan-packs/p  drifted -> updated  sha256:b6bddd064042…  sha256:decfe6d13133…",
        "path ../../plan-packs/p in world w:",
        "  contract, breaking: defplan p/core_flow@1: input p/B@1 no longer takes every value it took",
        "  contract, breaking: defplan p/core_flow@1: slot cap_llm_generate added",
        "  contract: defplan p/core_flow@1: slot cap_http_request removed",
        "  contract: defschema p/Fresh@1: schema added",
        "  contract, breaking: defschema p/Gone@1: schema removed",
        "  contract, breaking: defschema p/Old@1: schema removed",
        "  contract: defschema p/Renamed@1: schema added",
        "  durability: defplan p/core_flow@1: running instances still use slot cap_http_request: keep its grant until they end",
        "  lint introduced: defplan p/core_flow@1: effect without an idempotency key (llm_generate emits llm.generate)",
        "  lint resolved: defplan p/core_flow@1: effect without an idempotency key (http_request emits http.request)",
      ]
    `);
    expect(await meaning('../../plan-packs/p')).toEqual(await meaning());
    const { meaning: { differences, not_compared, lints } } = JSON.parse((await air(root, ['lock', 'worlds/w', '--update', '--dry-run', '--json'])).out).worlds[0].imports[0];
    expect([differences, not_compared, lints.introduced, lints.resolved].map(({ length }) => length)).toEqual([10, 0, 1, 1]);
    expect(hashTree(root)).toBe(before);
    put(root, DEFS, OLD);
    expect(await meaning()).toEqual([expect.stringContaining('../../plan-packs/p  ok')]);
  });

  it('names what keeps it from comparing', async () => {
    const { out } = await air(repoWith([PATH_IMPORT]), ['lock', 'worlds/w', '--diff']);
    expect(out).toContain('path ../../plan-packs/p: unlocked\n    cannot compare: it is not locked\nNext: air lock worlds/w\n');
  });

  it.each(['--check', '--update', '--prune', '--dry-run'])('excludes %s', async (option) => {
    const { exitCode, err } = await air(repoWith([PATH_IMPORT]), ['lock', 'worlds/w', '--diff', option]);
    expect([exitCode, err]).toEqual([1, `air: bad_value: \`--diff\` and \`${option}\` exclude each other. \`--diff\` writes and judges nothing.\n`]);
  });

  it.each(['lock --diff', 'vendor'])('%s refuses what is no world', async (command) => {
    const { exitCode, err } = await air(repoWith([PATH_IMPORT]), [...command.split(' '), 'plan-packs/p']);
    expect([exitCode, err]).toEqual([1, 'air: not_a_world: `plan-packs/p` holds no aos.sync.json. Name the folder of a world; packs have no locks.\n']);
  });
});

describe('air vendor', () => {
  it('writes the locked bodies, which explain a later difference without git', async () => {
    const root = await lockedRepo([PATH_IMPORT, NPM_IMPORT], files(OLD));
    const first = await air(root, ['vendor', 'worlds/w']);
    expect([first.exitCode, first.out.split('\n').filter((line) => !line.startsWith('wrote')).join('\n')]).toMatchInlineSnapshot(`
      [
        0,
        "world w:
        path ../../plan-packs/p: 0 stored, 4 new
        npm acme: 0 stored, 1 new
      Next: air lock worlds/w --diff
      ",
      ]
    `);
    expect(readdirSync(join(root, 'worlds/w/.air/vendor'), { recursive: true }).filter((path) => /[0-9a-f]{64}$/.test(String(path)))).toHaveLength(5);
    const before = hashTree(root);
    expect((await air(root, ['vendor', 'worlds/w'])).out).toContain('  path ../../plan-packs/p: 4 stored, 0 new\n');
    expect(hashTree(root)).toBe(before);
    put(root, DEFS, NEW);
    expect((await air(root, ['lock', 'worlds/w', '--diff'])).out).toContain('~ defplan p/core_flow@1 (locked body: vendored)\n');
  });

  it('a vendored body never stands in for a missing import', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    await air(root, ['vendor', 'worlds/w']);
    rmSync(join(root, 'plan-packs'), { recursive: true });
    const { exitCode, out } = await air(root, ['check', 'worlds/w']);
    expect(exitCode).toBe(2);
    expect(out).toContain('import_missing_target');
    expect((await air(root, ['vendor', 'worlds/w'])).exitCode).toBe(0);
  });

  it('a tampered body is found and repaired', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    await air(root, ['vendor', 'worlds/w']);
    const store = join(root, 'worlds/w/.air/vendor');
    for (const path of readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name))) writeFileSync(join(store, path), '{}');
    put(root, DEFS, NEW);
    const { exitCode, out } = await air(root, ['lock', 'worlds/w', '--diff']);
    expect([exitCode, out]).toEqual([3, expect.stringContaining('vendored_body_corrupt')]);
    put(root, DEFS, OLD);
    expect((await air(root, ['vendor', 'worlds/w'])).out).toContain('0 stored, 4 new, 4 of them repaired');
  });

  it('writes nothing when a locked body is nowhere', async () => {
    const root = await lockedRepo([PATH_IMPORT], files(OLD));
    put(root, DEFS, NEW);
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['vendor', 'worlds/w']);
    expect([exitCode, out]).toEqual([3, expect.stringContaining('nothing is written')]);
    expect(hashTree(root)).toBe(before);
  });
});
