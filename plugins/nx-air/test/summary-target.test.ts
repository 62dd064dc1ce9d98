// The target `summary`: what it depends on, and the three files that it leaves.
import { expect, test } from 'vitest';
import { infer } from './support/workspace.ts';

const GATES = ['lock-check', 'validate', 'replay-parity', 'crash-resume'];

test('runs behind the gates, on what they read and what they leave, and declares its three files', async () => {
  const { projects } = await infer({ 'plan-packs/p/defs.air.json': [], 'worlds/a/aos.sync.json': { version: 1, air: { imports: [{ path: '../../plan-packs/p' }] } } });
  const { smoke, summary } = projects.get('worlds/a')?.targets ?? {};
  expect(summary).toMatchObject({ executor: 'nx-air:summary', cache: true, dependsOn: ['build-modules', 'lock-check', 'validate', 'smoke', 'replay-parity', 'crash-resume'], options: smoke?.options });
  expect(summary?.inputs).toEqual([...(smoke?.inputs ?? []), '{workspaceRoot}/worlds/a/journals/*', ...GATES.map((gate) => ({ fileset: `{workspaceRoot}/dist/worlds/a/${gate}.json`, includeIgnored: true })), { dependentTasksOutputFiles: '**/*.json' }]);
  expect(summary?.outputs).toEqual(['json', 'md', 'html'].map((kind) => `{workspaceRoot}/dist/{projectRoot}/summary.${kind}`));
  expect(projects.get('plan-packs/p')?.targets).not.toHaveProperty('summary');
});
