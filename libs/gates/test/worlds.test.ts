// Every world of the repository passes its scenarios, and each of its imported plans runs.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeHost } from '@nx-air/world';
import { describe, expect, test } from 'vitest';
import { smokeWorld } from '../src/index.ts';
import { reportOf } from './support/small-world.ts';

const WORLDS = fileURLToPath(new URL('../../../worlds/', import.meta.url));
const names = readdirSync(WORLDS).sort();

describe('worlds', () => {
  test.each(names)('%s', async (name) => {
    const { problems, texts, scenarios, importedPlans } = await smokeWorld(nodeHost(), `${WORLDS}${name}`);
    expect(reportOf(problems.filter(({ code }) => code !== 'module_not_built'), texts)).toBe('');
    expect(scenarios.filter(({ passed }) => !passed)).toEqual([]);
    expect(importedPlans.filter(({ started }) => started === 0)).toEqual([]);
  });
});
