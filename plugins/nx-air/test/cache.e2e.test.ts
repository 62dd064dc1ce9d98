// Nx for real, in a copy of the repository with small worlds: graph, cache, and which edit runs what again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clone } from './support/clone.ts';
import { cloneRepository } from './support/clone.ts';
import { packFiles, schema, worldFiles } from './support/content.ts';

const SDK_PACK = 'crates/sdk/air/exports/plan-packs/sdk-core';
const ALL = ['by-cargo', 'by-npm', 'by-path', 'core', 'linked-pack', 'loop-a', 'loop-b', 'sdk-core'];
const WORLDS = ['by-cargo', 'by-npm', 'by-path', 'loop-a', 'loop-b'];
/** Locks have tests of their own; here the worlds have none, which is a warning. */
const validated = (ran: readonly string[]) => ran.filter((task) => task.endsWith(':validate'));
const tasks = (...projects: readonly string[]) => projects.map((project) => `${project}:validate`).sort();

/** A process for each plugin, as Nx does when nobody says otherwise. */
const ISOLATED = { NX_ISOLATE_PLUGINS: 'true' };

const content = {
  ...packFiles('plan-packs/core', 'core/A@1'),
  ...packFiles(SDK_PACK, 'sdk/A@1'),
  'crates/sdk/Cargo.toml': '[package]\nname = "sdk"\nversion = "0.1.0"\nedition = "2021"\n',
  'crates/sdk/src/lib.rs': '',
  ...packFiles('plan-packs/linked', 'linked/A@1'),
  'plan-packs/linked/package.json': { name: 'linked-pack', version: '1.0.0', aos: { airDir: '.' } },
  'node_modules/installed/package.json': { name: 'installed', version: '1.2.0', aos: { airDir: 'air' } },
  'node_modules/installed/air/defs.air.json': [schema('installed/A@1')],
  ...worldFiles('worlds/by-path', { own: ['w/Path@1'], lists: ['core/A@1'], imports: [{ path: '../../plan-packs/core' }] }),
  ...worldFiles('worlds/by-cargo', {
    own: ['w/Cargo@1'],
    lists: ['sdk/A@1'],
    imports: [{ cargo: { package: 'sdk', manifest_path: '../../crates/sdk/Cargo.toml' } }],
  }),
  ...worldFiles('worlds/by-npm', { own: ['w/Npm@1'], lists: ['installed/A@1'], imports: [{ npm: { package: 'installed' } }] }),
  // Definitions may be shared both ways as long as the files agree; only the task graph must not care.
  ...worldFiles('worlds/loop-a', { own: ['loop/A@1'] }),
  ...worldFiles('worlds/loop-b', { own: ['loop/B@1'] }),
};

describe('Nx on small worlds', () => {
  let clone: Clone;
  beforeAll(() => {
    clone = cloneRepository({ content: false });
    clone.write(content);
    clone.link('node_modules/linked-pack', '../plan-packs/linked');
  });
  afterAll(() => clone.dispose());

  test('the graph shows worlds, packs and edges', async () => {
    const { exitCode, output } = await clone.with(ISOLATED).nx('graph', '--file', join(clone.root, 'graph.json'));
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const { graph } = JSON.parse(readFileSync(join(clone.root, 'graph.json'), 'utf8'));
    const shown = ALL.map((name) => {
      const targets = graph.dependencies[name].map(({ target }: { target: string }) => target);
      return `${graph.nodes[name].data.root} (${graph.nodes[name].data.tags.filter((tag: string) => tag.startsWith('air:'))}) -> ${targets}`;
    });
    expect(shown).toEqual([
      'worlds/by-cargo (air:world) -> sdk-core',
      'worlds/by-npm (air:world) -> ',
      'worlds/by-path (air:world) -> core',
      'plan-packs/core (air:pack) -> ',
      'plan-packs/linked (air:pack) -> ',
      'worlds/loop-a (air:world) -> ',
      'worlds/loop-b (air:world) -> ',
      `${SDK_PACK} (air:pack) -> `,
    ]);
  });

  test('everything runs once, then nothing', async () => {
    const all = [...tasks(...ALL), ...WORLDS.map((world) => `${world}:lock-check`)].sort();
    const first = await clone.run('-t', 'validate');
    expect(first).toMatchObject({ exitCode: 0, ran: all, cached: [] });
    const second = await clone.run('-t', 'validate');
    expect(second).toMatchObject({ exitCode: 0, ran: [], cached: all });
    expect(second.output).toContain(`${all.length}/${all.length} hit (100%)`);
  });

  test.each([
    ['a pack: itself and its consumer', { [`${SDK_PACK}/defs.air.json`]: [schema('sdk/A@1', { text: {} })] }, ['by-cargo', 'sdk-core']],
    ['the README of a pack: itself', { 'plan-packs/core/README.md': '# other\n' }, ['core']],
    ['an installed package: its consumer', { 'node_modules/installed/air/defs.air.json': [schema('installed/A@1', { text: {} })] }, ['by-npm']],
    ['a JSON file in capitals: whoever collects it', { 'plan-packs/core/MORE.JSON': [schema('core/B@1')] }, ['by-path', 'core']],
    ['a file that nobody reads: nothing', { 'plan-packs/core/notes.txt': 'x', 'worlds/by-path/README.md': 'x' }, []],
    ['one line of the engine: everything', { 'libs/canon/src/bytes.ts': (text: string) => `${text}\n// edited\n` }, ALL],
  ])('editing %s', async (_label, edit, expected) => {
    clone.write(edit);
    const { exitCode, ran, output } = await clone.run('-t', 'validate');
    expect({ ran: validated(ran), exitCode, output: exitCode === 0 ? '' : output }).toEqual({ ran: tasks(...expected), exitCode: 0, output: '' });
  });

  test('worlds that import each other still run, and say so', async () => {
    clone.write({
      'worlds/loop-a/shared/defs.json': [schema('loop/SharedA@1')],
      'worlds/loop-b/shared/defs.json': [schema('loop/SharedB@1')],
      ...worldFiles('worlds/loop-a', { own: ['loop/A@1'], imports: [{ path: '../loop-b/shared' }] }),
      ...worldFiles('worlds/loop-b', { own: ['loop/B@1'], imports: [{ path: '../loop-a/shared' }] }),
    });
    const { ran, output } = await clone.run('-t', 'validate', '-p', 'loop-a,loop-b,core');
    expect(validated(ran)).toEqual(tasks('loop-a', 'loop-b'));
    expect(output).not.toContain('circular');
    expect(output.match(/^worlds\/loop-[ab]\/aos\.sync\.json:\d+:\d+ error import_cycle$/gm)).toHaveLength(2);
  });

  test('a broken aos.sync.json breaks neither the graph nor other projects', async () => {
    clone.write({ 'worlds/by-path/aos.sync.json': '{ "version": 1,' });
    const listed = await clone.with(ISOLATED).nx('show', 'projects', '--json');
    expect(listed.exitCode).toBe(0);
    expect(JSON.parse(listed.output)).toEqual(expect.arrayContaining(ALL));
    const { exitCode, output } = await clone.with(ISOLATED).run('-t', 'validate', '-p', 'by-path,core');
    expect(exitCode).toBe(1);
    expect(output).toContain('worlds/by-path/aos.sync.json:1:');
  });
});
