// The policy: the first matching rule decides; no match and no policy deny.
import type { Policy } from '../program/program.ts';

export interface PolicySubject {
  readonly effectKind: string;
  readonly capName: string;
  readonly capType: string;
  readonly originKind: string;
  readonly originName: string;
}

export interface PolicyVerdict {
  readonly allows: boolean;
  /** Position of the rule that matched. */
  readonly rule?: number;
}

export function decide(policy: Policy | undefined, subject: PolicySubject): PolicyVerdict {
  const members = new Map([
    ['effect_kind', subject.effectKind],
    ['cap_name', subject.capName],
    ['cap_type', subject.capType],
    ['origin_kind', subject.originKind],
    ['origin_name', subject.originName],
  ]);
  const rules = policy?.rules ?? [];
  const rule = rules.findIndex(({ when }) => when.every(([member, wanted]) => members.get(member) === wanted));
  const found = rules[rule];
  return found ? { allows: found.allows, rule } : { allows: false };
}
