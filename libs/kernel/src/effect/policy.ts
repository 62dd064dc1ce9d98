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
  const rules = policy?.rules ?? [];
  const rule = rules.findIndex(({ when }) => when.every(([member, wanted]) => memberOf(subject, member) === wanted));
  const found = rules[rule];
  return found ? { allows: found.allows, rule } : { allows: false };
}

/** By its name in `when`; no subject has any other. */
function memberOf(subject: PolicySubject, name: string): string | undefined {
  switch (name) {
    case 'effect_kind':
      return subject.effectKind;
    case 'cap_name':
      return subject.capName;
    case 'cap_type':
      return subject.capType;
    case 'origin_kind':
      return subject.originKind;
    case 'origin_name':
      return subject.originName;
    default:
      return undefined;
  }
}
