// Rules that can never decide, and rules about what does not exist.
import { describe, expect, test } from 'vitest';
import { emitTimer, end, plan, policy, reducer, TIMER_GRANT, TIMER_WORLD, type Rule } from '../support/defs.ts';
import { findingsOf, withDefs, withManifest } from '../support/rules.ts';
import { worldFindings } from '../support/world.ts';

const ALLOW: Rule = [{ effect_kind: 'timer.set', origin_kind: 'plan', origin_name: 't/tick@1' }];
const rules = (...more: readonly Rule[]) => withDefs(TIMER_WORLD, policy(...more));

describe('a rule names', () => {
  test('an unknown effect kind', () => expect(findingsOf(rules(ALLOW), rules(ALLOW, [{ effect_kind: 'timer.stop' }, 'deny']))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:77:26 error unknown_effect
      defpolicy t/policy@1: unknown effect kind
      found timer.stop
      hint: Did you mean \`timer.set\`?"
  `));
  test('an unknown grant', () => expect(findingsOf(rules(ALLOW), rules(ALLOW, [{ cap_name: 'cap_tmer' }, 'deny']))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:77:23 error unknown_grant
      defpolicy t/policy@1: unknown grant
      found cap_tmer
      hint: Did you mean \`cap_timer\`?"
  `));
  test('a plan that is not there', () => expect(findingsOf(rules(ALLOW), rules(ALLOW, [{ origin_kind: 'plan', origin_name: 't/tock@1' }]))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:75:7 warning rule_never_matches
      defpolicy t/policy@1: rule never matches
      found the manifest lists no plan t/tock@1
      hint: Correct or remove the rule."
  `));
  test('a module as a plan', () => {
    const twin = withDefs(rules(ALLOW), reducer('t/R@1'));
    expect(findingsOf(twin, withDefs(twin, policy(ALLOW, [{ origin_name: 't/R@1' }, 'deny'])))).toContain('lists no plan or workflow module t/R@1');
  });
  test('reducers', () => expect(findingsOf(rules(ALLOW), rules(ALLOW, [{ origin_kind: 'reducer' }, 'deny']))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:75:7 warning rule_never_matches
      defpolicy t/policy@1: rule never matches
      found reducers emit no effects
      hint: Correct or remove the rule."
  `));
});

describe('a rule never decides', () => {
  test('because of an earlier one', () => {
    expect(findingsOf(rules(ALLOW, [{ effect_kind: 'timer.set' }, 'deny']), rules([{ effect_kind: 'timer.set' }], ALLOW))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:73:7 warning rule_shadowed
        defpolicy t/policy@1: rule never decides
        see w/air/defs.air.json:67:7: matches everything that this rule matches
        hint: Remove the rule, or put it first."
    `);
  });
  test('because its cap types differ', () => expect(findingsOf(rules(ALLOW), rules([{ effect_kind: 'timer.set', cap_type: 'blob' }, 'deny'], ALLOW))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:67:7 warning rule_never_matches
      defpolicy t/policy@1: rule never matches
      found cap types timer and blob exclude each other
      hint: Correct or remove the rule."
  `));
  test('because the grant has another cap type', () => {
    expect(findingsOf(rules(ALLOW), rules([{ cap_name: 'cap_timer', effect_kind: 'blob.put' }, 'deny'], ALLOW))).toContain('cap types blob and timer exclude each other');
  });
  test('because nothing emits it', () => expect(findingsOf(rules(ALLOW), rules(ALLOW, [{ effect_kind: 'http.request' }]))).toMatchInlineSnapshot(`
    "w/air/defs.air.json:75:7 warning rule_never_matches
      defpolicy t/policy@1: rule never matches
      found nothing in this world emits such an effect
      hint: Correct or remove the rule."
  `));
});

describe('no finding', () => {
  test.each<[string, readonly Rule[]]>([
    ['a deny rule for everything at the end', [ALLOW, [{}, 'deny']]],
    ['a deny rule for what nobody does yet', [[{ effect_kind: 'http.request' }, 'deny'], ALLOW]],
    ['an overlap of two rules', [ALLOW, [{ cap_type: 'timer' }, 'deny']]],
    ['an allow rule for everything', [[{}]]],
  ])('%s', (_name, list) => expect(worldFindings(rules(...list))).toBe(''));

  test('a policy that is listed but not in force has nothing to decide', () => {
    const spare = { ...policy([{ effect_kind: 'http.request' }]), name: 't/spare@1' };
    expect(worldFindings(withDefs(TIMER_WORLD, spare))).toBe('');
  });
});

test('a misspelt grant is one finding, not one for each rule', () => {
  const broken = withManifest(TIMER_WORLD, { defaults: { policy: 't/policy@1', cap_grants: [{ ...TIMER_GRANT, name: 'cap_tmer' }] } });
  expect(findingsOf(TIMER_WORLD, broken).match(/ (error|warning) /gu)).toHaveLength(1);
});

test('a misspelt slot neither', () => {
  const broken = withDefs(TIMER_WORLD, plan('t/tick@1', { steps: [emitTimer({ cap: 'cap_tmer' }), end], edges: [{ from: 'tick', to: 'end' }] }));
  expect(findingsOf(TIMER_WORLD, broken).match(/ (error|warning) /gu)).toHaveLength(1);
});

test('a plan that is started and not listed is one finding, not one more for the rule that waits for it', () => {
  const triggers = { triggers: [{ event: 't/Order@1', plan: 't/tick@1' }] };
  const broken = withManifest(TIMER_WORLD, { plans: [], ...triggers });
  expect(findingsOf(withManifest(TIMER_WORLD, triggers), broken).match(/ (error|warning) \w+/gu)).toEqual([' error not_listed']);
});
