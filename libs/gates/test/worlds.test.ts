// Every world of the repository passes its scenarios on its compiled modules, and each of its imported plans runs.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '@nx-air/world';
import { builtHost, worldFolder, worldNames } from '../../../tools/matrix/src/built-worlds.ts';
import { smokeWorld } from '../src/index.ts';
import { reportOf } from './support/small-world.ts';

let host: Host;
beforeAll(async () => void (host = await builtHost()));

describe('worlds', () => {
  test.each(worldNames())('%s', async (name) => {
    const { problems, texts, scenarios, importedPlans } = await smokeWorld(host, worldFolder(name));
    expect(reportOf(problems, texts)).toBe('');
    expect(scenarios.filter(({ passed }) => !passed)).toEqual([]);
    expect(importedPlans.filter(({ started }) => started === 0)).toEqual([]);
  });
});
