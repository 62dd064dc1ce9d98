// The target `smoke` under Nx, on worlds of this repository: what is taken from the cache, what runs again, what fails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clone } from './support/clone.ts';
import { cloneRepository } from './support/clone.ts';

/** One world with a module of its own, one without. */
const WORLDS = ['daily-digest', 'change-desk'];
const SMOKED = ['change-desk:smoke', 'daily-digest:smoke'];
const DENIED = 'worlds/change-desk/scenarios/denied.scenario.json';
const PACK = 'plan-packs/approval/defs.air.json';

describe('smoke', () => {
  let clone: Clone;
  beforeAll(() => void (clone = cloneRepository({ content: true })));
  afterAll(() => clone.dispose());

  const smoke = async (): Promise<{ readonly exitCode: number; readonly output: string; readonly ran: readonly string[]; readonly cached: readonly string[] }> => {
    const { exitCode, output, ran, cached } = await clone.run('-t', 'smoke', '-p', WORLDS.join(','));
    const smoked = (tasks: readonly string[]) => tasks.filter((task) => task.endsWith(':smoke'));
    return { exitCode, output, ran: smoked(ran), cached: smoked(cached) };
  };

  test('runs once, then nothing; says which imported plans run', async () => {
    const first = await smoke();
    expect({ ...first, output: first.exitCode === 0 ? '' : first.output }).toEqual({ exitCode: 0, output: '', ran: SMOKED, cached: [] });
    expect(first.output.match(/^imported plans run: 1 of 1$/gm)).toHaveLength(2);
    const second = await smoke();
    expect(second).toMatchObject({ exitCode: 0, ran: [], cached: SMOKED });
    expect(second.output.match(/^imported plans run: 1 of 1$/gm)).toHaveLength(2);
  });

  const blank = (text: string): string => `${text}\n`;
  test.each<[string, string, (text: string) => string, readonly string[]]>([
    ['a scenario: its world', DENIED, blank, ['change-desk:smoke']],
    ['a module: its world', 'worlds/daily-digest/modules/digest-log.ts', blank, ['daily-digest:smoke']],
    ['a pack: the worlds that import it', PACK, blank, ['change-desk:smoke']],
    ['the kernel: every world', 'libs/kernel/src/machine/turn.ts', blank, SMOKED],
    ['the README of a pack: nothing', 'plan-packs/approval/README.md', blank, []],
    ['a test of a module: nothing', 'worlds/daily-digest/modules/digest-log.test.ts', () => '// none\n', []],
  ])('editing %s', async (_label, file, edit, expected) => {
    clone.write({ [file]: edit });
    const { exitCode, ran, output } = await smoke();
    expect({ exitCode, ran, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, ran: expected, output: '' });
  });

  test('a scenario that fails: a failed task, located in its file; the other world passes', async () => {
    const before = clone.read(DENIED);
    clone.write({ [DENIED]: before.replace('"http.request": 0', '"http.request": 2') });
    const line = before.split('\n').findIndex((text) => text.includes('"http.request": 0')) + 1;
    const { exitCode, output } = await smoke();
    expect(exitCode).toBe(1);
    expect(output).toMatch(new RegExp(`^${DENIED}:${line}:\\d+ error effect_count_differs$`, 'm'));
    expect(output).toMatch(/^failed denied /m);
    expect(output).toContain('change-desk:smoke');
    expect((await smoke()).cached).toEqual(['daily-digest:smoke']);
    clone.write({ [DENIED]: before });
    expect(await smoke()).toMatchObject({ exitCode: 0, cached: SMOKED });
  });

  test('an imported plan that no scenario starts is a warning; when all are so, the task fails', async () => {
    clone.write({
      [PACK]: (text: string) => {
        const defs: readonly Record<string, unknown>[] = JSON.parse(text);
        const plan = defs.find(({ $kind }) => $kind === 'defplan');
        return JSON.stringify([...defs, { ...plan, name: 'approval/entry_second@1' }]);
      },
      'worlds/change-desk/air/manifest.air.json': (text: string) => text.replace(/"plans": \[/, '"plans": [{ "name": "approval/entry_second@1" }, '),
    });
    const warned = await smoke();
    expect({ exitCode: warned.exitCode, output: warned.exitCode === 0 ? '' : warned.output }).toEqual({ exitCode: 0, output: '' });
    expect(warned.output).toMatch(/^worlds\/change-desk\/aos\.sync\.json:\d+:\d+ warning imported_plan_not_run$/m);
    expect(warned.output).toContain('imported plans run: 1 of 2');
    clone.remove('worlds/change-desk/scenarios');
    clone.write({ 'worlds/change-desk/scenarios/nothing.scenario.json': {} });
    const failed = await smoke();
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toMatch(/^worlds\/change-desk\/aos\.sync\.json:\d+:\d+ error imported_plans_not_run$/m);
    expect(failed.output).toContain('imported plans run: 0 of 2');
    clone.remove('worlds/change-desk/scenarios');
    const bare = await smoke();
    expect(bare.exitCode).toBe(1);
    expect(bare.output).toContain('error scenarios_missing');
  });
});
