// Rules of policies: what they name exists, and each can be the first one that matches.
import type { MergedDef, Problem } from '@nx-air/air';
import { effectUses, subjectOfUse } from '../authority.ts';
import type { Definitions } from '../definitions.ts';
import { objectsOf, textOf } from '../members.ts';
import { matchingKeys, RuleIndex, ruleKey, rulesOf, type Rule } from '../policy-rules.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { WorldView } from '../world-view.ts';
import { abiOf } from './modules.ts';
import { didYouMean } from './refs.ts';

/** All listed policies; only for the one in force is it known what it has to decide. */
export function checkPolicies(world: WorldView): Problem[] {
  const { uses, problems } = effectUses(world);
  // Where a slot has no grant of its type, that is the mistake, and the rule that waits for it is right.
  // So it may be right where a plan that is started does not take part.
  const isWhole = world.triggers.every(({ plan }) => world.definitions.find('defplan', plan)?.takesPart === true);
  const isWired = problems.length === 0 && isWhole && !world.definitions.lacksAny('defplan', 'defmodule', 'defeffect', 'defcap');
  const slots = slotsOfPlans(world.definitions);
  const needed = new Set(uses.flatMap((use) => matchingKeys(subjectOfUse(use, world.definitions.capTypeOf(use.effectKind)))));
  const started = new Set(world.triggers.map(({ plan }) => plan));
  return world.definitions.ofKind('defpolicy').flatMap((policy) => {
    const rules = rulesOf(policy.normalized);
    const index = new RuleIndex(rules);
    return rules.flatMap((rule): readonly Problem[] => {
      const unknown = unknownNames(world, slots, policy, rule);
      if (unknown.length > 0) return unknown;
      const shadow = index.first(rule.when);
      if (shadow && shadow !== rule) {
        const related = [relatedIn(policy, shadow.pointer, 'matches everything that this rule matches')];
        return [problemIn(policy, 'rule_shadowed', rule.pointer, { related })];
      }
      const judged = isWired && policy.name === world.policyName;
      const reason = (isWired ? contradiction(world, rule) : undefined) ?? whyNobody(world.definitions, started, rule) ?? (judged ? idle(rule, needed) : undefined);
      return reason === undefined ? [] : [problemIn(policy, 'rule_never_matches', rule.pointer, { actual: reason })];
    });
  });
}

function slotsOfPlans(definitions: Definitions): ReadonlySet<string> {
  const emits = definitions.ofKind('defplan').flatMap((plan) => objectsOf(plan.normalized, 'steps').filter((step) => step['op'] === 'emit_effect'));
  return new Set(emits.flatMap((step) => textOf(step, 'cap') ?? []));
}

function unknownNames({ definitions, grants }: WorldView, slots: ReadonlySet<string>, policy: MergedDef, { when, pointer }: Rule): readonly Problem[] {
  const effectKind = when.effect_kind;
  const capName = when.cap_name;
  const problems: Problem[] = [];
  if (effectKind !== undefined && !definitions.effect(effectKind) && !definitions.mayBeUnread('effect', effectKind)) {
    problems.push(problemIn(policy, 'unknown_effect', `${pointer}/when/effect_kind`, { actual: effectKind, ...didYouMean(effectKind, definitions.effectKinds()) }));
  }
  // A slot of that name without a grant is reported where a plan uses it.
  if (capName !== undefined && !slots.has(capName) && !definitions.lacksAny('defplan') && !grants.some(({ name }) => name === capName)) {
    const names = grants.map(({ name }) => name);
    problems.push(problemIn(policy, 'unknown_grant', `${pointer}/when/cap_name`, { actual: capName, ...didYouMean(capName, names) }));
  }
  return problems;
}

/** Why the members of a rule exclude each other. */
function contradiction({ definitions, grantByName }: WorldView, { when }: Rule): string | undefined {
  const effectKind = when.effect_kind;
  const grant = grantByName.get(when.cap_name ?? '');
  const effectType = effectKind === undefined ? undefined : definitions.capTypeOf(effectKind);
  const types = [effectType, grant?.capType, when.cap_type].filter((type) => type !== undefined);
  const [first, other] = [types[0], types.find((type) => type !== types[0])];
  return first !== undefined && other !== undefined ? `cap types ${first} and ${other} exclude each other` : undefined;
}

/** Why no origin matches. A plan that a trigger names is there, or missed already. */
function whyNobody(definitions: Definitions, started: ReadonlySet<string>, { when: { origin_kind: kind, origin_name: name } }: Rule): string | undefined {
  if (kind === 'reducer') return 'reducers emit no effects';
  if (name === undefined || (kind !== 'workflow' && started.has(name))) return undefined;
  const module = definitions.find('defmodule', name);
  const isWorkflow = module?.takesPart === true && abiOf(module.node).kind === 'workflow';
  const isPlan = definitions.find('defplan', name)?.takesPart === true;
  if (kind === 'plan' ? isPlan : kind === 'workflow' ? isWorkflow : isPlan || isWorkflow) return undefined;
  if (definitions.mayBeUnread('defplan', name) || definitions.mayBeUnread('defmodule', name)) return undefined;
  return `the manifest lists no ${kind === undefined ? 'plan or workflow module' : kind === 'plan' ? 'plan' : 'workflow module'} ${name}`;
}

/** An allow rule that no effect of the world needs. Deny rules may be there for what comes later. */
function idle(rule: Rule, needed: ReadonlySet<string>): string | undefined {
  if (!rule.allows || Object.keys(rule.when).length === 0 || needed.has(ruleKey(rule))) return undefined;
  return 'nothing in this world emits such an effect';
}
