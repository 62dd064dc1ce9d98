// The target `build-modules`: what modules are compiled from, and who reads what it leaves.
import { expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';

test('reads the world and the sources of its modules, without their tests', async () => {
  const { projects } = await infer({ 'plan-packs/p/defs.air.json': [], 'worlds/a/aos.sync.json': { version: 1, air: { imports: [{ path: '../../plan-packs/p' }] } } });
  const world = projects.get('worlds/a');
  const { 'build-modules': build, merge, smoke, validate } = world?.targets ?? {};
  expect(build).toMatchObject({
    executor: 'nx-air:build-modules',
    cache: true,
    outputs: ['{workspaceRoot}/dist/{projectRoot}/modules.json', '{workspaceRoot}/dist/{projectRoot}/modules'],
  });
  const sources = ['{workspaceRoot}/worlds/a/modules/**/*.ts', '!{workspaceRoot}/worlds/a/modules/**/*.test.ts'];
  const checked = inputsOf(world, 'validate');
  expect(inputsOf(world, 'build-modules').slice(0, checked.length + 2)).toEqual([...checked, ...sources]);
  expect([merge?.inputs, merge?.dependsOn, smoke?.dependsOn]).toEqual([build?.inputs, ['build-modules'], ['build-modules']]);
  expect([validate?.dependsOn, projects.get('plan-packs/p')?.targets]).toEqual([['lock-check'], expect.not.objectContaining({ 'build-modules': expect.anything() })]);
});
