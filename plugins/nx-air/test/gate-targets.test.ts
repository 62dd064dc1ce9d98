// The targets of the gates: what they read, what they leave, and that a soak is never taken from the cache.
import { expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';

test('replay, faults and soak of a world', async () => {
  const { projects } = await infer({ 'worlds/a/aos.sync.json': { version: 1, air: { imports: [] } } });
  const targets = projects.get('worlds/a')?.targets ?? {};
  const { smoke } = targets;
  const dist = (file: string): string => `{workspaceRoot}/dist/{projectRoot}/${file}`;
  expect(targets['replay-parity']).toMatchObject({ executor: 'nx-air:replay-parity', cache: true, dependsOn: ['build-modules'], outputs: ['replay-parity.json', 'replay-parity.xml'].map(dist) });
  expect(targets['replay-parity']?.inputs).toEqual([...(smoke?.inputs ?? []), '{workspaceRoot}/worlds/a/journals/*']);
  expect(targets['crash-resume']).toMatchObject({ executor: 'nx-air:crash-resume', cache: true, dependsOn: ['build-modules'], outputs: ['crash-resume.json', 'crash-resume.xml', 'faults.json'].map(dist), inputs: smoke?.inputs });
  expect(targets['soak']).toMatchObject({ executor: 'nx-air:soak', cache: false, outputs: [] });
});

test('a changed file of the kernel runs them again', async () => {
  const { projects } = await infer({
    'worlds/a/aos.sync.json': { version: 1, air: { imports: [] } },
    'node_modules/nx-air/package.json': { name: 'nx-air', version: '1.0.0' },
  });
  for (const target of ['smoke', 'replay-parity', 'crash-resume']) expect(JSON.stringify(inputsOf(projects.get('worlds/a'), target))).toContain('nx-air');
});
