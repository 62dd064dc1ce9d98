// The parts of the gates: which there are, what each reads and leaves, and what stands for all of them.
import { describe, expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';

const SYNC = { version: 1, air: { imports: [] } };
const FILES = {
  'worlds/a/aos.sync.json': SYNC,
  'worlds/a/scenarios/one.scenario.json': '{}',
  'worlds/a/scenarios/two words.scenario.json': '{}',
  'worlds/a/scenarios/upgrades/defs.json': '[]',
  'worlds/a/journals/one.journal': '',
  'worlds/a/journals/one.2.journal': '',
  'worlds/a/journals/gone.journal': '',
  'worlds/b/aos.sync.json': SYNC,
};
const project = async (root: string, options?: unknown, files: Readonly<Record<string, unknown>> = FILES) => (await infer(files, options)).projects.get(root);

describe('parts of gates', () => {
  test('one for each scenario, for a journal without one, and for what is about all of them', async () => {
    const { targets = {}, metadata } = (await project('worlds/a')) ?? {};
    const parts = Object.keys(targets).filter((name) => name.includes('--') || name.endsWith('-ci'));
    expect(parts).toEqual([
      'replay-parity--one', 'replay-parity--two%20words', 'replay-parity--gone',
      'crash-resume--one', 'crash-resume--two%20words', 'crash-resume--+waits',
      'replay-parity-ci', 'crash-resume-ci',
    ]);
    expect(metadata?.targetGroups).toEqual({
      'replay-parity': ['replay-parity-ci', 'replay-parity--one', 'replay-parity--two%20words', 'replay-parity--gone'],
      'crash-resume': ['crash-resume-ci', 'crash-resume--one', 'crash-resume--two%20words', 'crash-resume--+waits'],
    });
  });

  test('a part reads its own scenario and journals, and leaves its results in a folder of its own', async () => {
    const { targets } = (await project('worlds/a')) ?? {};
    const at = '{workspaceRoot}/worlds/a/';
    expect(targets?.['replay-parity--one']).toEqual({
      executor: 'nx-air:replay-parity',
      cache: true,
      dependsOn: ['build-modules'],
      inputs: ['airRun', `${at}scenarios/one.scenario.json`, `${at}journals/one.journal`, `${at}journals/one.*.journal`, `${at}journals/*.objects`],
      outputs: ['{workspaceRoot}/dist/{projectRoot}/replay-parity/one'],
      options: { scenario: 'one', results: 'replay-parity/one' },
      metadata: { description: 'Replay one scenario and its golden journals' },
    });
    expect(targets?.['crash-resume--two%20words']).toMatchObject({
      inputs: ['airRun', `${at}scenarios/two words.scenario.json`],
      outputs: ['{workspaceRoot}/dist/{projectRoot}/crash-resume/two%20words'],
      options: { scenario: 'two words', of: 2, results: 'crash-resume/two%20words' },
    });
    expect(targets?.['crash-resume--+waits']).toMatchObject({ inputs: ['airRun', `${at}scenarios/*.scenario.json`], options: { waits: true, results: 'crash-resume/+waits' } });
  });

  test('what the whole gate reads, the parts read among them', async () => {
    const world = await project('worlds/a');
    const whole = inputsOf(world, 'crash-resume');
    const common = inputsOf(world, 'crash-resume--one').slice(0, -1);
    expect(common).toEqual([...inputsOf(world, 'merge'), '{workspaceRoot}/worlds/a/scenarios/*/**/*']);
    expect(whole).toEqual([...common, '{workspaceRoot}/worlds/a/scenarios/**/*']);
  });

  test('parents name the gate that they stand for, and hand options on', async () => {
    const { targets } = (await project('worlds/a')) ?? {};
    expect(targets?.['crash-resume-ci']).toMatchObject({
      executor: 'nx:noop',
      dependsOn: ['crash-resume--one', 'crash-resume--two%20words', 'crash-resume--+waits'].map((target) => ({ target, params: 'forward' })),
      metadata: { nonAtomizedTarget: 'crash-resume' },
    });
    expect(targets?.['crash-resume']?.metadata).not.toHaveProperty('nonAtomizedTarget');
  });

  test('a world without scenarios has its verdict from the whole gate', async () => {
    const { targets } = (await project('worlds/b')) ?? {};
    for (const gate of ['replay-parity', 'crash-resume']) expect(targets?.[`${gate}-ci`]?.dependsOn).toEqual([{ target: gate, params: 'forward' }]);
    expect(Object.keys(targets ?? {}).filter((name) => name.includes('--'))).toEqual([]);
  });

  test('names follow the options, and a switch leaves the parts out', async () => {
    const { targets = {} } = (await project('worlds/a', { crashResumeTargetName: 'faults', crashResumeCiTargetName: 'all-faults', buildModulesTargetName: 'wasm' })) ?? {};
    expect(Object.keys(targets).filter((name) => name.includes('faults'))).toEqual(['faults', 'faults--one', 'faults--two%20words', 'faults--+waits', 'all-faults']);
    expect(targets['all-faults']?.metadata).toMatchObject({ nonAtomizedTarget: 'faults' });
    expect(targets['faults--one']?.dependsOn).toEqual(['wasm']);
    const off = await project('worlds/a', { atomizeGates: false });
    expect(Object.keys(off?.targets ?? {}).filter((name) => /--|-ci$/.test(name))).toEqual([]);
    expect(off?.metadata).not.toHaveProperty('targetGroups');
  });

  test('how imports were resolved is part of the key of each part', async () => {
    const files = { ...FILES, 'worlds/a/aos.sync.json': { version: 1, air: { imports: [{ path: '../../plan-packs/p' }] } }, 'plan-packs/p/defs.air.json': [] };
    const { targets } = (await project('worlds/a', undefined, files)) ?? {};
    expect(targets?.['crash-resume--one']?.options?.imports).toEqual(targets?.['crash-resume']?.options?.imports);
    expect(targets?.['crash-resume--one']?.options?.imports).toMatch(/^[\w-]{22}$/);
  });

  test('the content of scenarios has no say: any file of that name has its parts', async () => {
    const { targets } = (await project('worlds/a', undefined, { 'worlds/a/aos.sync.json': SYNC, 'worlds/a/scenarios/broken.scenario.json': '<<<<' })) ?? {};
    expect(Object.keys(targets ?? {})).toContain('crash-resume--broken');
  });
});
