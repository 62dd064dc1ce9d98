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
  const uses = effectUses(world).uses;
  return world.definitions.ofKind('defpolicy').flatMap((policy) => {
    const rules = rulesOf(policy.normalized);
    return rules.flatMap((rule, index): readonly Problem[] => {
      const unknown = unknownNames(world, policy, rule);
      if (unknown.length > 0) return unknown;
      const shadow = rules.slice(0, index).find((earlier) => covers(earlier, rule));
      if (shadow) {
        const related = [relatedIn(policy, shadow.pointer, 'matches everything that this rule matches')];
        return [problemIn(policy, 'rule_shadowed', rule.pointer, { related })];
      }
      const reason = contradiction(world, rule) ?? (policy.name === world.policyName ? idle(world, rule, uses) : undefined);
      return reason === undefined ? [] : [problemIn(policy, 'rule_never_matches', rule.pointer, { actual: reason })];
    });
  });
}

function unknownNames({ definitions, grants }: WorldView, policy: MergedDef, { when, pointer }: Rule): readonly Problem[] {
  const effectKind = textOf(when, 'effect_kind');
  const capName = textOf(when, 'cap_name');
  const problems: Problem[] = [];
  if (effectKind !== undefined && !definitions.effect(effectKind)) {
    problems.push(problemIn(policy, 'unknown_effect', `${pointer}/when/effect_kind`, { actual: effectKind, ...didYouMean(effectKind, definitions.effectKinds()) }));
  }
  if (capName !== undefined && !grants.some(({ name }) => name === capName)) {
    const names = grants.map(({ name }) => name);
    problems.push(problemIn(policy, 'unknown_grant', `${pointer}/when/cap_name`, { actual: capName, ...didYouMean(capName, names) }));
  }
  return problems;
}

/** Whether `earlier` matches whatever `later` matches. */
function covers(earlier: Rule, later: Rule): boolean {
  return textMembers(earlier.when).every(([member, wanted]) => textOf(later.when, member) === wanted);
}

/** Why the members of a rule exclude each other, or name nobody. */
function contradiction({ definitions, grantByName }: WorldView, { when }: Rule): string | undefined {
  const effectKind = textOf(when, 'effect_kind');
  const grant = grantByName.get(textOf(when, 'cap_name') ?? '');
  const effectType = effectKind === undefined ? undefined : definitions.capTypeOf(effectKind);
  const capType = textOf(when, 'cap_type');
  const types = [effectType, grant?.capType, capType].filter((type) => type !== undefined);
  const [first, other] = [types[0], types.find((type) => type !== types[0])];
  if (first !== undefined && other !== undefined) return `cap types ${first} and ${other} exclude each other`;
  return whyNobody(definitions, textOf(when, 'origin_kind'), textOf(when, 'origin_name'));
}

function whyNobody(definitions: Definitions, kind: string | undefined, name: string | undefined): string | undefined {
  if (kind === 'reducer') return 'reducers emit no effects';
  if (name === undefined) return undefined;
  const isPlan = definitions.ofKind('defplan').some((plan) => plan.name === name);
  const isWorkflow = definitions.ofKind('defmodule').some((module) => module.name === name && abiOf(module.normalized).kind === 'workflow');
  if (kind === 'plan' ? isPlan : kind === 'workflow' ? isWorkflow : isPlan || isWorkflow) return undefined;
  return `the manifest lists no ${kind === undefined ? 'plan or workflow module' : kind === 'plan' ? 'plan' : 'workflow module'} ${name}`;
}

/** An allow rule that no effect of the world needs. Deny rules may be there for what comes later. */
function idle({ definitions }: WorldView, rule: Rule, uses: readonly EffectUse[]): string | undefined {
  if (!rule.allows || textMembers(rule.when).length === 0) return undefined;
  if (uses.some((use) => matches(rule, subjectsOf(use, definitions.capTypeOf(use.effectKind))))) return undefined;
  // Without its grant an effect is not among the uses, but the rule that waits for it is right.
  return emitsAnyway(definitions, rule) ? undefined : 'nothing in this world emits such an effect';
}

function emitsAnyway(definitions: Definitions, { when }: Rule): boolean {
  const wanted = (member: string, value: string): boolean => textOf(when, member) === undefined || textOf(when, member) === value;
  return definitions.ofKind('defplan').some(
    (plan) =>
      wanted('origin_name', plan.name) &&
      objectsOf(plan.normalized, 'steps').some((step) => {
        const kind = textOf(step, 'kind') ?? '';
        return step['op'] === 'emit_effect' && wanted('effect_kind', kind) && wanted('cap_name', textOf(step, 'cap') ?? '') && wanted('cap_type', definitions.capTypeOf(kind) ?? '');
      }),
  );
}
