// Features of AIR 1.1 under a manifest of version 1.
import { describe, expect, test } from 'vitest';
import { DEFAULTS, DONE, end, FLOW_EVENT, ORDER, plan, policy, record, reducer, ref, schema, workflow } from '../support/defs.ts';
import { findingsOf, withManifest } from '../support/rules.ts';
import { build, worldFindings, type Json, type WorldParts } from '../support/world.ts';
import { checkVersion } from '../../src/check/versions.ts';
import { worldView } from '../../src/world-view.ts';

const spawns = plan('t/p@1', { steps: [{ id: 'fan', op: 'spawn_plan', plan: 't/c@1', input: ref('@plan.input'), bind: { handle_as: 'child' } }, end], edges: [{ from: 'fan', to: 'end' }] });
const codes = (parts: WorldParts) => checkVersion(worldView(build(parts).merged)).map(({ code, pointer, actual }) => [code, pointer, actual]);
const as = (version: string, parts: WorldParts): WorldParts => withManifest(parts, { air_version: version });

describe('a version-1 manifest needs 1.1', () => {
  test('for a plan that spawns: plan, step and fix', () => {
    const parts: WorldParts = { defs: [ORDER, spawns, plan('t/c@1')] };
    expect(worldFindings(as('1', parts))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:21:7 warning handle_not_awaited
        defplan t/p@1: child that nobody awaits
        found nothing reads child of fan
        hint: Await the handle, or raise the input event of the child instead.
      w/air/defs.air.json:23:15 error needs_air_1_1
        defplan t/p@1: needs AIR 1.1
        found step \`fan\` is spawn_plan
        see w/air/manifest.air.json:3:18: the version of the world
        hint: Set \`"air_version": "1.1"\`."
    `);
    expect(codes(as('1.1', parts))).toEqual([]);
  });

  test('for each such plan once', () => {
    const twice = { ...spawns, name: 't/q@1', steps: [...(spawns['steps'] as readonly Json[]), { id: 'wait', op: 'await_plan', for: ref('@var:child'), bind: { as: 'r' } }] };
    expect(codes({ defs: [ORDER, spawns, twice, plan('t/c@1')] })).toHaveLength(2);
  });

  test('for a projection', () => {
    const world = (more: Json) => as('1', { manifest: { triggers: [{ event: 't/Order@1', plan: 't/c@1', ...more }] }, defs: [ORDER, plan('t/c@1')] });
    expect(findingsOf(world({}), world({ when: { bool: true } }))).toMatchInlineSnapshot(`
      "w/air/manifest.air.json:23:7 error needs_air_1_1
        manifest: needs AIR 1.1
        found the trigger of t/c@1 has \`when\`
        see w/air/manifest.air.json:3:18: the version of the world
        hint: Set \`"air_version": "1.1"\`."
    `);
    expect(codes(world({ when: { bool: true }, input_expr: ref('@event') }))).toHaveLength(1);
  });

  test('for schemas that only 1.1 has, named or hidden', () => {
    expect(codes({ defs: [ORDER, plan('t/c@1', { locals: { h: 'sys/PlanHandle@1' } })] })).toEqual([['needs_air_1_1', expect.stringContaining('/locals/h'), 'names sys/PlanHandle@1']]);
    const box = schema('t/Box@1', record({ error: { option: ref('sys/PlanError@1') } }));
    expect(codes({ defs: [ORDER, box, schema('t/Boxes@1', { list: ref('t/Box@1') }), plan('t/c@1', { output: 't/Boxes@1' })] })).toEqual([
      ['needs_air_1_1', expect.stringContaining('/type/record/error/option/ref'), 'names sys/PlanError@1'],
    ]);
    expect(codes({ manifest: { schemas: ['t/Order@1', 'sys/PlanHandle@1'] }, defs: [ORDER] })).toEqual([['needs_air_1_1', '/schemas/1/name', 'lists sys/PlanHandle@1']]);
    expect(codes({ defs: [ORDER, DONE, reducer('t/R@1', { state: 'sys/PlanError@1' })] })).toHaveLength(1);
  });
});

test('what nobody lists needs nothing', () => {
  expect(codes({ manifest: { plans: ['t/c@1'] }, defs: [ORDER, spawns, plan('t/c@1')] })).toEqual([]);
});

test('workflow modules name their envelope in both versions', () => {
  const parts: WorldParts = {
    manifest: { defaults: DEFAULTS, module_bindings: { 't/Flow@1': { slots: { clock: 'cap_timer' } } } },
    defs: [ORDER, DONE, FLOW_EVENT, workflow('t/Flow@1'), policy([{ effect_kind: 'timer.set' }])],
  };
  for (const version of ['1', '1.1']) expect(worldFindings(as(version, parts))).toBe('');
});
