// Plans of imports that a world starts although they are not for it.
import { describe, expect, test } from 'vitest';
import { end, ORDER, plan, ref } from './support/defs.ts';
import { findingsOf, withManifest } from './support/rules.ts';
import { worldFindings, type Json, type WorldParts } from './support/world.ts';

const PACK = ['core_a', 'adapter_a', 'internal_a', '_internal_b'].map((base) => plan(`p/${base}@1`));
const trigger = (name: string): WorldParts => ({ manifest: { triggers: [{ event: 't/Order@1', plan: name }] }, imports: [[ORDER, ...PACK]] });
const spawner = (name: string, child: string): Json =>
  plan(name, { steps: [{ id: 's', op: 'spawn_plan', plan: child, input: ref('@plan.input'), bind: { handle_as: 'h' } }, end], edges: [{ from: 's', to: 'end' }] });

describe('a trigger starts', () => {
  test('an internal plan', () => expect(findingsOf(trigger('p/core_a@1'), trigger('p/internal_a@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:31:15 error internal_plan_used
      manifest: internal plan of another pack
      found p/internal_a@1
      see p0/defs.air.json:40:13: defplan p/internal_a@1 belongs to its pack
      hint: Use what the pack offers: p/core_a@1."
  `));
  test('an internal plan with the other prefix', () => expect(worldFindings(trigger('p/_internal_b@1'))).toContain('internal_plan_used'));
  test('an adapter: a warning', () => expect(findingsOf(trigger('p/core_a@1'), trigger('p/adapter_a@1'))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:31:15 warning adapter_plan_used
      manifest: adapter plan of another pack
      found p/adapter_a@1
      see p0/defs.air.json:29:13: defplan p/adapter_a@1 belongs to its pack
      hint: Use what the pack offers: p/core_a@1."
  `));
  test('an internal plan of its own', () => {
    expect(worldFindings({ manifest: { triggers: [{ event: 't/Order@1', plan: 't/internal_x@1' }] }, defs: [ORDER, plan('t/internal_x@1')] })).toBe('');
  });
});

describe('a spawn starts', () => {
  const world = (child: string): WorldParts => withManifest({ defs: [spawner('t/mine@1', child)], imports: [[ORDER, ...PACK]] }, { air_version: '1.1' });
  test('an internal plan of a pack', () => expect(worldFindings(world('p/internal_a@1'))).toContain('internal_plan_used'));
  test('a core plan of a pack', () => expect(worldFindings(world('p/core_a@1'))).not.toContain('_plan_used'));
  test('an internal plan of its own pack', () => {
    const inside: WorldParts = { manifest: { air_version: '1.1' }, imports: [[ORDER, ...PACK, spawner('p/core_s@1', 'p/internal_a@1')]] };
    expect(worldFindings(inside)).not.toContain('internal_plan_used');
  });
  test('an internal plan of another pack', () => {
    const across: WorldParts = { manifest: { air_version: '1.1' }, imports: [[ORDER, ...PACK], [spawner('q/core_s@1', 'p/internal_a@1')]] };
    expect(worldFindings(across)).toContain('internal_plan_used');
  });
});
