// Authority: grants and policy against every effect that plans and workflow modules can emit.
import { describe, expect, test } from 'vitest';
import { DEFAULTS, DONE, emitTimer, end, FLOW_EVENT, ORDER, plan, policy, ref, TIMER_GRANT, TIMER_WORLD, timerPlan, workflow, type Rule } from './support/defs.ts';
import { findingsOf, withDefs, withManifest } from './support/rules.ts';
import { worldFindings, type Json, type WorldParts } from './support/world.ts';

const grants = (...cap_grants: readonly Json[]): Json => ({ defaults: { policy: 't/policy@1', cap_grants } });

describe('plans', () => {
  test('slot without a grant', () => {
    expect(findingsOf(TIMER_WORLD, withManifest(withDefs(TIMER_WORLD, policy([{ effect_kind: 'timer.set' }])), grants({ ...TIMER_GRANT, name: 'cap_tmer' })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:46:16 error slot_unbound
        defplan t/tick@1: cap slot without a grant
        expected a grant \`cap_timer\` of cap type timer, found grants cap_tmer
        see w/air/manifest.air.json:28:19: the grants of the world
        hint: Did you mean \`cap_tmer\`?"
    `);
  });

  test('one slot used twice is one finding', () => {
    const steps = [emitTimer(), emitTimer({ id: 'tock', bind: { effect_id_as: 'tock_intent' } }), end];
    const twice = withDefs(TIMER_WORLD, timerPlan('t/tick@1', { steps, edges: [{ from: 'tick', to: 'tock' }, { from: 'tock', to: 'end' }] }));
    const report = findingsOf(twice, withManifest(withDefs(twice, policy([{ effect_kind: 'timer.set' }])), grants()));
    expect(report.match(/slot_unbound/gu)).toHaveLength(1);
  });

  test('grant of another cap type', () => {
    expect(findingsOf(TIMER_WORLD, withManifest(TIMER_WORLD, grants({ ...TIMER_GRANT, cap: 'sys/blob@1' })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:46:16 error cap_type_differs
        defplan t/tick@1: grant of another cap type
        expected cap type timer for timer.set, found grant \`cap_timer\` of sys/blob@1, cap type blob
        see w/air/manifest.air.json:31:16: the grant
        hint: Grant a cap of the type that the effect needs, under this name."
    `);
  });

  test('no policy', () => {
    expect(findingsOf(TIMER_WORLD, withManifest(TIMER_WORLD, { defaults: { cap_grants: [TIMER_GRANT] } }))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:26:3 error no_policy
        manifest: world without a policy
        see w/air/defs.air.json:35:17: defplan t/tick@1 emits timer.set
        hint: Set \`defaults.policy\` to a policy that allows the effects of the world."
    `);
  });

  test('no policy and no effects', () => expect(worldFindings({ defs: [ORDER, plan('t/a@1')] })).toBe(''));

  test('no rule matches', () => {
    expect(findingsOf(TIMER_WORLD, withDefs(TIMER_WORLD, policy()))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:66:5 error policy_denies
        defplan t/tick@1: policy does not allow this effect
        expected a rule that allows timer.set through \`cap_timer\`, found no rule matches it
        see w/air/defs.air.json:35:17: emits timer.set
        hint: Add an allow rule with \`when\` { "effect_kind": "timer.set", "cap_name": "cap_timer", "origin_kind": "plan", "origin_name": "t/tick@1" }."
    `);
  });

  test('the first rule that matches denies', () => {
    const allow: Rule = [{ effect_kind: 'timer.set', origin_name: 't/tick@1' }];
    const twin = withDefs(TIMER_WORLD, policy(allow, [{}, 'deny']));
    expect(findingsOf(twin, withDefs(TIMER_WORLD, policy([{ effect_kind: 'timer.set', origin_kind: 'plan' }, 'deny'], allow)))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:67:7 error policy_denies
        defplan t/tick@1: policy does not allow this effect
        expected a rule that allows timer.set through \`cap_timer\`, found this rule denies it
        see w/air/defs.air.json:35:17: emits timer.set
        hint: Put an allow rule with \`when\` { "effect_kind": "timer.set", "cap_name": "cap_timer", "origin_kind": "plan", "origin_name": "t/tick@1" } before it."
    `);
  });

  test.each<[string, Json]>([
    ['effect_kind', { effect_kind: 'blob.put' }],
    ['cap_type', { cap_type: 'blob' }],
    ['origin_kind', { origin_kind: 'workflow' }],
    ['origin_name', { origin_name: 't/other@1' }],
  ])('a rule for another %s does not help', (_name, when) => {
    const other = withDefs(TIMER_WORLD, timerPlan('t/other@1'), policy([when]));
    expect(worldFindings(other)).toContain('policy_denies');
  });

  test('two plans denied are two findings', () => {
    const two = withDefs(TIMER_WORLD, timerPlan('t/tock@1'));
    expect(findingsOf(withDefs(two, policy([{ cap_type: 'timer' }])), withDefs(two, policy())).match(/policy_denies/gu)).toHaveLength(2);
  });

  test('plans that are not listed need nothing', () => {
    expect(worldFindings(withManifest(withDefs(TIMER_WORLD, timerPlan('t/tock@1', {})), { plans: ['t/tick@1'] }))).toBe('');
  });
});

describe('children of a wrapper', () => {
  const wrapper = (name: string, child: string): Json => plan(name, {
    steps: [{ id: 'go', op: 'spawn_plan', plan: child, input: ref('@plan.input'), bind: { handle_as: 'h' } }, { id: 'wait', op: 'await_plan', for: ref('@var:h'), bind: { as: 'r' } }, end],
    edges: [{ from: 'go', to: 'wait' }, { from: 'wait', to: 'end' }],
  });
  const CORE = 'p/core_tick@1';
  const rule = (origin_name: string): Json => ({ effect_kind: 'timer.set', origin_kind: 'plan', origin_name });
  const world = (rules: readonly Rule[], manifest: Json = { defaults: DEFAULTS }, ...more: readonly Json[]): WorldParts => ({
    manifest: { air_version: '1.1', ...manifest },
    defs: [wrapper('t/mine@1', CORE), policy(...rules), ...more],
    imports: [[ORDER, DONE, timerPlan(CORE)]],
  });
  const sound = world([[rule(CORE)]]);

  test('the slot of the core has a grant', () => {
    expect(findingsOf(sound, world([[rule(CORE)]], { defaults: { policy: 't/policy@1', cap_grants: [] } })).replace(/warning[^]*$/u, '')).toMatchInlineSnapshot(`
      "p0/defs.air.json:46:16 error slot_unbound
        defplan p/core_tick@1: cap slot without a grant
        expected a grant \`cap_timer\` of cap type timer, found no grants
        see w/air/manifest.air.json:31:19: the grants of the world
        see w/air/defs.air.json:10:17: defplan t/mine@1 spawns p/core_tick@1
        hint: Add the grant to \`defaults.cap_grants\`."
    `);
  });

  test('a rule for the wrapper is none for the core', () => {
    expect(findingsOf(sound, world([[rule('t/mine@1')]]))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:47:5 error policy_denies
        defplan p/core_tick@1: policy does not allow this effect
        expected a rule that allows timer.set through \`cap_timer\`, found no rule matches it
        see p0/defs.air.json:35:17: emits timer.set
        see w/air/defs.air.json:52:26: allows it for t/mine@1; a child is an origin of its own
        see w/air/defs.air.json:10:17: defplan t/mine@1 spawns p/core_tick@1
        hint: Add an allow rule with \`when\` { "effect_kind": "timer.set", "cap_name": "cap_timer", "origin_kind": "plan", "origin_name": "p/core_tick@1" }.
      w/air/defs.air.json:48:7 warning rule_never_matches
        defpolicy t/policy@1: rule never matches
        found nothing in this world emits such an effect
        hint: Correct or remove the rule."
    `);
    expect(worldFindings(world([[rule('t/mine@1')], [rule(CORE)]]))).not.toContain('policy_denies');
    expect(worldFindings(world([[{ effect_kind: 'timer.set', origin_kind: 'plan' }]]))).toBe('');
  });

  test('through a wrapper of a wrapper', () => {
    const outer = wrapper('t/outer@1', 't/mine@1');
    expect(findingsOf(world([[rule(CORE)]], { defaults: DEFAULTS }, outer), world([[rule('t/outer@1')]], { defaults: DEFAULTS }, outer))).toMatch(/allows it for t\/outer@1[^]*spawns p\/core_tick@1[^]*spawns t\/mine@1/u);
  });

  test('a core that the manifest does not list', () => {
    expect(worldFindings(withManifest(sound, { plans: ['t/mine@1'] }))).toContain('not_listed');
  });

  test('a circle of spawns has an end', () => {
    const circle: WorldParts = { manifest: { air_version: '1.1', defaults: DEFAULTS }, defs: [ORDER, DONE, wrapper('t/a@1', 't/b@1'), wrapper('t/b@1', 't/a@1'), timerPlan('t/c@1'), policy()] };
    expect(worldFindings(circle)).toContain('policy_denies');
  });
});

describe('workflow modules', () => {
  const bound = { module_bindings: { 't/Flow@1': { slots: { clock: 'cap_timer' } } } };
  const rule = policy([{ effect_kind: 'timer.set', origin_kind: 'workflow', origin_name: 't/Flow@1' }]);
  const FLOW: WorldParts = { manifest: { defaults: DEFAULTS, ...bound }, defs: [ORDER, DONE, FLOW_EVENT, workflow('t/Flow@1'), rule] };

  test('slot that is not bound', () => {
    expect(findingsOf(FLOW, withManifest(FLOW, { module_bindings: {} }))).toContain('slot_unbound');
    expect(worldFindings(withManifest(FLOW, { module_bindings: {} }))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:53:20 error slot_unbound
        defmodule t/Flow@1: cap slot without a grant
        expected \`clock\` in module_bindings of t/Flow@1, with a grant of cap type timer
        see w/air/manifest.air.json:41:22: the bindings of the world
        hint: Add the grant to \`defaults.cap_grants\`."
    `);
  });

  test('slot bound to a grant that is not there', () => {
    expect(findingsOf(FLOW, withManifest(FLOW, { module_bindings: { 't/Flow@1': { slots: { clock: 'cap_tim' } } } }))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:44:18 error unknown_grant
        manifest: unknown grant
        found cap_tim
        hint: Did you mean \`cap_timer\`?"
    `);
  });

  test('slot that the module does not have', () => {
    expect(findingsOf(FLOW, withManifest(FLOW, { module_bindings: { 't/Flow@1': { slots: { clock: 'cap_timer', clocks: 'cap_timer' } } } }))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:45:9 error unknown_slot
        manifest: unknown slot of a module
        expected a slot in cap_slots of t/Flow@1, found clocks
        hint: Did you mean \`clock\`?"
    `);
  });

  test('slot bound to a grant of another cap type', () => {
    const other = withManifest(FLOW, { defaults: { policy: 't/policy@1', cap_grants: [TIMER_GRANT, { ...TIMER_GRANT, name: 'cap_blob', cap: 'sys/blob@1' }] } });
    expect(findingsOf(other, withManifest(other, { module_bindings: { 't/Flow@1': { slots: { clock: 'cap_blob' } } } }))).toContain('cap_type_differs');
  });

  test('without a slot of the type: the only grant of it', () => {
    const slotless = withManifest(withDefs(FLOW, workflow('t/Flow@1', { cap_slots: {} })), { module_bindings: {} });
    const second = { ...TIMER_GRANT, name: 'cap_timer_2' };
    expect(findingsOf(slotless, withManifest(slotless, grants(TIMER_GRANT, second)))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:64:11 error slot_unbound
        defmodule t/Flow@1: cap slot without a grant
        expected a slot in cap_slots, or one single grant, of cap type timer, found timer.set without one
        hint: Add the grant to \`defaults.cap_grants\`."
    `);
  });

  test('policy for plans only', () => {
    expect(findingsOf(FLOW, withDefs(FLOW, policy([{ effect_kind: 'timer.set', origin_kind: 'plan' }])))).toContain('policy_denies');
  });

  test('two slots of one type: one that is allowed is enough', () => {
    const two = withDefs(FLOW, workflow('t/Flow@1', { cap_slots: { clock: 'timer', alarm: 'timer' } }), policy([{ cap_name: 'cap_timer' }]));
    const both = { module_bindings: { 't/Flow@1': { slots: { clock: 'cap_timer', alarm: 'cap_alarm' } } }, ...grants(TIMER_GRANT, { ...TIMER_GRANT, name: 'cap_alarm' }) };
    expect(worldFindings(withManifest(two, both))).toBe('');
  });
});
