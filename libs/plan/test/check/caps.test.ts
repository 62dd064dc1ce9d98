// Grants: names and parameters; what plans declare about their own effects.
import { describe, expect, test } from 'vitest';
import { DONE, emitTimer, end, ORDER, plan, TIMER_GRANT, TIMER_WORLD } from '../support/defs.ts';
import { findingsOf, packFindingsOf, withDefs, withManifest } from '../support/rules.ts';
import { worldFindings, type Json } from '../support/world.ts';

const grants = (...cap_grants: readonly Json[]) => withManifest(TIMER_WORLD, { defaults: { policy: 't/policy@1', cap_grants } });
const http = (params: unknown): Json => ({ name: 'cap_http', cap: 'sys/http.out@1', params });

test('two grants of one name', () => {
  expect(findingsOf(grants(TIMER_GRANT), grants(TIMER_GRANT, { ...TIMER_GRANT }))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:37:17 error duplicate_grant
      manifest: grant named twice
      found cap_timer
      see w/air/manifest.air.json:30:17: the first grant of this name
      hint: Rename or remove one of them."
  `);
});

describe('grant parameters', () => {
  const twin = grants(TIMER_GRANT, http({ record: { hosts: { set: [{ text: 'a.example' }] } } }));
  test('of another type', () => expect(findingsOf(twin, grants(TIMER_GRANT, http({ record: { hosts: { text: 'a.example' } } })))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:39:19 error bad_grant_params
      manifest: grant parameters do not fit the cap
      expected list in \`hosts\` (schema of sys/http.out@1), found "a.example"
      hint: Correct the parameters."
  `));
  test('with a field the cap does not have', () => expect(findingsOf(twin, grants(TIMER_GRANT, http({ record: { host: { set: [] } } })))).toMatchInlineSnapshot(`
    "w/air/manifest.air.json:39:19 error bad_grant_params
      manifest: grant parameters do not fit the cap
      expected no field \`host\` (schema of sys/http.out@1), found list of 0
      hint: Correct the parameters."
  `));
  test.each<[string, unknown]>([
    ['nothing narrowed', { record: {} }],
    ['null for an option', { record: { hosts: { null: {} } } }],
    ['numbers', { record: { ports: { set: [{ nat: 443 }] } } }],
  ])('may be: %s', (_name, params) => expect(worldFindings(grants(TIMER_GRANT, http(params)))).toBe(''));
});

describe('what a plan declares', () => {
  const declared = (more: Json) => plan('t/tick@1', { steps: [emitTimer(), end], edges: [{ from: 'tick', to: 'end' }], ...more });
  const right = withDefs(TIMER_WORLD, declared({ required_caps: ['cap_timer'], allowed_effects: ['timer.set'] }));
  test('a cap that no step uses', () => expect(findingsOf(right, withDefs(TIMER_WORLD, declared({ required_caps: ['cap_http', 'cap_timer'] })))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:77:22 error caps_differ
      defplan t/tick@1: required_caps differ from the steps
      expected [cap_timer], found [cap_http, cap_timer]
      hint: Correct the list, or remove it."
  `));
  test('an effect that no step emits', () => expect(findingsOf(right, withDefs(TIMER_WORLD, declared({ allowed_effects: ['blob.put'] })))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:77:24 error effects_differ
      defplan t/tick@1: allowed_effects differ from the steps
      expected [timer.set], found [blob.put]
      hint: Correct the list, or remove it."
  `));
  test('empty lists are derived', () => expect(worldFindings(withDefs(TIMER_WORLD, declared({ required_caps: [], allowed_effects: [] })))).toBe(''));
  test('in a pack', () => {
    const pack = (more: Json) => [ORDER, DONE, { ...declared(more), name: 't/core_tick@1' }];
    expect(packFindingsOf(pack({ required_caps: ['cap_timer'] }), pack({ required_caps: ['cap_time'] }))).toContain('caps_differ');
  });
});
