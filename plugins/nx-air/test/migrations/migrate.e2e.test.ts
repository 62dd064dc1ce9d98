// The migration through `nx migrate --run-migrations`, as an update of the package runs it.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneRepository, type Clone } from '../support/clone.ts';
import { schema, worldFiles } from '../support/content.ts';

let clone: Clone;
beforeAll(() => {
  clone = cloneRepository({ content: false });
  const desk = { $kind: 'defmodule', name: 'w/Desk@1', module_kind: 'reducer', abi: { reducer: { state: 'w/S@1', event: 'w/E@1', effects_emitted: ['http.request'], cap_slots: { http: 'http.out' } } } };
  clone.write({
    ...worldFiles('worlds/w', { own: ['w/S@1', 'w/E@1'] }),
    'worlds/w/air/modules.air.json': [desk],
    'plan-packs/p/defs.air.json': [schema('p/A@1'), { ...desk, name: 'p/Desk@1' }],
    'plan-packs/p/README.md': '# p\n',
    'migrations.json': { migrations: [{ package: 'nx-air', name: 'reducer-with-effects', version: '0.1.0', description: 'Make workflow modules of reducers that emit effects', implementation: './src/migrations/reducer-with-effects/migration.ts' }] },
  });
  clone.git('add', '-A');
  clone.git('commit', '-qm', 'before');
});
afterAll(() => clone.dispose());

/** Nx loads a migration as it is published, as JavaScript; here it is TypeScript, which Node reads from 22.18 on. */
const REPOSITORY = resolve(import.meta.dirname, '../../../..');
const isNative = Boolean(Reflect.get(process.features, 'typescript'));
const TRANSPILED = { NODE_OPTIONS: `--require=${createRequire(import.meta.url).resolve('@swc-node/register')}`, SWC_NODE_PROJECT: join(REPOSITORY, 'tsconfig.json') };
const LOCAL = { NX_MIGRATE_USE_LOCAL: 'true', NX_MIGRATE_SKIP_INSTALL: 'true', ...(isNative ? {} : TRANSPILED) };

test('changes the world, names the pack that it leaves, and does nothing the second time', async () => {
  const { exitCode, output } = await clone.with(LOCAL).nx('migrate', '--run-migrations', '--skip-install');
  expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  expect(clone.git('diff', '--name-only').trim()).toBe('worlds/w/air/modules.air.json');
  expect(JSON.parse(clone.read('worlds/w/air/modules.air.json'))).toMatchObject([{ module_kind: 'workflow', abi: { workflow: { effects_emitted: ['http.request'] } } }]);
  expect(output).toContain('w/Desk@1 is a workflow now. Not changed: its source');
  expect(output).toContain('p/Desk@1 not changed: what a pack has released keeps its body');
  clone.git('commit', '-qam', 'after');
  const again = await clone.with(LOCAL).nx('migrate', '--run-migrations', '--skip-install');
  expect(again.exitCode).toBe(0);
  expect(clone.git('status', '--porcelain')).toBe('');
});
