// What the executors write and say, on small worlds on disk.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadEngine } from '../src/executors/engine.ts';
import { smoke } from '../src/executors/gate-jobs.ts';
import { buildModules, merge, validate } from '../src/executors/jobs.ts';
import { nameTask } from '../src/executors/name-task.ts';
import type { Job } from '../src/executors/task.ts';
import { packFiles, worldFiles } from './support/content.ts';
import { writeTree } from './support/workspace.ts';

const TARGETS = { merge: { executor: 'nx-air:merge' }, validate: { executor: 'nx-air:validate' }, lock: { executor: 'nx-air:lock' }, 'lock-check': { executor: 'nx-air:lock-check' } };

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-air-jobs-')));
  writeTree(root, {
    'nx.json': {},
    ...packFiles('plan-packs/core', 'core/A@1'),
    ...worldFiles('worlds/w', { own: ['w/Own@1'], lists: ['core/A@1'], imports: [{ path: '../../plan-packs/core' }] }),
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = async (job: Job, project: string, folder: string, options = {}) =>
  job({ project, root, folder: join(root, folder), dist: join(root, 'dist', folder), options, nameCommand: nameTask(project, TARGETS) }, await loadEngine());
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('validate', () => {
  test('a sound world', async () => {
    const { success, output } = await run(validate, 'w', 'worlds/w');
    expect({ success, output }).toMatchObject({ success: true, output: expect.stringMatching(/^ok world w, 2 definitions, manifest sha256:/) });
    expect(JSON.parse(read('dist/worlds/w/validate.json'))).toMatchObject({ findings: [], exit_code: 0 });
  });

  test('two runs write the same bytes, without a path of this machine', async () => {
    await run(validate, 'w', 'worlds/w');
    const first = read('dist/worlds/w/validate.json');
    await run(validate, 'w', 'worlds/w');
    expect(read('dist/worlds/w/validate.json')).toBe(first);
    expect(first).not.toContain(root);
  });

  test('a broken pack fails and still leaves its findings', async () => {
    writeTree(root, { 'plan-packs/core/defs.air.json': '[{' });
    const { success, output } = await run(validate, 'core', 'plan-packs/core');
    expect(success).toBe(false);
    expect(output).toContain('plan-packs/core/defs.air.json:1:');
    expect(JSON.parse(read('dist/plan-packs/core/validate.json'))).toMatchObject({ exit_code: 2, findings: [{ code: 'json_syntax' }] });
  });

  test('a name clash that inference found is a finding', async () => {
    const nameClash = { wanted: 'w', given: 'w-12345678', others: ['other/w'], file: 'worlds/w/aos.sync.json' };
    const { success, output } = await run(validate, 'w-12345678', 'worlds/w', { nameClash });
    expect(success).toBe(false);
    expect(output).toMatchInlineSnapshot(`
      "worlds/w/aos.sync.json:1:1 error project_name_clash
        project w-12345678: two projects with one name
        expected the name w for itself, found also wanted by other/w
        hint: Rename one of the folders.
      ok world w-12345678, 2 definitions, manifest sha256:c522895f17f9f0145c216889e468f641a302fdee185195db026283a6be32cdde
      Next: rename the folder w
      "
    `);
  });
});

describe('merge', () => {
  test('writes the merged world', async () => {
    const { success } = await run(merge, 'w', 'worlds/w');
    expect(success).toBe(true);
    const merged = JSON.parse(read('dist/worlds/w/merge.json'));
    expect(merged.nodes.map(({ name }: { name: string }) => name)).toEqual(['core/A@1', 'w/Own@1']);
    expect(read('dist/worlds/w/merge.json')).not.toContain(root);
  });

  test('a world that does not merge leaves no older result standing', async () => {
    await run(merge, 'w', 'worlds/w');
    writeTree(root, { 'plan-packs/core/defs.air.json': [] });
    const { success, output } = await run(merge, 'w', 'worlds/w');
    expect(success).toBe(false);
    expect(output).toContain('worlds/w/air/manifest.air.json:');
    expect(existsSync(join(root, 'dist/worlds/w/merge.json'))).toBe(false);
  });

  test('a folder whose aos.sync.json is gone', async () => {
    const { success, output } = await run(merge, 'x', 'worlds');
    expect({ success, first: output.split('\n')[0] }).toEqual({ success: false, first: 'worlds/aos.sync.json:1:1 error config_missing' });
  });
});

describe('build-modules', () => {
  test('writes a list also for a world without modules', async () => {
    expect(await run(buildModules, 'w', 'worlds/w')).toMatchObject({ success: true, output: expect.stringContaining('world w: 0 modules built\n') });
    expect(JSON.parse(read('dist/worlds/w/modules.json'))).toEqual({ format: 1, asc: '0.28.20', modules: [] });
  });

  test('what cannot be built leaves nothing that was built before', async () => {
    await run(buildModules, 'w', 'worlds/w');
    writeTree(root, { 'worlds/w/modules/stray.ts': '// Of no module.\n' });
    const { success, output } = await run(buildModules, 'w', 'worlds/w');
    expect({ success, output }).toMatchObject({ success: false, output: expect.stringContaining('worlds/w/modules/stray.ts:1:1 error module_unknown_source') });
    expect(existsSync(join(root, 'dist/worlds/w/modules.json'))).toBe(false);
  });
});

describe('smoke', () => {
  const SCENARIO = 'worlds/w/scenarios/empty.scenario.json';

  test('a world without scenarios fails, unless told otherwise', async () => {
    const failed = await run(smoke, 'w', 'worlds/w');
    expect(failed).toMatchObject({ success: false, output: expect.stringContaining('error scenarios_missing') });
    expect(JSON.parse(read('dist/worlds/w/smoke.json'))).toMatchObject({ exit_code: 5, scenarios: [] });
    expect((await run(smoke, 'w', 'worlds/w', { allowNone: true })).success).toBe(true);
  });

  test('a scenario that holds passes; two runs write the same bytes', async () => {
    writeTree(root, { [SCENARIO]: {} });
    const { success, output } = await run(smoke, 'w', 'worlds/w');
    expect({ success, output }).toMatchObject({ success: true, output: expect.stringContaining('ok     empty  0 records\nscenarios passed: 1 of 1\nimported plans run: 0 of 0\n') });
    const first = read('dist/worlds/w/smoke.json');
    await run(smoke, 'w', 'worlds/w');
    expect(read('dist/worlds/w/smoke.json')).toBe(first);
    expect(first).not.toContain(root);
    expect(read('dist/worlds/w/smoke.xml')).toContain('<testcase classname="scenarios" name="empty">');
  });

  test('a scenario that does not hold is located', async () => {
    writeTree(root, { [SCENARIO]: { expect: { events: [{ event: 'w/Own@1' }] } } });
    const { success, output } = await run(smoke, 'w', 'worlds/w');
    expect({ success, output }).toMatchObject({ success: false, output: expect.stringContaining(`${SCENARIO}:4:7 error event_not_raised`) });
    expect(output).toContain('expected w/Own@1, found none was raised');
    expect(read('dist/worlds/w/smoke.xml')).toContain(`<failure message="${SCENARIO}:4:7 error event_not_raised">`);
  });

  test('where a workflow of GitHub runs, it is an annotation', async () => {
    writeTree(root, { [SCENARIO]: { expect: { events: [{ event: 'w/Own@1' }] } } });
    const before = process.env['GITHUB_ACTIONS'];
    process.env['GITHUB_ACTIONS'] = 'true';
    try {
      expect((await run(smoke, 'w', 'worlds/w')).output).toContain(`::error file=${SCENARIO},line=4,col=7`);
    } finally {
      if (before === undefined) delete process.env['GITHUB_ACTIONS'];
      else process.env['GITHUB_ACTIONS'] = before;
    }
  });
});
