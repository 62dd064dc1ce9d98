// The worlds and packs of this repository under Nx: all sound, and nothing runs twice.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clone } from './support/clone.ts';
import { cloneRepository } from './support/clone.ts';

let clone: Clone;
beforeAll(() => void (clone = cloneRepository({ content: true })));
afterAll(() => clone.dispose());

test('every world and pack is sound; the second run is all cache, with the same output', async () => {
  const first = await clone.run('-t', 'validate', 'merge');
  expect({ exitCode: first.exitCode, cached: first.cached, output: first.exitCode === 0 ? '' : first.output }).toEqual({ exitCode: 0, cached: [], output: '' });
  expect(first.ran).toEqual(expect.arrayContaining(['session-core:validate', 'workspace-sync:merge', 'workspace-sync:validate']));
  const second = await clone.run('-t', 'validate', 'merge');
  expect(second).toMatchObject({ exitCode: 0, ran: [], cached: first.ran });
  const results = (output: string) => output.split('\n').filter((line) => line.startsWith('ok ')).sort();
  expect(results(second.output)).toEqual(results(first.output));
});

test('every world is locked: green in CI, and a sync has nothing to write', async () => {
  const { exitCode, output } = await clone.with({ CI: 'true' }).run('-t', 'lock-check');
  expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  expect(await clone.nx('sync:check')).toMatchObject({ exitCode: 0 });
});
