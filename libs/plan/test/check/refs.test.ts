// References: unknown names, definitions at hand that are not listed, each once.
import { describe, expect, test } from 'vitest';
import { DONE, end, ORDER, plan, reducer, ref, schema, TIMER_GRANT, TIMER_WORLD, record, workflow, FLOW_EVENT } from '../support/defs.ts';
import { findingsOf, packFindingsOf, withDefs, withManifest } from '../support/rules.ts';
import { worldFindings, type WorldParts } from '../support/world.ts';

const BASE: WorldParts = { defs: [ORDER, DONE, plan('t/core_a@1')] };

describe('unknown names', () => {
  test('schema in a schema', () => {
    const twin = withDefs(BASE, schema('t/Box@1', record({ of: ref('t/Order@1') })));
    expect(findingsOf(twin, withDefs(BASE, schema('t/Box@1', record({ of: ref('t/Ordre@1') }))))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:44:18 error unknown_schema
        defschema t/Box@1: unknown schema
        found t/Ordre@1
        hint: Did you mean \`t/Order@1\`?"
    `);
  });

  test('input of a plan', () => {
    expect(findingsOf(BASE, withDefs(BASE, plan('t/core_a@1', { input: 't/Nothing@1' })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:30:14 error unknown_schema
        defplan t/core_a@1: unknown schema
        found t/Nothing@1
        hint: Correct the name, or define or import the schema."
    `);
  });

  test('awaited event', () => {
    const waits = (event: string) => plan('t/core_a@1', { steps: [{ id: 'w', op: 'await_event', event, bind: { as: 'got' } }, end], edges: [{ from: 'w', to: 'end' }] });
    expect(findingsOf(withDefs(BASE, waits('t/Done@1')), withDefs(BASE, waits('t/Dome@1')))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:35:18 error unknown_schema
        defplan t/core_a@1: unknown schema
        found t/Dome@1
        hint: Did you mean \`t/Done@1\`?"
    `);
  });

  test('schemas of a module', () => {
    const twin = withDefs(BASE, reducer('t/R@1', { context: 'sys/ReducerContext@1' }));
    expect(findingsOf(twin, withDefs(BASE, reducer('t/R@1', { context: 'sys/ReducerContext@2' })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:46:20 error unknown_schema
        defmodule t/R@1: unknown schema
        found sys/ReducerContext@2
        hint: Did you mean \`sys/ReducerContext@1\`?"
    `);
  });

  test('schemas of an effect', () => {
    const effect = (receipt: string) => ({ $kind: 'defeffect', name: 't/ping@1', kind: 't.ping', params_schema: 't/Order@1', receipt_schema: receipt, cap_type: 't.ping', origin_scope: 'plan' });
    expect(findingsOf(withDefs(BASE, effect('t/Done@1')), withDefs(BASE, effect('t/Pong@1')))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:43:23 error unknown_schema
        defeffect t/ping@1: unknown schema
        found t/Pong@1
        hint: Did you mean \`t/Done@1\`?"
    `);
  });

  test('enforcer of a cap, and the schemas in its parameters', () => {
    const cap = (module: string, type = 't/Order@1') => ({ $kind: 'defcap', name: 't/ping@1', cap_type: 't.ping', schema: record({ of: ref(type) }), enforcer: { module } });
    const twin = withDefs(BASE, cap('sys/CapAllowAll@1'));
    expect(findingsOf(twin, withDefs(BASE, cap('sys/CapAllowSome@1')))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:50:17 error unknown_module
        defcap t/ping@1: unknown module
        found sys/CapAllowSome@1
        hint: Correct the name, or define or import the module."
    `);
    expect(findingsOf(twin, withDefs(BASE, cap('sys/CapAllowAll@1', 't/Or@1')))).toContain('unknown_schema');
  });

  test('effect kinds of a workflow module', () => {
    const twin = withManifest(withDefs(TIMER_WORLD, FLOW_EVENT, workflow('t/Flow@1', { effects_emitted: [], cap_slots: {} })), {});
    expect(findingsOf(twin, withDefs(twin, workflow('t/Flow@1', { effects_emitted: ['timer.sett'], cap_slots: {} })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:101:11 error unknown_effect
        defmodule t/Flow@1: unknown effect kind
        found timer.sett
        hint: Did you mean \`timer.set\`?"
    `);
  });

  test('plan of a trigger', () => {
    const trigger = (name: string) => withManifest(BASE, { triggers: [{ event: 't/Order@1', plan: name }] });
    expect(findingsOf(trigger('t/core_a@1'), trigger('t/core_b@1'))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:25:15 error unknown_plan
        manifest: unknown plan
        found t/core_b@1
        hint: Did you mean \`t/core_a@1\`?"
    `);
  });

  test('event of a trigger', () => {
    const trigger = (event: string) => withManifest(BASE, { triggers: [{ event, plan: 't/core_a@1' }] });
    expect(findingsOf(trigger('t/Order@1'), trigger('t/Border@1'))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:24:16 error unknown_schema
        manifest: unknown schema
        found t/Border@1
        hint: Did you mean \`t/Order@1\`?"
    `);
  });

  test('plan of a spawn', () => {
    const spawns = (child: string) =>
      withManifest(withDefs(BASE, plan('t/core_p@1', { steps: [{ id: 's', op: 'spawn_plan', plan: child, input: ref('@plan.input'), bind: { handle_as: 'h' } }, end], edges: [{ from: 's', to: 'end' }] })), { air_version: '1.1' });
    expect(worldFindings(spawns('t/core_c@1'))).toContain('unknown_plan');
    expect(worldFindings(spawns('t/core_a@1'))).not.toContain('unknown_plan');
  });

  test('cap of a grant, policy, reducer of a route and of an inbox, module of a binding', () => {
    const twin = withManifest(withDefs(TIMER_WORLD, reducer('t/R@1')), { routing: { events: [{ event: 't/Order@1', reducer: 't/R@1' }], inboxes: [{ source: 'mail', reducer: 't/R@1' }] } });
    const cases: readonly (readonly [code: string, pointer: string, manifest: object])[] = [
      ['unknown_cap', 'cap', { defaults: { policy: 't/policy@1', cap_grants: [{ ...TIMER_GRANT, cap: 'sys/timr@1' }] } }],
      ['unknown_policy', 'policy', { defaults: { policy: 't/policies@1', cap_grants: [TIMER_GRANT] } }],
      ['unknown_module', 'reducer', { routing: { events: [{ event: 't/Order@1', reducer: 't/S@1' }] } }],
      ['unknown_module', 'reducer', { routing: { inboxes: [{ source: 'mail', reducer: 't/S@1' }] } }],
      ['unknown_module', 'module_bindings', { module_bindings: { 't/S@1': { slots: {} } } }],
    ];
    for (const [code, , manifest] of cases) {
      const report = findingsOf(twin, withManifest(twin, { ...manifest }));
      expect(report.match(/ (error|warning) /gu)).toHaveLength(1);
      expect(report).toContain(code);
    }
  });

  test('an unknown cap', () => {
    const grants = (cap: string): WorldParts => withManifest(TIMER_WORLD, { defaults: { policy: 't/policy@1', cap_grants: [{ ...TIMER_GRANT, cap }] } });
    expect(findingsOf(grants('sys/timer@1'), grants('sys/timr@1'))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:31:16 error unknown_cap
        manifest: unknown cap
        found sys/timr@1
        hint: Did you mean \`sys/timer@1\`?"
    `);
  });

  test('an unknown policy', () => {
    const decidedBy = (name: string): WorldParts => withManifest(TIMER_WORLD, { defaults: { policy: name, cap_grants: [TIMER_GRANT] } });
    expect(findingsOf(decidedBy('t/policy@1'), decidedBy('t/policies@1'))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:27:15 error unknown_policy
        manifest: unknown policy
        found t/policies@1
        hint: Did you mean \`t/policy@1\`?"
    `);
  });

  test('one missing name is one finding, however often it is used', () => {
    const uses = plan('t/core_a@1', { input: 't/Gone@1', locals: { a: 't/Gone@1', b: 't/Gone@1' } });
    expect(worldFindings(withDefs(BASE, uses, schema('t/Box@1', { list: ref('t/Gone@1') })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:30:14 error unknown_schema
        defplan t/core_a@1: unknown schema
        found t/Gone@1
        see w/air/defs.air.json:38:12: named here too
        see w/air/defs.air.json:39:12: named here too
        see w/air/defs.air.json:47:16: named here too
        hint: Did you mean \`t/Done@1\`?"
    `);
  });
});

describe('not listed', () => {
  test('a schema that a listed plan needs', () => {
    const lists = { schemas: ['t/Order@1'], plans: ['t/core_a@1'] };
    const uses = withDefs(BASE, plan('t/core_a@1', { locals: { done: 't/Done@1' } }));
    expect(findingsOf(uses, withManifest(uses, lists))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:4:3 error not_listed
        defschema t/Done@1: not listed in the manifest
        see w/air/defs.air.json:38:15: defplan t/core_a@1 names it
        hint: Add { "name": "t/Done@1" } to \`schemas\` of the manifest."
    `);
  });

  test('a plan that a trigger starts', () => {
    const trigger = withManifest(BASE, { triggers: [{ event: 't/Order@1', plan: 't/core_a@1' }] });
    expect(findingsOf(trigger, withManifest(trigger, { plans: [] }))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:13:3 error not_listed
        defplan t/core_a@1: not listed in the manifest
        see w/air/manifest.air.json:21:15: the manifest names it
        hint: Add { "name": "t/core_a@1" } to \`plans\` of the manifest."
    `);
  });

  test('what nobody names may stay unlisted', () => expect(worldFindings(withManifest(BASE, { schemas: [], plans: [] }))).toBe(''));

  test('built-ins need no listing', () => {
    expect(worldFindings(withDefs(BASE, reducer('t/R@1', { context: 'sys/ReducerContext@1' })))).toBe('');
  });
});

describe('a pack resolves in itself', () => {
  const pack = [ORDER, DONE, plan('t/core_a@1')];
  test('a schema of its consumer', () => {
    expect(packFindingsOf(pack, [DONE, plan('t/core_a@1')])).toMatchInlineSnapshot(`
      "p/defs.air.json:16:14 error unknown_schema
        defplan t/core_a@1: unknown schema
        found t/Order@1
        hint: Correct the name, or define or import the schema."
    `);
  });

  test('an unknown effect kind is one finding', () => {
    const emit = { id: 'e', op: 'emit_effect', kind: 'timer.sett', params: { record: {} }, cap: 'c', bind: { effect_id_as: 'h' } };
    expect(packFindingsOf(pack, [ORDER, DONE, plan('t/core_a@1', { steps: [emit, end], edges: [{ from: 'e', to: 'end' }] })])).toMatchInlineSnapshot(`
      "p/defs.air.json:35:17 error literal_unknown_effect
        defplan t/core_a@1: effect kind of the step is unknown
        found timer.sett
        hint: Did you mean \`timer.set\`?"
    `);
  });
});
