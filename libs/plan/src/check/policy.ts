// Rules of policies: what they name exists, and each can be the first one that matches.
import type { MergedDef, Problem } from '@nx-air/air';
import { effectUses, matches, rulesOf, subjectsOf, type EffectUse, type Rule } from '../authority.ts';
import type { Definitions } from '../definitions.ts';
import { objectsOf, textMembers, textOf } from '../members.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { WorldView } from '../world-view.ts';
import { abiOf } from './modules.ts';
import { didYouMean } from './refs.ts';

/** All listed policies; only for the one in force is it known what it has to decide. */
export function checkPolicies(world: WorldView): Problem[] {
  const { uses, problems } = effectUses(world);
  // Where a slot has no grant of its type, that is the mistake, and the rule that waits for it is right.
  const isWired = problems.length === 0;
  const slots = slotsOfPlans(world.definitions);
  return world.definitions.ofKind('defpolicy').flatMap((policy) => {
    const rules = rulesOf(policy.normalized);
    return rules.flatMap((rule, index): readonly Problem[] => {
      const unknown = unknownNames(world, slots, policy, rule);
      if (unknown.length > 0) return unknown;
      const shadow = rules.slice(0, index).find((earlier) => covers(earlier, rule));
      if (shadow) {
        const related = [relatedIn(policy, shadow.pointer, 'matches everything that this rule matches')];
        return [problemIn(policy, 'rule_shadowed', rule.pointer, { related })];
      }
      const judged = isWired && policy.name === world.policyName;
      const reason = (isWired ? contradiction(world, rule) : undefined) ?? whyNobody(world, rule) ?? (judged ? idle(world, rule, uses) : undefined);
      return reason === undefined ? [] : [problemIn(policy, 'rule_never_matches', rule.pointer, { actual: reason })];
    });
  });
}

function slotsOfPlans(definitions: Definitions): ReadonlySet<string> {
  const emits = definitions.ofKind('defplan').flatMap((plan) => objectsOf(plan.normalized, 'steps').filter((step) => step['op'] === 'emit_effect'));
  return new Set(emits.flatMap((step) => textOf(step, 'cap') ?? []));
}

function unknownNames({ definitions, grants }: WorldView, slots: ReadonlySet<string>, policy: MergedDef, { when, pointer }: Rule): readonly Problem[] {
  const effectKind = textOf(when, 'effect_kind');
  const capName = textOf(when, 'cap_name');
  const problems: Problem[] = [];
  if (effectKind !== undefined && !definitions.effect(effectKind)) {
    problems.push(problemIn(policy, 'unknown_effect', `${pointer}/when/effect_kind`, { actual: effectKind, ...didYouMean(effectKind, definitions.effectKinds()) }));
  }
  // A slot of that name without a grant is reported where a plan uses it.
  if (capName !== undefined && !slots.has(capName) && !grants.some(({ name }) => name === capName)) {
    const names = grants.map(({ name }) => name);
    problems.push(problemIn(policy, 'unknown_grant', `${pointer}/when/cap_name`, { actual: capName, ...didYouMean(capName, names) }));
  }
  return problems;
}

/** Whether `earlier` matches whatever `later` matches. */
function covers(earlier: Rule, later: Rule): boolean {
  return textMembers(earlier.when).every(([member, wanted]) => textOf(later.when, member) === wanted);
}

/** Why the members of a rule exclude each other. */
function contradiction({ definitions, grantByName }: WorldView, { when }: Rule): string | undefined {
  const effectKind = textOf(when, 'effect_kind');
  const grant = grantByName.get(textOf(when, 'cap_name') ?? '');
  const effectType = effectKind === undefined ? undefined : definitions.capTypeOf(effectKind);
  const types = [effectType, grant?.capType, textOf(when, 'cap_type')].filter((type) => type !== undefined);
  const [first, other] = [types[0], types.find((type) => type !== types[0])];
  return first !== undefined && other !== undefined ? `cap types ${first} and ${other} exclude each other` : undefined;
}

/** Why no origin matches. */
function whyNobody({ definitions, triggers }: WorldView, { when }: Rule): string | undefined {
  const kind = textOf(when, 'origin_kind');
  const name = textOf(when, 'origin_name');
  if (kind === 'reducer') return 'reducers emit no effects';
  // A plan that a trigger names is there or missed already.
  if (name === undefined || (kind !== 'workflow' && triggers.some(({ plan }) => plan === name))) return undefined;
  const isPlan = definitions.ofKind('defplan').some((plan) => plan.name === name);
  const isWorkflow = definitions.ofKind('defmodule').some((module) => module.name === name && abiOf(module.normalized).kind === 'workflow');
  if (kind === 'plan' ? isPlan : kind === 'workflow' ? isWorkflow : isPlan || isWorkflow) return undefined;
  return `the manifest lists no ${kind === undefined ? 'plan or workflow module' : kind === 'plan' ? 'plan' : 'workflow module'} ${name}`;
}

/** An allow rule that no effect of the world needs. Deny rules may be there for what comes later. */
function idle({ definitions }: WorldView, rule: Rule, uses: readonly EffectUse[]): string | undefined {
  if (!rule.allows || textMembers(rule.when).length === 0) return undefined;
  if (uses.some((use) => matches(rule, subjectsOf(use, definitions.capTypeOf(use.effectKind))))) return undefined;
  return 'nothing in this world emits such an effect';
}
