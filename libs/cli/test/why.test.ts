// `air why` on repositories on disk.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockedRepo, MANIFEST, PATH_IMPORT, repoWith, schema } from './lock-world.ts';
import { air } from './run-air.ts';
import { hashTree, type TempFiles } from './temp-repo.ts';

const PARAMS = { record: { method: { text: 'GET' }, url: { text: 'https://a.test' }, headers: { map: [] }, body_ref: { null: {} } } };
const FLOW = {
  $kind: 'defplan',
  name: 'p/core_flow@1',
  input: 'p/B@1',
  steps: [{ id: 'get', op: 'emit_effect', kind: 'http.request', cap: 'net', params: PARAMS, bind: { effect_id_as: 'e' } }],
};

const USED: TempFiles = {
  'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, plans: [{ name: 'p/core_flow@1' }], triggers: [{ event: 'p/B@1', plan: 'p/core_flow@1' }] } },
  'plan-packs/p/defs.air.json': { json: [schema('p/B@1', { record: { c: { ref: 'p/C@1' } } }), schema('p/C@1'), FLOW] },
};

it('shows chains and suppliers with their places', async () => {
  const root = repoWith([PATH_IMPORT], USED);
  const before = hashTree(root);
  const { exitCode, out } = await air(root, ['why', 'worlds/w', 'p/C@1']);
  expect(out).toMatchInlineSnapshot(`
    "defschema p/C@1
      manifest worlds/w/air/manifest.air.json:1
        event of a trigger -> defschema p/B@1  worlds/w/air/manifest.air.json:19
          field type -> defschema p/C@1  plan-packs/p/defs.air.json:8
      supplied by
        import path ../../plan-packs/p  plan-packs/p/defs.air.json:13 (asked for in worlds/w/aos.sync.json:6)
    Next: air merge worlds/w
    "
  `);
  expect(exitCode).toBe(0);
  expect(hashTree(root)).toBe(before);
});

it('the same as JSON', async () => {
  const { out } = await air(repoWith([PATH_IMPORT], USED), ['why', 'worlds/w', 'http.request', '--json']);
  expect(JSON.parse(out)).toMatchObject({ exit_code: 2, definitions: [], findings: [{ code: 'definition_unknown', file: 'worlds/w/aos.sync.json' }] });
  const found = await air(repoWith([PATH_IMPORT], USED), ['why', 'worlds/w', 'sys/http.request@1', '--json']);
  expect(JSON.parse(found.out)).toMatchInlineSnapshot(`
    {
      "asked": "sys/http.request@1",
      "definitions": [
        {
          "chains": [
            [
              {
                "file": "worlds/w/air/manifest.air.json",
                "kind": "defplan",
                "line": 20,
                "name": "p/core_flow@1",
                "pointer": "/triggers/0/plan",
                "reference": "trigger on \`p/B@1\`",
              },
              {
                "file": "plan-packs/p/defs.air.json",
                "kind": "defeffect",
                "line": 28,
                "name": "sys/http.request@1",
                "pointer": "/2/steps/0/kind",
                "reference": "step \`get\` emits http.request",
              },
            ],
          ],
          "kind": "defeffect",
          "more_chains": false,
          "name": "sys/http.request@1",
          "suppliers": [
            {
              "file": null,
              "hash": "sha256:7c90be7f4668451047a0fc06925fe922d1480d2d2ac9b6f3fffdfed23f3de03a",
              "import": null,
              "label": "built-in",
              "pointer": "",
              "used": true,
              "vendored": false,
            },
          ],
        },
      ],
      "exit_code": 0,
      "findings": [],
      "next": "air merge worlds/w",
      "world": "w",
    }
  `);
});

it('a name nobody has: the nearest one, exit 2', async () => {
  const { exitCode, out } = await air(repoWith([PATH_IMPORT], USED), ['why', 'worlds/w', 'p/core_flw@1']);
  expect([exitCode, out]).toMatchInlineSnapshot(`
    [
      2,
      "worlds/w/aos.sync.json:1:1 error definition_unknown
      p/core_flw@1: no definition of this name
      hint: Did you mean \`p/core_flow@1\`?
    1 error
    Next: air why worlds/w p/core_flow@1
    ",
    ]
  `);
});

it('a missing import is explained from the store, and is still missing', async () => {
  const root = await lockedRepo([PATH_IMPORT], USED);
  const { out: without } = await air(root, ['why', 'worlds/w', 'p/C@1']);
  await air(root, ['vendor', 'worlds/w']);
  rmSync(join(root, 'plan-packs'), { recursive: true });
  const { exitCode, out } = await air(root, ['why', 'worlds/w', 'p/C@1']);
  expect(exitCode).toBe(0);
  expect(out).toContain('warning import_missing_target');
  expect(out).toContain('import path ../../plan-packs/p  worlds/w/.air/vendor/');
  expect(out).toContain(': vendored body; the import is gone');
  expect(without).not.toContain('vendored');
  expect((await air(root, ['check', 'worlds/w'])).exitCode).toBe(2);
});

it('without the store it is unknown', async () => {
  const root = await lockedRepo([PATH_IMPORT], USED);
  rmSync(join(root, 'plan-packs'), { recursive: true });
  const { exitCode, out } = await air(root, ['why', 'worlds/w', 'p/C@1']);
  expect(exitCode).toBe(2);
  expect(out).toContain('import_missing_target');
});

it.each([
  [['why', 'worlds/w'], 'missing_target'],
  [['why', 'worlds/w', 'a', 'b'], 'too_many_targets'],
  [['why', 'worlds/nope', 'a'], 'unknown_target'],
])('%j', async (argv, code) => {
  const { exitCode, err } = await air(repoWith([PATH_IMPORT]), argv);
  expect([exitCode, err]).toEqual([1, expect.stringContaining(code)]);
});
