// `air impact`: a pack against a commit or against locks, over all worlds of the workspace.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { MANIFEST, SAMPLE_PACK, schema } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const ORDER = { record: { id: { text: {} } } };
const POST = { record: { method: { text: 'POST' }, url: { text: 'https://a.test' }, headers: { map: [] }, body_ref: { null: {} } } };
const emit = (more: object) => ({ id: 'pay', op: 'emit_effect', kind: 'http.request', params: POST, cap: 'cap_http', bind: { effect_id_as: 'paid' }, ...more });
const pack = (order: object = ORDER, more: object = {}): readonly object[] => [
  schema('p/Order@1', order),
  { $kind: 'defplan', name: 'p/core_pay@1', input: 'p/Order@1', steps: [emit(more), { id: 'end', op: 'end' }], edges: [{ from: 'pay', to: 'end' }] },
];
const world = (id: string, manifest: object, imports: readonly string[] = ['../../plan-packs/p']) => ({
  [`worlds/${id}/aos.sync.json`]: { json: { version: 1, id, air: { imports: imports.map((path) => ({ path })) } } },
  [`worlds/${id}/air/manifest.air.json`]: { json: { ...MANIFEST, schemas: [], ...manifest } },
});
const LISTED = { schemas: [{ name: 'p/Order@1' }], plans: [{ name: 'p/core_pay@1' }], effects: [{ name: 'sys/http.request@1' }] };

function repo(): string {
  const root = tempRepo(
    { ...SAMPLE_PACK, 'plan-packs/p/defs.air.json': { json: pack() }, 'nx.json': '{}' },
    world('uses', { ...LISTED, triggers: [{ event: 'p/Order@1', plan: 'p/core_pay@1' }] }),
    world('lists', LISTED),
    world('imports', {}),
    world('other', {}, []),
  );
  const git = (...args: readonly string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.test', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'first');
  return root;
}

const change = (root: string, defs: readonly object[]): void => writeFileSync(join(root, 'plan-packs/p/defs.air.json'), JSON.stringify(defs));
const wider = { record: { id: { text: {} }, note: { text: {} } } };

describe('air impact', () => {
  it('finds nothing where nothing changed, and writes nothing', async () => {
    const root = repo();
    const before = hashTree(root);
    const { out, exitCode } = await air(root, ['impact', 'plan-packs/p']);
    expect([exitCode, out]).toEqual([0, `${['unaffected imports', 'unaffected lists', 'unaffected other: it does not import the pack', 'unaffected uses', 'plan-packs/p against HEAD: 0 broken, 0 affected, 4 unaffected', 'Next: air check plan-packs/p'].join('\n')}\n`]);
    expect(hashTree(root)).toBe(before);
  });

  it('names broken, affected and unaffected worlds with the way to the difference', async () => {
    const root = repo();
    change(root, pack(wider, { idempotency_key: { op: 'hash', args: [{ ref: '@plan.input.id' }] } }));
    const { out, exitCode } = await air(root, ['impact', 'plan-packs/p']);
    expect(exitCode).toBe(4);
    expect(out).toMatchInlineSnapshot(`
      "broken uses
        contract, breaking: defplan p/core_pay@1: input p/Order@1 no longer takes every value it took
          by manifest /triggers/0/plan -> defplan p/core_pay@1
      affected lists
        contract, breaking: defplan p/core_pay@1: input p/Order@1 no longer takes every value it took
          by manifest -> defplan p/core_pay@1
      unaffected imports
      unaffected other: it does not import the pack
      lint resolved: defplan p/core_pay@1: effect without an idempotency key (pay emits http.request)
      plan-packs/p against HEAD: 1 broken, 1 affected, 2 unaffected
      Next: air check worlds/uses
      "
    `);
  });

  it('answers JSON', async () => {
    const root = repo();
    change(root, pack(wider));
    const { out } = await air(root, ['impact', 'p', '--json']);
    const { worlds, differences } = JSON.parse(out) as { worlds: { world: string; state: string }[]; differences: { breaking: boolean }[] };
    expect(worlds.map(({ world: id, state }) => `${id} ${state}`)).toEqual(['uses broken', 'lists affected', 'imports unaffected', 'other unaffected']);
    expect(differences.map(({ breaking }) => breaking)).toEqual([true]);
  });

  it('calls a world broken that does not load any more', async () => {
    const root = repo();
    change(root, [schema('p/Order@1', ORDER)]);
    const { out, exitCode } = await air(root, ['impact', 'plan-packs/p']);
    expect(exitCode).toBe(4);
    expect(out).toContain('broken uses: it does not load: manifest_unknown_reference');
  });

  it('compares with what each world has locked', async () => {
    const root = repo();
    expect((await air(root, ['lock', 'worlds/uses'])).exitCode).toBe(0);
    change(root, pack(wider));
    const { out, exitCode } = await air(root, ['impact', 'plan-packs/p', '--against', 'locked']);
    expect(exitCode).toBe(4);
    expect(out).toContain('broken uses');
    expect(out).toContain('contract, breaking: defplan p/core_pay@1: input p/Order@1 no longer takes every value it took');
    expect(out).toContain('unaffected lists: no lock lists definitions of the pack');
  });

  it('shows the lints that an update of a lock brings or takes away', async () => {
    const root = repo();
    await air(root, ['lock', 'worlds/uses']);
    const key = { idempotency_key: { op: 'hash', args: [{ ref: '@plan.input' }] } };
    change(root, pack(ORDER, key));
    const { out } = await air(root, ['impact', 'plan-packs/p', '--against', 'locked']);
    expect(out).toContain('\n  lint resolved: defplan p/core_pay@1: effect without an idempotency key (pay emits http.request)\n');
    const { worlds } = JSON.parse((await air(root, ['impact', 'plan-packs/p', '--against', 'locked', '--json'])).out) as { worlds: { world: string; lints?: { resolved: unknown[] } }[] };
    expect(worlds.map(({ world, lints }) => [world, lints?.resolved.length])).toEqual(expect.arrayContaining([['uses', 1], ['lists', undefined]]));
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown commit', ['--against', 'nope'], /^air: no_old_version: cannot read `nope`: .* Name a commit, branch or tag/u],
    ['an option in place of a commit', ['--against=--output=x'], /^air: no_old_version: cannot read `--output=x`: /u],
  ];
  it.each(refused)('refuses %s', async (_what, argv, message) => {
    const { exitCode, err } = await air(repo(), ['impact', 'plan-packs/p', ...argv]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(message);
  });
});
