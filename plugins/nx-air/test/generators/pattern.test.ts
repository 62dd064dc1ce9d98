// Patterns: their packs are those of this repository, and a world that takes one is sound.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import generatePattern from '../../src/generators/pattern/generator.ts';
import generateWorld from '../../src/generators/world/generator.ts';
import { changesBy, json, refuses, workspaceTree } from './support.ts';

const PATTERNS = ['timeout', 'approval', 'request-response'];
const here = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const TEMPLATES = 'plugins/nx-air/src/generators/pattern/files';

describe('a template is the pack of this repository, without the link to its page', () => {
  test.each(PATTERNS)('%s', (pattern) => {
    expect(here(`${TEMPLATES}/${pattern}/defs.air.json`), `cp plan-packs/${pattern}/defs.air.json ${TEMPLATES}/${pattern}/`).toBe(here(`plan-packs/${pattern}/defs.air.json`));
    expect(here(`${TEMPLATES}/${pattern}/README.md`)).toBe(here(`plan-packs/${pattern}/README.md`).replace(/ The pattern is explained in \[[^\]]*\]\([^)]*\)\./u, ''));
  });
});

test.each([
  ['timeout', 'timeout-turnkey'],
  ['approval', 'approval-turnkey'],
  ['request-response', 'request-response-composable-core'],
])('%s in a world', async (pattern, scenario) => {
  const tree = workspaceTree();
  await generateWorld(tree, { name: 'desk', starter: false });
  const run = (): Promise<void> => generatePattern(tree, { pattern, world: 'desk' });
  await run();
  expect(tree.exists(`plan-packs/${pattern}/README.md`)).toBe(true);
  expect(json(tree, 'worlds/desk/aos.sync.json')).toMatchObject({ air: { imports: [{ path: `../../plan-packs/${pattern}`, lock: { scheme: 1 } }] } });
  expect(tree.exists(`worlds/desk/scenarios/${scenario}.scenario.json`)).toBe(true);
  expect(await changesBy(tree, run)).toEqual([]);
});

test('the pack alone, in a folder of its own', async () => {
  const tree = workspaceTree();
  expect(await changesBy(tree, () => generatePattern(tree, { pattern: 'timeout', directory: 'libs/deadline' }))).toEqual(['README.md', 'defs.air.json'].map((file) => `libs/deadline/air/exports/plan-packs/timeout/${file}`));
});

test.each<[string, Readonly<Record<string, unknown>>, Parameters<typeof generatePattern>[1], string]>([
  ['an unknown pattern', {}, { pattern: 'timeuot' }, 'there is no pattern "timeuot". Did you mean "timeout"?'],
  ['an unknown world', {}, { pattern: 'timeout', world: 'desk' }, 'there is no world "desk". There is none yet: `nx g nx-air:world <name>`.'],
  ['a pack of that name with other definitions', { 'plan-packs/timeout/defs.air.json': [] }, { pattern: 'timeout' }, 'plan-packs/timeout is the project timeout'],
  ['the definitions elsewhere', { 'plan-packs/other/defs.air.json': here('plan-packs/timeout/defs.air.json') }, { pattern: 'timeout' }, 'defschema timeout/CallRequested@1 is defined in plan-packs/other/defs.air.json'],
])('%s', async (_label, files, options, said) => {
  await refuses(() => generatePattern(workspaceTree(files), options), said);
});
