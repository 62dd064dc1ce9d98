// The index of rules agrees with trying one rule after the other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchingKeys, RULE_MEMBERS, RuleIndex, ruleKey, rulesOf, type Rule, type RuleSubject } from '../src/policy-rules.ts';
import { policy } from './support/defs.ts';
import { packNodes, type Json } from './support/world.ts';

const VALUES: Readonly<Record<(typeof RULE_MEMBERS)[number], readonly string[]>> = {
  effect_kind: ['timer.set', 'blob.put'],
  cap_name: ['cap_a', 'cap_b'],
  cap_type: ['timer', 'blob'],
  origin_kind: ['plan', 'workflow'],
  origin_name: ['t/a@1', 't/b@1'],
};

const when = fc.record(
  Object.fromEntries(RULE_MEMBERS.map((member) => [member, fc.constantFrom(...VALUES[member])])),
  { requiredKeys: [] },
);
const subject = fc.record(Object.fromEntries(RULE_MEMBERS.map((member) => [member, fc.constantFrom(...VALUES[member])])));

const rules = (list: readonly Json[]): readonly Rule[] => rulesOf(packNodes([policy(...list.map((each) => [each] as const))])[0]?.node ?? {});
const covers = (rule: Rule, other: RuleSubject): boolean => RULE_MEMBERS.every((member) => rule.when[member] === undefined || rule.when[member] === other[member]);

test('the first rule that matches', () => {
  fc.assert(
    fc.property(fc.array(when, { maxLength: 12 }), subject, (list, given) => {
      const all = rules(list);
      expect(new RuleIndex(all).first(given)).toEqual(all.find((rule) => covers(rule, given)));
    }),
    { seed: 20261, numRuns: 300, verbose: true },
  );
});

test('the first rule that matches all that a rule matches is an earlier one, or the rule itself', () => {
  fc.assert(
    fc.property(fc.array(when, { minLength: 1, maxLength: 12 }), (list) => {
      const all = rules(list);
      const index = new RuleIndex(all);
      for (const rule of all) expect(index.first(rule.when)).toEqual(all.find((earlier) => covers(earlier, rule.when)));
    }),
    { seed: 20262, numRuns: 300, verbose: true },
  );
});

test('a subject has a key for each rule that matches it', () => {
  const full = Object.fromEntries(RULE_MEMBERS.map((member) => [member, VALUES[member][0] ?? '']));
  expect(new Set(matchingKeys(full)).size).toBe(32);
  expect(matchingKeys({})).toEqual([ruleKey({ when: {}, allows: true, index: 0, pointer: '' })]);
});

test('members in any order are one key', () => {
  const [first, second] = rules([{ cap_name: 'a', effect_kind: 'b' }, { effect_kind: 'b', cap_name: 'a' }]);
  expect(first && ruleKey(first)).toBe(second && ruleKey(second));
});
