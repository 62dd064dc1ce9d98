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

describe('the answering side of request-response', () => {
  const MANIFEST = 'worlds/desk/air/manifest.air.json';
  const ANSWER = (from: string) => ({ record: { request_id: { ref: `${from}.request_id` }, to: { ref: `${from}.reply_to` }, body: { ref: `${from}.body` } } });
  const OBSERVED = {
    inputs: [{ event: 'request-response/RequestReceived@1', value: { request_id: 'request-1' } }],
    expect: { plans: expect.arrayContaining([{ plan: 'request-response/core_respond@1', status: 'ok', count: 1 }]), effects: { 'message.send': 1 } },
  };

  async function answering(version: '1' | '1.1', side = 'answering') {
    const tree = workspaceTree();
    await generateWorld(tree, { name: 'desk', starter: false });
    tree.write(MANIFEST, (tree.read(MANIFEST, 'utf8') ?? '').replace('"air_version": "1"', `"air_version": "${version}"`));
    const run = (): Promise<void> => generatePattern(tree, { pattern: 'request-response', world: 'desk', side });
    await run();
    expect(await changesBy(tree, run)).toEqual([]);
    return tree;
  }

  test('AIR 1: a plan of the world raises the answer', async () => {
    const tree = await answering('1');
    expect(json(tree, 'worlds/desk/air/answer-requests.air.json')).toMatchObject([
      { $kind: 'defplan', name: 'desk/adapter_respond@1', input: 'request-response/RequestReceived@1', steps: [{ op: 'raise_event', event: 'request-response/Answered@1', value: ANSWER('@plan.input') }, { op: 'end' }] },
    ]);
    expect(json(tree, MANIFEST)).toMatchObject({
      plans: [{ name: 'desk/adapter_respond@1' }, { name: 'request-response/core_respond@1' }],
      triggers: [
        { event: 'request-response/Answered@1', plan: 'request-response/core_respond@1' },
        { event: 'request-response/RequestReceived@1', plan: 'desk/adapter_respond@1', correlate_by: 'request_id' },
      ],
    });
    expect(json(tree, 'worlds/desk/scenarios/answer-requests.scenario.json')).toMatchObject(OBSERVED);
  });

  test('AIR 1.1: the trigger makes the answer, as in worlds/parts-supplier', async () => {
    const tree = await answering('1.1');
    expect(tree.exists('worlds/desk/air/answer-requests.air.json')).toBe(false);
    const [, ours] = (json(tree, MANIFEST) as { readonly triggers: readonly Record<string, unknown>[] }).triggers;
    expect(ours).toMatchObject({ event: 'request-response/RequestReceived@1', plan: 'request-response/core_respond@1', correlate_by: 'request_id', input_expr: ANSWER('@event') });
    const [theirs] = (JSON.parse(here('worlds/parts-supplier/air/manifest.air.json')) as { readonly triggers: readonly Record<string, unknown>[] }).triggers;
    expect(ours).toMatchObject({ event: theirs?.['event'], plan: theirs?.['plan'], correlate_by: theirs?.['correlate_by'] });
    expect(json(tree, 'worlds/desk/scenarios/answer-requests.scenario.json')).toMatchObject(OBSERVED);
  });

  test('both sides in one world', async () => {
    const tree = await answering('1', 'both');
    for (const scenario of ['answer-requests', 'request-response-composable-core']) expect(tree.exists(`worlds/desk/scenarios/${scenario}.scenario.json`)).toBe(true);
    expect(json(tree, 'worlds/desk/aos.sync.json')).toMatchObject({ air: { imports: [{ path: '../../plan-packs/request-response' }] } });
  });
});

test('the pack alone, in a folder of its own', async () => {
  const tree = workspaceTree();
  expect(await changesBy(tree, () => generatePattern(tree, { pattern: 'timeout', directory: 'libs/deadline' }))).toEqual(['README.md', 'defs.air.json'].map((file) => `libs/deadline/air/exports/plan-packs/timeout/${file}`));
});

test.each<[string, Readonly<Record<string, unknown>>, Parameters<typeof generatePattern>[1], string]>([
  ['an unknown pattern', {}, { pattern: 'timeuot' }, 'there is no pattern "timeuot". Did you mean "timeout"?'],
  ['a side of another pattern', {}, { pattern: 'timeout', side: 'asking' }, 'the pattern timeout has no sides. Leave --side out.'],
  ['an unknown side', {}, { pattern: 'request-response', side: 'answerin' }, 'there is no side "answerin". Did you mean "answering"?'],
  ['an unknown world', {}, { pattern: 'timeout', world: 'desk' }, 'there is no world "desk". There is none yet: `nx g nx-air:world <name>`.'],
  ['a pack of that name with other definitions', { 'plan-packs/timeout/defs.air.json': [] }, { pattern: 'timeout' }, 'plan-packs/timeout is the project timeout'],
  ['the definitions elsewhere', { 'plan-packs/other/defs.air.json': here('plan-packs/timeout/defs.air.json') }, { pattern: 'timeout' }, 'defschema timeout/CallRequested@1 is defined in plan-packs/other/defs.air.json'],
])('%s', async (_label, files, options, said) => {
  await refuses(() => generatePattern(workspaceTree(files), options), said);
});
