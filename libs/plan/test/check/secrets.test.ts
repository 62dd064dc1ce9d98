// Secrets: declared, bound, and used only by whom they allow.
import { describe, expect, test } from 'vitest';
import { end, ORDER, plan, policy } from '../support/defs.ts';
import { findingsOf, withDefs } from '../support/rules.ts';
import { worldFindings, type Json, type WorldParts } from '../support/world.ts';

const secret = (more: Json = {}): Json => ({ $kind: 'defsecret', name: 't/key@1', binding_id: 'env:KEY', ...more });
const LONG = { variant: { tag: 'secret', value: { record: { alias: { text: 't/key' }, version: { nat: 1 } } } } };

const asks = (apiKey: Json, name = 't/ask@1') =>
  plan(name, {
    steps: [
      {
        id: 'ask',
        op: 'emit_effect',
        kind: 'llm.generate',
        params: { record: { provider: { text: 'p' }, model: { text: 'm' }, temperature: { dec128: '0.2' }, max_tokens: { nat: 8 }, message_refs: { list: [] }, tool_refs: { null: {} }, tool_choice: { null: {} }, api_key: apiKey } },
        cap: 'cap_llm',
        bind: { effect_id_as: 'h' },
      },
      end,
    ],
    edges: [{ from: 'ask', to: 'end' }],
  });

const WORLD: WorldParts = {
  manifest: { defaults: { policy: 't/policy@1', cap_grants: [{ name: 'cap_llm', cap: 'sys/llm.basic@1', params: { record: {} } }] } },
  defs: [ORDER, secret(), asks(LONG), policy([{ effect_kind: 'llm.generate' }])],
};

describe('a secret', () => {
  test('without a binding', () => expect(findingsOf(WORLD, withDefs(WORLD, secret({ binding_id: '  ' })))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:97:19 error secret_without_binding
      defsecret t/key@1: secret without a binding
      hint: Give the \`binding_id\` of the host."
  `));
  test('that is not defined', () => expect(findingsOf(WORLD, { ...WORLD, defs: (WORLD.defs ?? []).filter((def) => def['$kind'] !== 'defsecret') })).toMatchInlineSnapshot(`
    "w/air/defs.air.json:48:24 error unknown_secret
      defplan t/ask@1: unknown secret
      found t/key@1
      hint: Define a \`defsecret\` named \`alias@version\` and list it."
  `));
  test('of another version', () => expect(findingsOf(WORLD, withDefs(WORLD, asks({ variant: { tag: 'secret', value: { record: { alias: { text: 't/key' }, version: { nat: 2 } } } } })))).toContain('unknown_secret'));
  test('for other plans', () => {
    const other = plan('t/other@1');
    const twin = withDefs(WORLD, other, secret({ allowed_plans: ['t/ask@1'] }));
    expect(findingsOf(twin, withDefs(twin, secret({ allowed_plans: ['t/other@1'] })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:48:24 error secret_not_allowed
        defplan t/ask@1: secret may not be used here
        expected one of t/other@1, found t/ask@1 uses t/key@1
        see w/air/defs.air.json:109:22: the plans that may use it
        hint: Add the plan or grant to the secret, or use another secret."
    `);
  });
  test('for plans that are not there', () => expect(findingsOf(WORLD, withDefs(WORLD, secret({ allowed_plans: ['t/ask@1', 't/asks@1'] })))).toContain('unknown_plan'));
  test('through other grants', () => {
    const twin = withDefs({ ...WORLD, manifest: { defaults: { policy: 't/policy@1', cap_grants: [{ name: 'cap_llm', cap: 'sys/llm.basic@1', params: { record: {} } }, { name: 'cap_vault', cap: 'sys/secret@1', params: { record: {} } }] } } }, secret({ allowed_caps: ['cap_llm'] }));
    expect(findingsOf(twin, withDefs(twin, secret({ allowed_caps: ['cap_vault'] })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:48:24 error secret_not_allowed
        defplan t/ask@1: secret may not be used here
        expected one of cap_vault, found t/key@1 goes through cap_llm
        see w/air/defs.air.json:98:21: the grants through which it may go
        hint: Add the plan or grant to the secret, or use another secret."
    `);
  });
  test('through a grant that is not there', () => expect(findingsOf(WORLD, withDefs(WORLD, secret({ allowed_caps: ['cap_llm', 'cap_lm'] })))).toContain('unknown_grant'));
});

test('the short form of a reference is found too', () => {
  const keeps = (version: number) =>
    plan('t/keep@1', {
      locals: { key: 'sys/SecretRef@1' },
      steps: [{ id: 'keep', op: 'assign', expr: { secret: { alias: 't/key', version } }, bind: { as: 'key' } }, end],
      edges: [{ from: 'keep', to: 'end' }],
    });
  expect(worldFindings(withDefs(WORLD, keeps(7)))).toContain('t/key@7');
  expect(worldFindings(withDefs(WORLD, keeps(1)))).not.toContain('unknown_secret');
});
