// Inference over small workspaces: every world and pack becomes a project, whatever its files hold.
import { describe, expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';

const sync = (...imports: unknown[]) => ({ version: 1, air: { imports } });

describe('createNodes', () => {
  test('a world has all targets, a pack only validate', async () => {
    const { projects } = await infer({
      'worlds/a/aos.sync.json': sync({ path: '../../plan-packs/p' }),
      'plan-packs/p/defs.air.json': [],
    });
    expect([...projects].map(([root, { name, tags, targets }]) => ({ root, name, tags, targets: Object.keys(targets ?? {}) }))).toEqual([
      { root: 'plan-packs/p', name: 'p', tags: ['air:pack'], targets: ['validate'] },
      { root: 'worlds/a', name: 'a', tags: ['air:world'], targets: ['build-modules', 'merge', 'validate', 'lock', 'lock-check', 'smoke', 'replay-parity', 'crash-resume', 'soak', 'summary', 'replay-parity-ci', 'crash-resume-ci'] },
    ]);
    const targets = projects.get('worlds/a')?.targets;
    expect(targets?.['merge']).toMatchObject({ executor: 'nx-air:merge', cache: true, outputs: ['{workspaceRoot}/dist/{projectRoot}/merge.json'] });
    expect(targets?.['validate']).toMatchObject({ executor: 'nx-air:validate', cache: true, outputs: ['{workspaceRoot}/dist/{projectRoot}/validate.json'] });
    expect(targets?.['validate']?.dependsOn).toEqual(['lock-check']);
    expect(projects.get('plan-packs/p')?.targets?.['validate']?.dependsOn).toBeUndefined();
    expect(inputsOf(projects.get('worlds/a'), 'validate')).toContain('{workspaceRoot}/plan-packs/p/**/*.[jJ][sS][oO][nN]');
  });

  test('what several targets of a world read is written once: named inputs, each with the one before it', async () => {
    const { projects } = await infer({ 'worlds/a/aos.sync.json': sync({ path: '../../plan-packs/p' }), 'plan-packs/p/defs.air.json': [] });
    const { namedInputs, targets } = projects.get('worlds/a') ?? {};
    expect(namedInputs).toEqual({
      airImports: ['{workspaceRoot}/worlds/a/aos.sync.json', '{workspaceRoot}/plan-packs/p/**/*.[jJ][sS][oO][nN]', { fileset: '{workspaceRoot}/node_modules/nx-air/**/*', includeIgnored: true }],
      airWorld: ['airImports', '{workspaceRoot}/worlds/a/air/**/*.[jJ][sS][oO][nN]'],
      airModules: ['airWorld', '{workspaceRoot}/worlds/a/modules/**/*.ts', '!{workspaceRoot}/worlds/a/modules/**/*.test.ts'],
      airRun: ['airModules', '{workspaceRoot}/worlds/a/scenarios/*/**/*'],
    });
    expect(Object.values(targets ?? {}).map(({ inputs }) => inputs?.[0])).toEqual(['airModules', 'airModules', 'airWorld', 'airImports', 'airImports', ...Array.from({ length: 7 }, () => 'airRun')]);
    expect(projects.get('plan-packs/p')).not.toHaveProperty('namedInputs');
  });

  test('metadata says what the project is and where its imports lie', async () => {
    const { projects } = await infer({ 'worlds/a/aos.sync.json': sync({ path: '../../plan-packs/p' }), 'plan-packs/p/defs.air.json': [] });
    expect(projects.get('worlds/a')?.metadata).toEqual({
      description: 'AIR world, 1 import',
      technologies: ['air'],
      air: { kind: 'world', file: 'worlds/a/aos.sync.json', imports: [{ import: 'path plan-packs/p', root: 'plan-packs/p' }] },
    });
  });

  test('target names come from the options', async () => {
    const { projects } = await infer({ 'worlds/a/aos.sync.json': sync() }, {
      mergeTargetName: 'air-merge',
      validateTargetName: 'air-check',
      lockTargetName: 'air-lock',
      lockCheckTargetName: 'air-locks',
      smokeTargetName: 'air-smoke',
      replayParityTargetName: 'air-replay',
      crashResumeTargetName: 'air-faults',
      soakTargetName: 'air-soak',
      summaryTargetName: 'air-summary',
    });
    expect(Object.keys(projects.get('worlds/a')?.targets ?? {})).toEqual(['build-modules', 'air-merge', 'air-check', 'air-lock', 'air-locks', 'air-smoke', 'air-replay', 'air-faults', 'air-soak', 'air-summary', 'replay-parity-ci', 'crash-resume-ci']);
    expect(projects.get('worlds/a')?.targets?.['air-check']?.dependsOn).toEqual(['air-locks']);
  });

  test('levels of lints are part of the cache key of validate, for packs too, and of nothing else', async () => {
    const files = { 'worlds/a/aos.sync.json': sync(), 'plan-packs/p/defs.air.json': [] };
    const { projects } = await infer(files, { lints: { late_wait: 'error' } });
    expect(projects.get('worlds/a')?.targets?.['validate']?.options).toEqual({ lints: ['late_wait=error'] });
    expect(projects.get('plan-packs/p')?.targets?.['validate']?.options).toEqual({ lints: ['late_wait=error'] });
    expect(JSON.stringify(projects.get('worlds/a')?.targets?.['merge'])).not.toContain('late_wait');
  });

  test('options that are not understood are an error', async () => {
    await expect(infer({ 'worlds/a/aos.sync.json': sync() }, { validateTarget: 'x' })).rejects.toThrow('unknown option "validateTarget"');
  });

  test('an npm workspace package keeps its name', async () => {
    const { projects } = await infer({
      'package.json': { name: 'repo', workspaces: ['plan-packs/*'] },
      'plan-packs/p/package.json': { name: '@acme/p' },
      'plan-packs/p/defs.air.json': [],
      'worlds/p/aos.sync.json': sync(),
    });
    expect(projects.get('plan-packs/p')).not.toHaveProperty('name');
    expect(projects.get('worlds/p')?.name).toBe('p');
  });

  test('a clash that is left reaches validate as an option', async () => {
    const { projects } = await infer({ 'x/a/aos.sync.json': sync(), 'y/a/aos.sync.json': sync(), 'z/x-a/aos.sync.json': sync() });
    const project = projects.get('x/a');
    expect(project?.targets?.['validate']?.options).toEqual({ nameClash: { wanted: 'x-a', given: project?.name, others: ['z/x-a'], file: 'x/a/aos.sync.json' } });
    expect(projects.get('y/a')?.targets?.['validate']?.options).toEqual({});
  });

  test.each([
    ['broken JSON', '{'],
    ['an empty file', ''],
    ['a byte order mark', '\ufeff{}'],
    ['conflict markers', '<<<<<<< HEAD\n{}\n=======\n'],
    ['a list', '[]'],
    ['null', 'null'],
    ['imports of another shape', '{"version": 1, "air": {"imports": {"path": "x"}}}'],
    ['an import of another shape', '{"version": 1, "air": {"imports": [null, 3, {}, {"path": 7}, {"cargo": []}, {"npm": "x"}]}}'],
    ['a folder of another shape', '{"version": 1, "air": {"dir": ["air"]}}'],
    ['a prototype key', '{"__proto__": {"air": {"imports": [{"path": "x"}]}}}'],
    ['an absent target', '{"version": 1, "air": {"imports": [{"path": "../gone"}, {"npm": {"package": "gone"}}, {"cargo": {"package": "gone"}}]}}'],
    ['a path out of the workspace', '{"version": 1, "air": {"imports": [{"path": "../../../../etc"}]}}'],
    ['an absolute path', '{"version": 1, "air": {"imports": [{"path": "/etc"}]}}'],
    ['NUL in a path', '{"version": 1, "air": {"imports": [{"path": "a\\u0000b"}], "dir": "a\\u0000b"}}'],
    ['deep nesting', '['.repeat(5000)],
  ])('%s in aos.sync.json: the project is inferred, its inputs stay in the workspace', async (_label, content) => {
    const { projects } = await infer({ 'worlds/a/aos.sync.json': content, 'worlds/b/aos.sync.json': sync() });
    expect([...projects.values()].map(({ name }) => name)).toEqual(['a', 'b']);
    const inputs = JSON.stringify(inputsOf(projects.get('worlds/a'), 'validate'));
    expect(inputs).toContain('{workspaceRoot}/worlds/a/aos.sync.json');
    expect(inputs).not.toMatch(/\.\.\/|\/etc|\\u0000/);
  });

  test('a workspace without worlds and packs costs nothing and infers nothing', async () => {
    expect((await infer({ 'package.json': '{broken' })).projects.size).toBe(0);
  });

  test('two runs infer the same', async () => {
    const files = { 'worlds/a/aos.sync.json': sync({ path: '../b/air' }), 'worlds/b/aos.sync.json': sync({ path: '../a/air' }) };
    expect(await infer(files)).toEqual(await infer(Object.fromEntries(Object.entries(files).reverse())));
  });
});
