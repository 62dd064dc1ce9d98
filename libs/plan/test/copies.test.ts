// Copies of imported plans: the same body, the same graph under other names, and what is neither.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkWorld } from '../src/check.ts';
import { shapeOf } from '../src/plan-shape.ts';
import { DONE, emitTimer, end, ORDER, plan, policy, ref, schema, TIMER_GRANT } from './support/defs.ts';
import { assemble, build, shown, worldFindings, type Json, type WorldParts } from './support/world.ts';

const await_ = { id: 'ticked', op: 'await_receipt', for: ref('@var:tick_intent'), bind: { as: 'tock' } };
const raise = { id: 'done', op: 'raise_event', event: 't/Done@1', value: { record: { id: ref('@plan.input.id') } } };
const edges = [{ from: 'tick', to: 'ticked' }, { from: 'ticked', to: 'done', when: { op: 'eq', args: [ref('@step:ticked.$status'), { text: 'ok' }] } }, { from: 'done', to: 'end' }];
const CORE = plan('p/core_tick@1', { steps: [emitTimer(), await_, raise, end], edges });

const own = (name: string, change: (text: string) => string = (text) => text): Json => JSON.parse(change(JSON.stringify({ ...CORE, name }))) as Json;

/** A world with the core imported and `copy` of its own. */
const worldWith = (copy: Json, triggers: readonly Json[] = []): WorldParts => ({
  manifest: { triggers, defaults: { policy: 't/policy@1', cap_grants: [TIMER_GRANT] } },
  defs: [copy, policy([{ effect_kind: 'timer.set' }])],
  imports: [[ORDER, DONE, CORE]],
});

const renamed = (text: string): string =>
  text.replaceAll('tick_intent', 'alarm').replaceAll('"tick"', '"set"').replaceAll('ticked', 'rang').replaceAll('"tock"', '"bell"').replaceAll('"done"', '"say"');

describe('redundant copies', () => {
  test('under another name, started by a trigger', () => {
    expect(worldFindings(worldWith(own('t/mine@1'), [{ event: 't/Order@1', plan: 't/mine@1' }]))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:4:13 error redundant_copy
        defplan t/mine@1: copy of an imported plan
        found the body of p/core_tick@1
        see p0/defs.air.json:29:13: the imported plan
        see w/air/manifest.air.json:32:15: the trigger that starts the copy
        hint: Remove the copy and trigger p/core_tick@1, or keep a wrapper that raises its input event."
    `);
  });

  describe('with another input', () => {
    const WIDE = schema('t/Wide@1', { record: { order: { record: { id: { text: {} } } }, id: { text: {} } } });
    const enveloped = (name: string, path: string): Json => {
      const copy = own(name, (text) => renamed(text).replaceAll('@plan.input.id', path));
      return { ...copy, input: 't/Wide@1' };
    };
    const about = (copy: Json, more: Json = {}): string => {
      const parts = worldWith(copy);
      return worldFindings({ ...parts, manifest: { ...parts.manifest, ...more }, defs: [...(parts.defs ?? []), WIDE] });
    };

    test('the same steps that read parts of it', () => {
      expect(about(enveloped('t/mine@1', '@plan.input.order.id'))).toMatchInlineSnapshot(`
        "w/air/defs.air.json:4:13 warning near_copy
          defplan t/mine@1: near-copy of an imported plan
          found the steps and edges of p/core_tick@1 with the input t/Wide@1
          see p0/defs.air.json:29:13: the imported plan
          hint: Keep a wrapper that raises its input event."
      `);
      expect(about(enveloped('t/mine@1', '@plan.input.order.id'), { air_version: '1.1' })).toContain('air use-core <world>');
    });

    test('another constant: no copy', () => {
      const other = enveloped('t/mine@1', '@plan.input.order.id');
      expect(about(JSON.parse(JSON.stringify(other).replace('"nat":1', '"nat":2')) as Json)).toBe('');
    });

    test('one step that does something: likeness says nothing', () => {
      const tiny = (name: string, input: string, path: string): Json => plan(name, { input, steps: [{ ...raise, value: { record: { id: ref(path) } } }, end], edges: [{ from: 'done', to: 'end' }] });
      const parts = worldWith(tiny('t/mine@1', 't/Wide@1', '@plan.input.order.id'));
      expect(worldFindings({ ...parts, defs: [...(parts.defs ?? []), WIDE], imports: [[ORDER, DONE, tiny('p/core_tick@1', 't/Order@1', '@plan.input.id')]] })).not.toContain('near_copy');
    });
  });

  test('in a world of 1.1 the wrapper spawns', () => {
    const parts = worldWith(own('t/mine@1'));
    const hints = [own('t/mine@1'), own('t/mine@1', renamed)].map((copy) => worldFindings({ ...worldWith(copy), manifest: { ...parts.manifest, air_version: '1.1' } }).split('\n').filter((line) => line.includes('hint')));
    expect(hints).toMatchInlineSnapshot(`
      [
        [
          "  hint: Remove the copy and trigger p/core_tick@1, or keep a wrapper that spawns it (\`air use-core <world>\` writes it).",
        ],
        [
          "  hint: Trigger p/core_tick@1, or keep a wrapper that spawns it (\`air use-core <world>\` writes it).",
        ],
      ]
    `);
  });

  test('under another name, idle: a warning', () => {
    expect(worldFindings(worldWith(own('t/mine@1')))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:4:13 warning redundant_copy
        defplan t/mine@1: copy of an imported plan
        found the body of p/core_tick@1
        see p0/defs.air.json:29:13: the imported plan
        hint: Remove the copy and trigger p/core_tick@1, or keep a wrapper that raises its input event."
    `);
  });

  test('under the same name: merging takes the own copy', () => {
    expect(worldFindings(worldWith(own('p/core_tick@1'), [{ event: 't/Order@1', plan: 'p/core_tick@1' }]))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:4:13 error redundant_copy
        defplan p/core_tick@1: copy of an imported plan
        found the body of p/core_tick@1
        see p0/defs.air.json:29:13: the imported plan
        see w/air/manifest.air.json:29:15: the trigger that starts the copy
        hint: Remove the copy and trigger p/core_tick@1, or keep a wrapper that raises its input event."
    `);
  });

  test('not listed: still a copy', () => {
    const parts = worldWith(own('t/mine@1'));
    expect(worldFindings({ ...parts, manifest: { ...parts.manifest, plans: ['p/core_tick@1'] } })).toContain('redundant_copy');
  });
});

describe('near-copies', () => {
  test('other names of steps and variables', () => {
    expect(worldFindings(worldWith(own('t/mine@1', renamed)))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:4:13 warning near_copy
        defplan t/mine@1: near-copy of an imported plan
        found the steps and edges of p/core_tick@1 under other names
        see p0/defs.air.json:29:13: the imported plan
        hint: Trigger p/core_tick@1, or keep a wrapper that raises its input event."
    `);
  });

  test('other order of steps and edges too', () => {
    const { steps, edges: lines, ...rest } = own('t/mine@1', renamed) as { steps: readonly Json[]; edges: readonly Json[] };
    const shuffled = { ...rest, steps: [...steps].reverse(), edges: [...lines].reverse() };
    expect(worldFindings(worldWith(shuffled))).toContain('near_copy');
  });

  test.each<[string, (text: string) => string]>([
    ['another constant', (text) => renamed(text).replace('{"nat":1}', '{"nat":2}')],
    ['another guard', (text) => renamed(text).replace('"eq"', '"ne"')],
    ['another event field', (text) => renamed(text).replace('@plan.input.id', '@plan.input.nope')],
    ['another output', (text) => renamed(text).replace('"input"', '"output":"t/Done@1","input"')],
  ])('is none: %s', (_name, change) => {
    expect(worldFindings(worldWith(own('t/mine@1', change)))).not.toMatch(/near_copy|redundant_copy/u);
  });

  test('two own plans alike are none: nothing upstream can change', () => {
    const parts = worldWith(own('t/mine@1', (text) => text.replace('{"nat":1}', '{"nat":2}')));
    const twin = own('t/yours@1', (text) => renamed(text).replace('{"nat":1}', '{"nat":2}'));
    expect(worldFindings({ ...parts, defs: [...(parts.defs ?? []), twin] })).toBe('');
  });
});

describe('the shape of a plan', () => {
  const shape = (json: Json): string => shapeOf(JSON.parse(JSON.stringify(json)));
  const line = (ids: readonly string[], from: string): Json =>
    plan('t/x@1', { steps: ids.map((id) => ({ id, op: 'assign', expr: { nat: 1 }, bind: { as: `v_${id}` } })), edges: ids.slice(1).map((to, index) => ({ from: from === 'star' ? ids[0] : ids[index], to })) });

  test('does not depend on names', () => expect(shape(line(['a', 'b', 'c'], 'chain'))).toBe(shape(line(['z', 'x', 'y'], 'chain'))));
  test('depends on edges', () => expect(shape(line(['a', 'b', 'c'], 'chain'))).not.toBe(shape(line(['a', 'b', 'c'], 'star'))));
  test('keeps which variable is meant', () => {
    const swap = (first: string, second: string): Json =>
      plan('t/x@1', {
        steps: [
          { id: 'a', op: 'assign', expr: { nat: 1 }, bind: { as: 'one' } },
          { id: 'b', op: 'assign', expr: { nat: 2 }, bind: { as: 'two' } },
          { id: 'c', op: 'assign', expr: { op: 'sub', args: [ref(`@var:${first}`), ref(`@var:${second}`)] }, bind: { as: 'three' } },
        ],
        edges: [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }],
      });
    expect(shape(swap('one', 'two'))).not.toBe(shape(swap('two', 'one')));
  });
  test('no plan is too odd for it', () => expect(() => shape({ steps: [], edges: [{ from: 'a', to: 'a' }] })).not.toThrow());
});

test('the world that once copied the core of session-core is told so', () => {
  const read = (path: string) => ({ file: path, text: readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8') });
  const folder = 'libs/plan/test/fixtures/session-notes';
  const files = readdirSync(new URL('fixtures/session-notes/', import.meta.url)).sort();
  const { merged, texts } = assemble(
    files.map((name) => read(`${folder}/${name}`)),
    [read('plan-packs/aos-agent-sdk/air/exports/plan-packs/session-core/defs.air.json')],
  );
  expect(shown(checkWorld(merged), texts)).toMatchInlineSnapshot(`
    "libs/plan/test/fixtures/session-notes/sync_notebook.air.json:3:11 error redundant_copy
      defplan session-notes/sync_notebook@1: copy of an imported plan
      found the body of aos.workspace/core_workspace_sync@1
      see plan-packs/aos-agent-sdk/air/exports/plan-packs/session-core/defs.air.json:130:13: the imported plan
      see libs/plan/test/fixtures/session-notes/manifest.air.json:72:15: the trigger that starts the copy
      hint: Remove the copy and trigger aos.workspace/core_workspace_sync@1, or keep a wrapper that raises its input event."
  `);
});

test('a world without imports is not compared at all', () => {
  expect(shown(checkWorld(build({ defs: [ORDER, plan('t/a@1'), plan('t/b@1'), schema('t/X@1')] }).merged), new Map())).toBe('');
});
