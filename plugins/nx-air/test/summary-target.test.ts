// The target `summary`: what it depends on, and the three files that it leaves.
import { expect, test } from 'vitest';
import { infer } from './support/workspace.ts';

test('runs after smoke, on the same inputs, and declares its three files', async () => {
  const { projects } = await infer({ 'plan-packs/p/defs.air.json': [], 'worlds/a/aos.sync.json': { version: 1, air: { imports: [{ path: '../../plan-packs/p' }] } } });
  const { smoke, summary } = projects.get('worlds/a')?.targets ?? {};
  expect(summary).toMatchObject({ executor: 'nx-air:summary', cache: true, dependsOn: ['smoke'], options: smoke?.options });
  expect(summary?.inputs).toEqual(smoke?.inputs);
  expect(summary?.outputs).toEqual(['json', 'md', 'html'].map((kind) => `{workspaceRoot}/dist/{projectRoot}/summary.${kind}`));
  expect(projects.get('plan-packs/p')?.targets).not.toHaveProperty('summary');
});
