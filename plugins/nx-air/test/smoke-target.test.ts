// The target `smoke`: everything that a run depends on.
import { expect, test } from 'vitest';
import { infer, inputsOf } from './support/workspace.ts';

const JSON_GLOB = '**/*.[jJ][sS][oO][nN]';

test('reads what the world is made of, and its scenarios', async () => {
  const { projects } = await infer({ 'plan-packs/p/defs.air.json': [], 'worlds/a/aos.sync.json': { version: 1, air: { imports: [{ path: '../../plan-packs/p' }] } } });
  const world = projects.get('worlds/a');
  const { smoke, merge } = world?.targets ?? {};
  expect(smoke).toMatchObject({ executor: 'nx-air:smoke', cache: true, outputs: ['{workspaceRoot}/dist/{projectRoot}/smoke.json', '{workspaceRoot}/dist/{projectRoot}/smoke.xml'], options: merge?.options });
  expect(inputsOf(world, 'smoke')).toEqual([...inputsOf(world, 'merge'), '{workspaceRoot}/worlds/a/scenarios/*/**/*', '{workspaceRoot}/worlds/a/scenarios/**/*']);
  expect(inputsOf(world, 'smoke')).toContain(`{workspaceRoot}/plan-packs/p/${JSON_GLOB}`);
  expect(projects.get('plan-packs/p')?.targets).not.toHaveProperty('smoke');
});
