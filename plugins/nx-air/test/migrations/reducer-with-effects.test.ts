// Reducers that emit effects in definition files, before and after.
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, test } from 'vitest';
import migrate from '../../src/migrations/reducer-with-effects/migration.ts';
import { rewriteReducers } from '../../src/migrations/reducer-with-effects/rewrite.ts';

const module = (kind: string, abi: Readonly<Record<string, unknown>>, name = 'w/Desk@1') => ({ $kind: 'defmodule', name, module_kind: kind, abi });
const EMITS = { state: 'w/S@1', event: 'w/E@1', effects_emitted: ['http.request'], cap_slots: { http: 'http.out' } };
const QUIET = { state: 'w/S@1', event: 'w/E@1' };

describe('one file', () => {
  test('the kind and its member of abi change, nothing else of the text', () => {
    const text = '// no\n';
    expect(rewriteReducers(text)).toBeUndefined();
    const before = '[ {"$kind":"defmodule", "name": "w/Desk@1",\n\t"abi" : { "reducer":{"state":"w/S@1","event":"w/E@1","effects_emitted":[ "http.request" ]} },\n "module_kind":   "reducer"}]\n';
    expect(rewriteReducers(before)).toEqual({ text: before.replace('"reducer":{', '"workflow":{').replace('  "reducer"}', '  "workflow"}'), changed: ['w/Desk@1'], left: [] });
  });

  test.each([
    ['a reducer without effects', module('reducer', { reducer: QUIET })],
    ['an empty list of effects', module('reducer', { reducer: { ...QUIET, effects_emitted: [] } })],
    ['a workflow', module('workflow', { workflow: EMITS })],
    ['a plan that is named like one', { $kind: 'defplan', name: 'w/reducer@1', module_kind: 'reducer', abi: { reducer: EMITS } }],
    ['no kind', { $kind: 'defmodule', name: 'w/x@1', abi: { reducer: EMITS } }],
    ['abi of another shape', module('reducer', { reducer: [] })],
    ['a list that holds no definitions', [1, null, 'reducer']],
  ])('%s stays', (_label, value) => {
    const text = JSON.stringify(value);
    expect(rewriteReducers(text)).toEqual({ text, changed: [], left: [] });
  });

  test.each([
    ['a pure module', module('pure', { pure: { input: 'w/A@1', output: 'w/B@1', effects_emitted: ['x.y'] } }), 'it is pure, and nothing but a workflow emits effects'],
    ['both members', module('reducer', { reducer: EMITS, workflow: EMITS }), 'its abi has both reducer and workflow'],
  ])('%s is left, with the reason', (_label, value, reason) => {
    const text = JSON.stringify(value);
    expect(rewriteReducers(text)).toEqual({ text, changed: [], left: [{ name: 'w/Desk@1', reason }] });
  });

  test('several in one file, and a second time nothing', () => {
    const text = JSON.stringify([module('reducer', { reducer: EMITS }), module('reducer', { reducer: QUIET }, 'w/Quiet@1'), module('reducer', { reducer: EMITS }, 'w/Other@2')], null, 2);
    const once = rewriteReducers(text);
    expect(once?.changed).toEqual(['w/Desk@1', 'w/Other@2']);
    expect(JSON.parse(once?.text ?? '').map((each: { module_kind: string; abi: object }) => [each.module_kind, ...Object.keys(each.abi)])).toEqual([['workflow', 'workflow'], ['reducer', 'reducer'], ['workflow', 'workflow']]);
    expect(rewriteReducers(once?.text ?? '')).toEqual({ text: once?.text, changed: [], left: [] });
  });

  test.each(['', '{', '{"a": 1, "a": 2}', '<<<<<<< HEAD\n{}', '{"__proto__": {}}'])('%j is not read', (text) => {
    expect(rewriteReducers(text)).toBeUndefined();
  });
});

test('worlds change, packs and what cannot be read are named, other files are nobody\'s', async () => {
  const tree = createTreeWithEmptyWorkspace();
  const definition = JSON.stringify(module('reducer', { reducer: EMITS }), null, 2);
  const files: Readonly<Record<string, string>> = {
    'worlds/w/aos.sync.json': '{}',
    'worlds/w/air/modules.air.json': definition,
    'worlds/broken/aos.sync.json': '{}',
    'worlds/broken/air/modules.air.json': `${definition}}`,
    'plan-packs/p/defs.air.json': definition,
    'docs/example.json': definition,
  };
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
  const { nextSteps } = await migrate(tree);
  expect(nextSteps.map((line) => line.split('. ')[0])).toEqual([
    'plan-packs/p/defs.air.json: w/Desk@1 not changed: what a pack has released keeps its body',
    'worlds/broken/air/modules.air.json: not changed, it cannot be read',
    'worlds/w/air/modules.air.json: w/Desk@1 is a workflow now',
  ]);
  for (const [path, text] of Object.entries(files)) expect(tree.read(path, 'utf-8') === text).toBe(path !== 'worlds/w/air/modules.air.json');
  const again = await migrate(tree);
  expect(again.nextSteps.map((line) => line.split(':')[0])).toEqual(['plan-packs/p/defs.air.json', 'worlds/broken/air/modules.air.json']);
});
