// The counts in spec/migration.md are those of the worlds and of the core as they are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layoutFile } from '@nx-air/canon/json';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CORE = 'aos.workspace/core_workspace_sync@1';
const PACK = 'plan-packs/aos-agent-sdk/air/exports/plan-packs/session-core/defs.air.json';
const WORLDS = ['worlds/workspace-sync', 'worlds/session-notes', 'worlds/session-desk'];

type Node = JsonObject;
const listOf = (json: JsonValue | undefined): readonly Node[] => (Array.isArray(json) ? (json as readonly Node[]) : []);
const readNodes = (text: string): readonly Node[] => {
  const json = JSON.parse(text) as JsonValue;
  return Array.isArray(json) ? listOf(json) : [json as Node];
};
const linesOf = (text: string): number => text.split('\n').length - 1;

/** Every definition below `air/` of a world. */
function definitionsIn(world: string): readonly Node[] {
  const walk = (dir: string): readonly string[] => readdirSync(dir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(join(dir, entry.name)) : [join(dir, entry.name)]));
  return walk(join(ROOT, world, 'air')).filter((path) => path.endsWith('.json')).sort().flatMap((path) => readNodes(readFileSync(path, 'utf8')));
}

/** Cells of one world: own plans, their size, their lines in the layout of this repository, and what starts something. */
function cells(plans: readonly Node[], manifest: Node | undefined): readonly string[] {
  const count = (member: string): number => plans.reduce((sum, plan) => sum + listOf(plan[member]).length, 0);
  const lines = plans.reduce((sum, plan) => sum + linesOf(layoutFile(plan)), 0);
  const version = manifest === undefined ? '1' : String(manifest['air_version']);
  const triggers = manifest === undefined ? '1' : String(listOf(manifest['triggers']).length);
  return [String(plans.length), String(count('steps')), String(count('edges')), String(lines), triggers, version];
}

const core = readNodes(readFileSync(join(ROOT, PACK), 'utf8')).find(({ name }) => name === CORE);
const columns = [
  cells(core ? [core] : [], undefined),
  ...WORLDS.map((world) => {
    const nodes = definitionsIn(world);
    return cells(nodes.filter(({ $kind }) => $kind === 'defplan'), nodes.find(({ $kind }) => $kind === 'manifest'));
  }),
];
const ROWS = ['own plans', 'their steps', 'their edges', 'their lines', 'triggers', '`air_version`'];
const table = ROWS.map((row, index) => `| ${[row, ...columns.map((column) => column[index] ?? '')].join(' | ')} |`);

it('the table of the page', () => {
  const page = readFileSync(join(ROOT, 'spec/migration.md'), 'utf8').split('\n');
  expect(page.filter((line) => ROWS.some((row) => line.startsWith(`| ${row} |`)))).toEqual(table);
});

it('counts what is there: the copy has the steps of the core, the wrapper fewer, the others none', () => {
  const steps = columns.map((column) => Number(column[1]));
  expect(steps[0]).toBeGreaterThan(30);
  expect(steps[2]).toBeLessThan(10);
  expect([steps[1], steps[3]]).toEqual([0, 0]);
});
