// For every plan and module and every effect it can emit: the grant, and the rule of the policy that decides.
import type { MergedDef, Problem, Related } from '@nx-air/air';
import { joinPointer } from '@nx-air/canon';
import { abiOf } from './check/modules.ts';
import { didYouMean } from './check/refs.ts';
import { objectOf, objectsOf, textMembers, textOf } from './members.ts';
import { RuleIndex, rulesOf, type Rule, type RuleSubject } from './policy-rules.ts';
import { problemIn, relatedIn, subjectOf, type Placed } from './report.ts';
import { Spawners } from './spawners.ts';
import type { Grant, WorldView } from './world-view.ts';

/** One effect through one slot. */
export interface EffectUse {
  readonly origin: 'plan' | 'workflow';
  readonly def: MergedDef;
  readonly effectKind: string;
  /** The grant it goes through. */
  readonly grant: Grant;
  /** Where the definition says so, inside it. */
  readonly pointer: string;
}

/** What the gate compares with the members of `when`. */
export function subjectOfUse({ origin, def, effectKind, grant }: EffectUse, capType: string | undefined): RuleSubject {
  return { effect_kind: effectKind, cap_name: grant.name, cap_type: capType ?? '', origin_kind: origin, origin_name: def.name };
}

/** Slots without a grant, grants of another cap type, and effects that the policy does not allow. */
export function checkAuthority(world: WorldView): Problem[] {
  const { uses, problems } = effectUses(world);
  return [...problems, ...checkPolicyAllows(world, uses, new Spawners(world.definitions))];
}

/** The effects that can be emitted through a grant of the right type, and what is in the way of the others. */
export function effectUses(world: WorldView): { readonly uses: readonly EffectUse[]; readonly problems: readonly Problem[] } {
  const spawners = new Spawners(world.definitions);
  const parts = [
    ...world.definitions.ofKind('defplan').map((plan) => planUses(world, plan, spawners)),
    ...world.definitions.ofKind('defmodule').map((module) => moduleUses(world, module)),
    { uses: [], problems: strayBindings(world) },
  ];
  return { uses: parts.flatMap(({ uses }) => uses), problems: parts.flatMap(({ problems }) => problems) };
}

interface Uses {
  readonly uses: readonly EffectUse[];
  readonly problems: readonly Problem[];
}

function planUses(world: WorldView, plan: MergedDef, spawners: Spawners): Uses {
  const uses: EffectUse[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, step] of objectsOf(plan.normalized, 'steps').entries()) {
    const slot = textOf(step, 'cap');
    const effectKind = textOf(step, 'kind');
    if (step['op'] !== 'emit_effect' || slot === undefined || effectKind === undefined) continue;
    const capType = world.definitions.capTypeOf(effectKind);
    if (capType === undefined || seen.has(`${slot} ${effectKind}`)) continue;
    const grant = world.grantByName.get(slot);
    const pointer = `/steps/${index}`;
    if (!grant) {
      // A slot is bound once, whatever goes through it.
      if (!seen.has(slot)) problems.push(unboundSlot(world, plan, { slot, pointer: `${pointer}/cap`, capType, trail: spawners.trail(plan.name) }));
    } else if (grant.capType !== undefined && grant.capType !== capType) {
      problems.push(wrongCapType(world, plan, `${pointer}/cap`, grant, { effectKind, capType }));
    } else {
      uses.push({ origin: 'plan', def: plan, effectKind, grant, pointer: `${pointer}/kind` });
    }
    seen.add(slot).add(`${slot} ${effectKind}`);
  }
  return { uses, problems };
}

interface Unbound {
  readonly slot: string;
  readonly pointer: string;
  readonly capType: string;
  /** How the plan is reached by spawning. */
  readonly trail: readonly Related[];
}

function unboundSlot(world: WorldView, def: Placed, { slot, pointer, capType, trail }: Unbound): Problem {
  return problemIn(def, 'slot_unbound', pointer, {
    expected: `a grant \`${slot}\` of cap type ${capType}`,
    actual: world.grants.length === 0 ? 'no grants' : `grants ${world.grants.map(({ name }) => name).join(', ')}`,
    related: [relatedIn(world.place, '/defaults/cap_grants', 'the grants of the world'), ...trail],
    ...didYouMean(slot, world.grants.map(({ name }) => name)),
  });
}

function wrongCapType(world: WorldView, def: Placed, pointer: string, grant: Grant, wanted: { readonly effectKind: string; readonly capType: string }): Problem {
  return problemIn(def, 'cap_type_differs', pointer, {
    expected: `cap type ${wanted.capType} for ${wanted.effectKind}`,
    actual: `grant \`${grant.name}\` of ${grant.cap}, cap type ${grant.capType ?? ''}`,
    related: [relatedIn(world.place, `${grant.pointer}/cap`, 'the grant')],
  });
}

/** A workflow module emits through the slots of the effect's cap type; without such a slot through the only grant of that type. */
function moduleUses(world: WorldView, module: MergedDef): Uses {
  const { effects, slots, pointer } = abiOf(module.normalized);
  const bound = new Map(textMembers(objectOf(objectOf(objectOf(world.manifest, 'module_bindings'), module.name), 'slots')));
  const problems: Problem[] = [];
  const granted = new Map<string, Grant>();
  for (const [slot, capType] of slots) {
    const grant = world.grantByName.get(bound.get(slot) ?? '');
    const at = joinPointer(pointer, 'cap_slots', slot);
    if (!grant && !bound.has(slot)) problems.push(unboundModuleSlot(world, module, slot, at, capType));
    else if (grant?.capType !== undefined && grant.capType !== capType) problems.push(wrongCapType(world, module, at, grant, { effectKind: `slot ${slot}`, capType }));
    else if (grant) granted.set(slot, grant);
  }
  const uses = effects.flatMap((effectKind, index): readonly EffectUse[] => {
    const at = joinPointer(pointer, 'effects_emitted', String(index));
    const capType = world.definitions.capTypeOf(effectKind);
    if (capType === undefined) return [];
    const wanted = [...slots].filter(([, type]) => type === capType).map(([slot]) => slot);
    const grants = wanted.length > 0 ? wanted.flatMap((slot) => granted.get(slot) ?? []) : onlyGrant(world, capType);
    if (grants.length === 0 && wanted.length === 0) {
      problems.push(problemIn(module, 'slot_unbound', at, { expected: `a slot in cap_slots, or one single grant, of cap type ${capType}`, actual: `${effectKind} without one` }));
    }
    return grants.map((grant) => ({ origin: 'workflow', def: module, effectKind, grant, pointer: at }));
  });
  return { uses, problems };
}

function unboundModuleSlot(world: WorldView, module: MergedDef, slot: string, pointer: string, capType: string): Problem {
  const expected = `\`${slot}\` in module_bindings of ${module.name}, with a grant of cap type ${capType}`;
  return problemIn(module, 'slot_unbound', pointer, { expected, related: [relatedIn(world.place, '/module_bindings', 'the bindings of the world')] });
}

function onlyGrant(world: WorldView, capType: string): readonly Grant[] {
  const grants = world.grants.filter((grant) => grant.capType === capType);
  return grants.length === 1 ? grants : [];
}

/** Bindings of slots that the module does not have, or to grants that do not exist. */
function strayBindings(world: WorldView): readonly Problem[] {
  const bindings = objectOf(world.manifest, 'module_bindings');
  return Object.keys(bindings).flatMap((name) => {
    const found = world.definitions.find('defmodule', name);
    if (!found) return [];
    const { slots } = abiOf(found.node);
    const at = joinPointer('/module_bindings', name, 'slots');
    return textMembers(objectOf(objectOf(bindings, name), 'slots')).flatMap(([slot, grant]): readonly Problem[] => {
      const pointer = joinPointer(at, slot);
      if (!slots.has(slot)) return [problemIn(world.place, 'unknown_slot', pointer, { at: 'key', actual: slot, expected: `a slot in cap_slots of ${name}`, ...didYouMean(slot, slots.keys()) })];
      if (world.grantByName.has(grant)) return [];
      return [problemIn(world.place, 'unknown_grant', pointer, { actual: grant, ...didYouMean(grant, world.grantByName.keys()) })];
    });
  });
}

/** The first rule that matches decides; no match and no policy deny. */
function checkPolicyAllows(world: WorldView, uses: readonly EffectUse[], spawners: Spawners): readonly Problem[] {
  const [first] = uses;
  if (!first) return [];
  if (world.policyName === undefined) {
    const related = [relatedIn(first.def, first.pointer, `${subjectOf(first.def)} emits ${first.effectKind}`)];
    return [problemIn(world.place, 'no_policy', Object.hasOwn(world.manifest, 'defaults') ? '/defaults' : '', { at: 'key', related })];
  }
  const policy = world.definitions.find('defpolicy', world.policyName)?.def;
  if (!policy) return [];
  const rules = new RuleIndex(rulesOf(policy.normalized));
  const decided = uses.map((use) => ({ use, rule: rules.first(subjectOfUse(use, world.definitions.capTypeOf(use.effectKind))) }));
  // A module may reach one effect through several slots; one that is allowed is enough.
  const keyOf = ({ def, effectKind }: EffectUse): string => `${subjectOf(def)} ${effectKind}`;
  const allowed = new Set(decided.flatMap(({ use, rule }) => (rule?.allows === true && use.origin === 'workflow' ? [keyOf(use)] : [])));
  const related = ({ def, origin, effectKind, grant }: EffectUse): readonly Related[] => {
    if (origin !== 'plan') return [];
    const meant = spawners.above(def.name).flatMap((parent) => rules.first(subjectOfUse({ origin, def: parent, effectKind, grant, pointer: '' }, world.definitions.capTypeOf(effectKind))) ?? []);
    const [rule] = meant.filter(({ allows, when }) => allows && when.origin_name !== undefined);
    // The usual mistake with a wrapper: the rule names the parent, but every plan emits under its own name.
    const note = rule ? [relatedIn(policy, `${rule.pointer}/when/origin_name`, `allows it for ${rule.when.origin_name ?? ''}; a child is an origin of its own`)] : [];
    return [...note, ...spawners.trail(def.name)];
  };
  return decided.flatMap(({ use, rule }) => (rule?.allows === true || allowed.has(keyOf(use)) ? [] : [refusal(policy, rule, use, related(use))]));
}

function refusal(policy: MergedDef, rule: Rule | undefined, { origin, def, effectKind, grant, pointer }: EffectUse, above: readonly Related[]): Problem {
  const wanted = `{ "effect_kind": "${effectKind}", "cap_name": "${grant.name}", "origin_kind": "${origin}", "origin_name": "${def.name}" }`;
  return problemIn({ ...policy, kind: def.kind, name: def.name }, 'policy_denies', rule?.pointer ?? '/rules', {
    expected: `a rule that allows ${effectKind} through \`${grant.name}\``,
    actual: rule ? 'this rule denies it' : 'no rule matches it',
    related: [relatedIn(def, pointer, `emits ${effectKind}`), ...above],
    hint: rule ? `Put an allow rule with \`when\` ${wanted} before it.` : `Add an allow rule with \`when\` ${wanted}.`,
    ...(rule ? {} : { at: 'key' as const }),
  });
}
