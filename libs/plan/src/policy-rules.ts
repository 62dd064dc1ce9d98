// The rules of a policy, found by what they match without trying one after the other.
import type { JsonObject } from '@nx-air/canon';
import { objectOf, objectsOf, textOf } from './members.ts';

/** What a rule can match on. */
export const RULE_MEMBERS = ['effect_kind', 'cap_name', 'cap_type', 'origin_kind', 'origin_name'] as const;
export type RuleMember = (typeof RULE_MEMBERS)[number];

/** Values by member; in a rule, absent members match anything. */
export type RuleSubject = Readonly<Partial<Record<RuleMember, string>>>;

export interface Rule {
  readonly when: RuleSubject;
  readonly allows: boolean;
  readonly index: number;
  /** Inside the policy. */
  readonly pointer: string;
}

export function rulesOf(policy: JsonObject): readonly Rule[] {
  return objectsOf(policy, 'rules').map((rule, index) => {
    const when = objectOf(rule, 'when');
    const members = RULE_MEMBERS.map((member) => [member, textOf(when, member)] as const).filter(([, value]) => value !== undefined);
    return { when: Object.fromEntries(members), allows: rule['decision'] === 'allow', index, pointer: `/rules/${index}` };
  });
}

const keyOf = (subject: RuleSubject, members: readonly RuleMember[]): string => JSON.stringify(members.map((member) => [member, subject[member]]));

/** The key of exactly what a rule says. */
export const ruleKey = ({ when }: Rule): string => keyOf(when, RULE_MEMBERS.filter((member) => when[member] !== undefined));

/** The keys of every rule that would match the subject: at most one for each choice of members, 32 in all. */
export function matchingKeys(subject: RuleSubject): readonly string[] {
  const given = RULE_MEMBERS.filter((member) => subject[member] !== undefined);
  return Array.from({ length: 2 ** given.length }, (_, choice) => keyOf(subject, given.filter((_member, bit) => (choice & (2 ** bit)) !== 0)));
}

/** Finds the rule that decides in the same time for ten rules and for ten thousand. */
export class RuleIndex {
  readonly #firstByKey = new Map<string, Rule>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      const key = ruleKey(rule);
      if (!this.#firstByKey.has(key)) this.#firstByKey.set(key, rule);
    }
  }

  /** The first rule that matches `subject`; for the `when` of a rule, the first one that matches all it matches. */
  first(subject: RuleSubject): Rule | undefined {
    let first: Rule | undefined;
    for (const key of matchingKeys(subject)) {
      const rule = this.#firstByKey.get(key);
      if (rule && (first === undefined || rule.index < first.index)) first = rule;
    }
    return first;
  }
}
