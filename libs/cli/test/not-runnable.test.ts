// Worlds that load and cannot be run or compiled as they are: what `air` prints of each.
import { describe, expect, it } from 'vitest';
import { air } from './run-air.ts';
import { schema } from './sample-world.ts';
import { tempRepo } from './temp-repo.ts';

const names = (...all: readonly string[]): readonly object[] => all.map((name) => ({ name }));
const MANIFEST = { $kind: 'manifest', air_version: '1', schemas: names('w/Count@1', 'w/Up@1'), modules: [], plans: [], effects: [], caps: [], policies: [] };
const COUNT = schema('w/Count@1', { record: { count: { nat: {} } } });
const UP = schema('w/Up@1', { record: { by: { nat: {} } } });
const MODULE = { $kind: 'defmodule', name: 'w/Counter@1', module_kind: 'reducer', abi: { reducer: { state: 'w/Count@1', event: 'w/Up@1' } } };
const SCENARIO = { inputs: [{ event: 'w/Up@1', value: { by: 1 } }] };

const repo = (manifest: object, defs: readonly object[], scenario: object = SCENARIO): string =>
  tempRepo({
    'w/aos.sync.json': { json: { version: 1, id: 'w', air: { dir: 'air' } } },
    'w/air/manifest.air.json': { json: { ...MANIFEST, ...manifest } },
    'w/air/defs.air.json': { json: defs },
    'w/scenarios/up.scenario.json': { json: scenario },
  });
/** What a person reads, findings only. */
const findingsOf = async (root: string, ...argv: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> => {
  const { exitCode, out, err } = await air(root, argv);
  return { exitCode, text: `${out}${err}`.split('\n').filter((line) => / (?:error|warning) \w+$/u.test(line) || /^ {2}\S/u.test(line)).join('\n') };
};

describe('what cannot be run or compiled', () => {
  it('codegen_unsupported: a type that contains itself without a record between', async () => {
    const defs = (own: object): readonly object[] => [schema('w/Count@1', own), UP, MODULE];
    const modules = { modules: names('w/Counter@1') };
    expect((await air(repo(modules, defs({ record: { more: { option: { ref: 'w/Count@1' } } } })), ['codegen', 'w'])).exitCode).toBe(0);
    expect(await findingsOf(repo(modules, defs({ list: { ref: 'w/Count@1' } })), 'codegen', 'w')).toMatchInlineSnapshot(`
      {
        "exitCode": 2,
        "text": "w/air/defs.air.json:2:3 error codegen_unsupported
        defschema w/Count@1: schema without a type in AssemblyScript
        found it contains itself without a record or variant between
        hint: Put a record between.",
      }
    `);
  });

  it('module_not_built: a module without code', async () => {
    const routing = { events: [{ event: 'w/Up@1', reducer: 'w/Counter@1' }] };
    const { exitCode, text } = await findingsOf(repo({ modules: names('w/Counter@1'), routing }, [COUNT, UP, MODULE]), 'smoke', 'w');
    expect([exitCode, text]).toMatchInlineSnapshot(`
      [
        0,
        "w/air/defs.air.json:24:3 warning module_not_built
        defmodule w/Counter@1: module without code
        hint: Build the modules of the world.",
      ]
    `);
    expect((await findingsOf(repo({}, [COUNT, UP]), 'smoke', 'w')).text).not.toContain('module_not_built');
  });

  it('world_not_runnable: a manifest that the kernel refuses', async () => {
    const child = { $kind: 'defplan', name: 'w/child@1', input: 'w/Up@1', steps: [{ id: 'end', op: 'end' }] };
    const parent = { ...child, name: 'w/parent@1', steps: [{ id: 'go', op: 'spawn_plan', plan: 'w/child@1', input: { ref: '@plan.input' }, bind: { handle_as: 'h' } }, { id: 'end', op: 'end' }], edges: [{ from: 'go', to: 'end' }] };
    const world = (air_version: string): string => repo({ air_version, plans: names('w/child@1', 'w/parent@1'), triggers: [{ event: 'w/Up@1', plan: 'w/parent@1' }] }, [COUNT, UP, child, parent]);
    expect(await findingsOf(world('1'), 'smoke', 'w')).toMatchInlineSnapshot(`
      {
        "exitCode": 4,
        "text": "w/aos.sync.json:1:1 error world_not_runnable
        world: the world cannot run
        found defplan w/parent@1: step go needs AIR 1.1
        hint: Run \`air check\` on the world and correct what it finds.",
      }
    `);
    expect((await findingsOf(world('1.1'), 'smoke', 'w')).text).not.toContain('world_not_runnable');
  });
});

describe('scenarios that cannot be run', () => {
  const input = (more: object): object => ({ inputs: [{ ...SCENARIO.inputs[0], ...more }] });
  it.each<[printed: string, scenario: object]>([
    ['error scenario_bad_time', input({ at: 'soon' })],
    ['error scenario_unknown_name', input({ event: 'w/Down@1' })],
    ['error scenario_bad_value', input({ value: { by: 'many' } })],
    ['error scenario_bad_reference', input({ value: { by: '@hash:gone' } })],
    ['error scenario_bad_content', { ...SCENARIO, content: { home: { base64: '!' } } }],
    ['error scenario_upgrade_missing', { inputs: [{ upgrade: 'upgrades/gone', at: '1h' }] }],
    ['error scenario_peer_missing', { ...SCENARIO, peers: [{ world: '../gone' }] }],
  ])('%s', async (printed, scenario) => {
    expect((await findingsOf(repo({}, [COUNT, UP]), 'smoke', 'w')).text).not.toContain('scenario_');
    expect((await findingsOf(repo({}, [COUNT, UP], scenario), 'smoke', 'w')).text).toContain(` ${printed}\n`);
  });
});
