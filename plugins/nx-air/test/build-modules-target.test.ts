// The target `build-modules`: what modules are compiled from, and who reads what it leaves.
import { expect, test } from 'vitest';
import { infer } from './support/workspace.ts';

test('reads the world and the sources of its modules, without their tests', async () => {
  const { projects } = await infer({ 'plan-packs/p/defs.air.json': [], 'worlds/a/aos.sync.json': { version: 1, air: { imports: [{ path: '../../plan-packs/p' }] } } });
  const { 'build-modules': build, merge, smoke, validate } = projects.get('worlds/a')?.targets ?? {};
  expect(build).toMatchObject({
    executor: 'nx-air:build-modules',
    cache: true,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/modules.json', '{workspaceRoot}/dist/{projectRoot}/modules'],
  });
  const sources = ['{workspaceRoot}/worlds/a/modules/**/*.ts', '!{workspaceRoot}/worlds/a/modules/**/*.test.ts'];
  expect(build?.inputs?.slice(0, (validate?.inputs?.length ?? 0) + 2)).toEqual([...(validate?.inputs ?? []), ...sources]);
  expect([merge?.inputs, merge?.dependsOn, smoke?.dependsOn]).toEqual([build?.inputs, ['build-modules'], ['build-modules']]);
  expect([validate?.dependsOn, projects.get('plan-packs/p')?.targets]).toEqual([['lock-check'], expect.not.objectContaining({ 'build-modules': expect.anything() })]);
});
