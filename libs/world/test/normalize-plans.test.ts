// The hash by which a manifest refers to a plan is that of its normal form, whether or not the plan was written in it.
import { loadFile } from '@nx-air/air';
import { hashValue, type JsonObject } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { normalizeDefinition, planLookup } from '../src/normalize-plans.ts';

const SCHEMA = { $kind: 'defschema', name: 'a.b/Set@1', type: { set: { text: {} } } };

function planOf(expr: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    $kind: 'defplan',
    name: 'a.b/p@1',
    input: 'a.b/Set@1',
    locals: { v: 'a.b/Set@1' },
    steps: [{ id: 's', op: 'assign', expr, bind: { as: 'v' } }, ...((more['steps'] as JsonObject[] | undefined) ?? [])],
    edges: [],
    required_caps: [],
    allowed_effects: [],
  };
}

function normalized(plan: JsonObject) {
  const { nodes, problems } = loadFile('a.air.json', new TextEncoder().encode(JSON.stringify([SCHEMA, plan])));
  expect(problems).toEqual([]);
  const schema = nodes.find(({ kind }) => kind === 'defschema')!;
  const found = nodes.find(({ kind }) => kind === 'defplan')!;
  const lookup = planLookup((kind, name) => (kind === 'defschema' && name === schema.name ? schema.node : undefined), []);
  return { found, result: normalizeDefinition(found, lookup) };
}

const SORTED = { set: [{ text: 'a' }, { text: 'b' }] };
const UNSORTED = { set: [{ text: 'b' }, { text: 'a' }] };
const EMIT = { id: 'e', op: 'emit_effect', kind: 'x.y', params: { ref: '@plan.input' }, cap: 'c', bind: { effect_id_as: 'h' } };

describe('refHash', () => {
  it.each<readonly [what: string, plan: JsonObject, asWritten: boolean]>([
    ['in the normal form', planOf(SORTED), true],
    ['with a reference', planOf({ ref: '@plan.input' }), true],
    ['with a set in another order', planOf(UNSORTED), false],
    ['whose capabilities are derived', planOf(SORTED, { steps: [EMIT] }), false],
  ])('of a plan %s', (_, plan, asWritten) => {
    const { found, result } = normalized(plan);
    expect(result.refHash).toBe(hashValue(result.normalized));
    expect(result.refHash === found.hash).toBe(asWritten);
  });
});
