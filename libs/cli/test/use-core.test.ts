// `air use-core`: a world with a copy of the core of session-core becomes one that spawns it, and passes the same scenario.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { schema } from './sample-world.ts';
import { hashTree, tempRepo } from './temp-repo.ts';

const PACK = fileURLToPath(new URL('../../../plan-packs/aos-agent-sdk/air/exports/plan-packs/session-core', import.meta.url));
const CORE = 'aos.workspace/core_workspace_sync@1';
const FILE = 'worlds/w/air/sync.air.json';

type Node = Readonly<Record<string, unknown>>;
const defs = JSON.parse(readFileSync(join(PACK, 'defs.air.json'), 'utf8')) as readonly Node[];
const core = defs.find(({ name }) => name === CORE) ?? {};
const named = (kind: string): readonly Node[] => defs.filter(({ $kind }) => $kind === kind).map(({ name }) => ({ name }));

/** The core with an envelope of the world as input, and names of its own. */
function copy(): Node {
  const fields: readonly (readonly [from: string, to: string])[] = [['session_id', 'who'], ['prompt_pack_path', 'paths.prompt'], ['tool_catalog_path', 'paths.tools']];
  const renamed = fields.reduce((text, [from, to]) => text.replaceAll(`@plan.input.${from}`, `@plan.input.${to}`), JSON.stringify(core));
  return { ...(JSON.parse(renamed.replaceAll('resolution', 'answer_of_resolve').replaceAll('"resolve"', '"ask"').replaceAll('@step:resolve.', '@step:ask.')) as Node), name: 'w/sync@1', input: 'w/SyncWanted@1' };
}

const PATH = { option: { text: {} } };
const WANTED = schema('w/SyncWanted@1', { record: { who: { ref: 'aos.session/SessionId@1' }, workspace: { text: {} }, known_version: { option: { nat: {} } }, paths: { record: { prompt: PATH, tools: PATH } } } });
const POLICY = { $kind: 'defpolicy', name: 'w/policy@1', rules: ['resolve', 'read_ref', 'read_bytes'].map((op) => ({ when: { effect_kind: `workspace.${op}`, origin_kind: 'plan', origin_name: 'w/sync@1' }, decision: 'allow' })) };
const SYS = ['ReducerContext', 'WorkspaceCommit', 'WorkspaceCommitMeta', 'WorkspaceHistory', 'WorkspaceName', 'WorkspaceReadRefReceipt', 'WorkspaceResolveReceipt'].map((name) => ({ name: `sys/${name}@1` }));
const MANIFEST = {
  $kind: 'manifest',
  air_version: '1',
  schemas: [...named('defschema').filter(({ name }) => name !== 'aos.session/SessionFailure@1'), { name: 'w/SyncWanted@1' }, ...SYS],
  modules: [{ name: 'sys/Workspace@1' }],
  plans: [{ name: 'w/sync@1' }],
  effects: ['read_bytes', 'read_ref', 'resolve'].map((op) => ({ name: `sys/workspace.${op}@1` })),
  caps: [{ name: 'sys/workspace@1' }],
  policies: [{ name: 'w/policy@1' }],
  defaults: { policy: 'w/policy@1', cap_grants: [{ name: 'cap_workspace', cap: 'sys/workspace@1', params: { record: {} } }] },
  routing: { events: [{ event: 'sys/WorkspaceCommit@1', reducer: 'sys/Workspace@1', key_field: 'workspace' }] },
  triggers: [{ event: 'w/SyncWanted@1', plan: 'w/sync@1', correlate_by: 'who' }],
};
const SCENARIO = {
  content: { home: { files: { 'prompts/main.md': 'Be brief.' } } },
  inputs: [
    { event: 'sys/WorkspaceCommit@1', value: { workspace: 'home', expected_head: 0, meta: { root_hash: '@hash:home', owner: 'ada', created_at: 1 } } },
    { event: 'w/SyncWanted@1', at: '1m', value: { who: 's-1', workspace: 'home', paths: { prompt: 'prompts/main.md' } } },
  ],
  expect: { events: [{ event: 'aos.workspace/SnapshotReady@1', value: { session_id: 's-1', prompt_pack: { size: 9 }, tool_catalog: null } }], plans: [{ plan: 'w/sync@1', status: 'ok' }] },
};

function repo(plan: Node = copy(), more: Node = {}): string {
  const root = tempRepo({
    'worlds/w/aos.sync.json': { json: { version: 1, id: 'w', air: { dir: 'air', imports: [{ path: '../../plan-packs/session-core' }] } } },
    'worlds/w/air/manifest.air.json': { json: { ...MANIFEST, ...more } },
    'worlds/w/air/defs.air.json': { json: [WANTED, POLICY] },
    [FILE]: { json: plan },
    'worlds/w/scenarios/sync.scenario.json': { json: SCENARIO },
  });
  cpSync(PACK, join(root, 'plan-packs/session-core'), { recursive: true });
  return root;
}
const read = (root: string, file: string): Node => JSON.parse(readFileSync(join(root, file), 'utf8')) as Node;

describe('air use-core', () => {
  it('writes a world that has no finding and passes its scenario', async () => {
    const root = repo();
    expect((await air(root, ['smoke', 'worlds/w'])).exitCode).toBe(0);
    const made = await air(root, ['use-core', 'worlds/w']);
    expect(`${made.out}${made.err}`).toMatchInlineSnapshot(`
      "w/sync@1 spawns aos.workspace/core_workspace_sync@1: 3 steps instead of 37
        its result aos.workspace/SyncOutcome@1 is that of aos.workspace/core_workspace_sync@1 now
      wrote worlds/w/air/sync.air.json
      wrote worlds/w/air/manifest.air.json
      wrote worlds/w/air/defs.air.json
      Next: air smoke worlds/w
      "
    `);
    expect(read(root, FILE)).toMatchInlineSnapshot(`
      {
        "$kind": "defplan",
        "edges": [
          {
            "from": "core",
            "to": "ended",
          },
          {
            "from": "ended",
            "to": "end",
          },
        ],
        "input": "w/SyncWanted@1",
        "name": "w/sync@1",
        "steps": [
          {
            "bind": {
              "handle_as": "core",
            },
            "id": "core",
            "input": {
              "record": {
                "known_version": {
                  "ref": "@plan.input.known_version",
                },
                "prompt_pack_path": {
                  "ref": "@plan.input.paths.prompt",
                },
                "session_id": {
                  "ref": "@plan.input.who",
                },
                "tool_catalog_path": {
                  "ref": "@plan.input.paths.tools",
                },
                "workspace": {
                  "ref": "@plan.input.workspace",
                },
              },
            },
            "op": "spawn_plan",
            "plan": "aos.workspace/core_workspace_sync@1",
          },
          {
            "bind": {
              "as": "outcome",
            },
            "for": {
              "ref": "@var:core",
            },
            "id": "ended",
            "op": "await_plan",
          },
          {
            "id": "end",
            "op": "end",
          },
        ],
      }
    `);
    const manifest = read(root, 'worlds/w/air/manifest.air.json');
    expect([manifest['air_version'], manifest['plans']]).toEqual(['1.1', [{ name: CORE }, { name: 'w/sync@1' }]]);
    expect(JSON.stringify(read(root, 'worlds/w/air/defs.air.json'))).not.toContain('"origin_name":"w/sync@1"');
    const checked = await air(root, ['check', 'worlds/w', '--json']);
    expect((JSON.parse(checked.out) as { findings: unknown[] }).findings).toEqual([]);
    const smoke = await air(root, ['smoke', 'worlds/w']);
    expect([smoke.exitCode, smoke.out.includes('scenarios passed: 1 of 1'), smoke.out.includes('imported plans run: 1 of 1')]).toEqual([0, true, true]);
    expect((await air(root, ['use-core', 'worlds/w'])).out).toContain('no plan of w becomes a wrapper');
  });

  it('writes nothing with --dry-run', async () => {
    const root = repo();
    const before = hashTree(root);
    const { exitCode, out } = await air(root, ['use-core', 'worlds/w', '--dry-run']);
    expect([exitCode, hashTree(root)]).toEqual([0, before]);
    expect(out).toContain('would write worlds/w/air/sync.air.json');
    const data = JSON.parse((await air(root, ['use-core', 'worlds/w', '--dry-run', '--json'])).out) as Node;
    expect(data).toMatchObject({ world: 'w', dry_run: true, used: [{ plan: 'w/sync@1', core: CORE, steps_after: 3, output_dropped: 'aos.workspace/SyncOutcome@1' }], removes: [] });
  });

  it('removes a copy under the name of the core', async () => {
    const root = repo(core, { plans: [{ name: CORE }], triggers: [{ event: 'aos.workspace/SyncRequested@1', plan: CORE, correlate_by: 'session_id' }] });
    const { exitCode, out } = await air(root, ['use-core', 'worlds/w']);
    expect([exitCode, existsSync(join(root, FILE))]).toEqual([0, false]);
    expect(out).toContain(`removed ${FILE}`);
  });

  it('takes a definition out of a file with others', async () => {
    const root = repo(core, { plans: [{ name: CORE }], triggers: [{ event: 'aos.workspace/SyncRequested@1', plan: CORE, correlate_by: 'session_id' }] });
    rmSync(join(root, FILE));
    writeFileSync(join(root, 'worlds/w/air/defs.air.json'), JSON.stringify([WANTED, core, POLICY], undefined, 2));
    const { exitCode } = await air(root, ['use-core', 'worlds/w']);
    const left = read(root, 'worlds/w/air/defs.air.json') as unknown as readonly Node[];
    expect([exitCode, left.map(({ name }) => name)]).toEqual([0, ['w/SyncWanted@1', 'w/policy@1']]);
  });

  it('says why a plan stays', async () => {
    const steps = (copy()['steps'] as readonly Node[]).map((step) => (step['cap'] === undefined ? step : { ...step, cap: 'cap_other' }));
    const root = repo({ ...copy(), steps });
    const before = hashTree(root);
    const asked = await air(root, ['use-core', 'worlds/w', '--plan', 'w/sync@1']);
    expect([asked.exitCode, hashTree(root)]).toEqual([4, before]);
    expect(`${asked.out}${asked.err}`).toMatchInlineSnapshot(`
      "worlds/w/air/sync.air.json:3:11 error core_not_usable
        defplan w/sync@1: plan cannot become a wrapper of an imported plan
        found no step does what resolve of the core does (aos.workspace/core_workspace_sync@1)
        see plan-packs/session-core/defs.air.json:130:13: the imported plan
        hint: Spawn the core by hand, or leave the plan as it is.
      no plan of w becomes a wrapper
      1 error
      Next: correct worlds/w/air/sync.air.json:3:11, then run air use-core worlds/w
      "
    `);
    const unknown = await air(root, ['use-core', 'worlds/w', '--plan', 'w/gone@1']);
    expect([unknown.exitCode, `${unknown.out}${unknown.err}`]).toMatchInlineSnapshot(`
      [
        1,
        "air: bad_value: \`--plan w/gone@1\`: w has no such plan of its own. Run \`air use-core worlds/w\` to see which plans repeat an imported one.
      ",
      ]
    `);
  });

  it('writes nothing where the world would have an error that it has not now', async () => {
    // The rules stand in a policy of the import, which is not this world's to change.
    const root = repo();
    cpSync(join(root, 'worlds/w/air/defs.air.json'), join(root, 'plan-packs/rules/defs.air.json'), { recursive: true });
    writeFileSync(join(root, 'plan-packs/rules/defs.air.json'), JSON.stringify([POLICY]));
    writeFileSync(join(root, 'worlds/w/air/defs.air.json'), JSON.stringify([WANTED]));
    writeFileSync(join(root, 'worlds/w/aos.sync.json'), JSON.stringify({ version: 1, id: 'w', air: { dir: 'air', imports: [{ path: '../../plan-packs/session-core' }, { path: '../../plan-packs/rules' }] } }));
    const before = hashTree(root);
    const { exitCode, out, err } = await air(root, ['use-core', 'worlds/w']);
    expect([exitCode, hashTree(root)]).toEqual([4, before]);
    expect(`${out}${err}`).toContain('policy_denies');
    expect(`${out}${err}`).toContain('not written: write worlds/w/air/sync.air.json');
  });
});
