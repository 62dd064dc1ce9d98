// Roles of plans by the prefix of their name, and what a pack must have.
import { parseDefName, type MergedDef, type Problem } from '@nx-air/air';
import { problemIn } from './report.ts';

export type Role = 'entry' | 'core' | 'adapter' | 'internal';

const PREFIXES: readonly (readonly [prefix: string, role: Role])[] = [
  ['entry_', 'entry'],
  ['core_', 'core'],
  ['adapter_', 'adapter'],
  ['internal_', 'internal'],
  ['_internal_', 'internal'],
];

/** The role of a plan; undefined outside the convention. */
export function roleOf(plan: string): Role | undefined {
  const base = parseDefName(plan)?.base ?? '';
  return PREFIXES.find(([prefix]) => base.startsWith(prefix))?.[1];
}

/** How a pack can be used: an entry plan as it is, a core plan behind a wrapper. */
export type Profile = 'turnkey' | 'composable-core';

export function profilesOf(plans: readonly string[]): readonly Profile[] {
  const roles = new Set(plans.map(roleOf));
  const profiles: Profile[] = [];
  if (roles.has('entry')) profiles.push('turnkey');
  if (roles.has('core')) profiles.push('composable-core');
  return profiles;
}

/** Every plan of a pack has a role, and one of them is for consumers. */
export function checkRoles(plans: readonly MergedDef[]): Problem[] {
  const [first] = plans;
  const outside = plans.filter(({ name }) => roleOf(name) === undefined);
  const names = plans.map(({ name }) => name);
  if (outside.length > 0) return outside.map((plan) => problemIn(plan, 'plan_without_role', '/name', { actual: plan.name }));
  if (first === undefined || profilesOf(names).length > 0) return [];
  return [problemIn(first, 'pack_without_entry', '/name', { expected: 'a plan entry_… or core_…', actual: `only ${names.join(', ')}` })];
}
