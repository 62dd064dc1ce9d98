// Entry `@nx-air/plan/check`: what definitions mean, of a world and of a pack on its own.
import { NOTHING_UNREAD, type DraftManifest, type LoadedNode, type MergedDef, type MergedManifest, type Problem, type UnreadDefs } from '@nx-air/air';
import { checkAuthority } from './authority.ts';
import { checkDeclaredUse, checkGrants } from './check/caps.ts';
import { checkCorrelatedWaits } from './check/correlation.ts';
import { checkModules } from './check/modules.ts';
import { checkShipped } from './check/packs.ts';
import { checkPlan } from './check/plan.ts';
import { checkPolicies } from './check/policy.ts';
import { checkReadme, type Readme } from './check/readme.ts';
import { checkPackReferences, checkWorldReferences } from './check/refs.ts';
import { checkRouting } from './check/routing.ts';
import { checkSchemas } from './check/schemas.ts';
import { checkSpawnCycles } from './check/spawn-cycles.ts';
import { checkSecrets } from './check/secrets.ts';
import { checkTriggers } from './check/triggers.ts';
import { checkVersion } from './check/versions.ts';
import { contractIn } from './contract.ts';
import { checkCopies } from './copies.ts';
import type { Definitions } from './definitions.ts';
import { packView, type PackView } from './pack-view.ts';
import { checkRoles } from './roles.ts';
import { checkWiring } from './wiring.ts';
import { packPlanView, planViewIn, worldView } from './world-view.ts';

export type { PlanView, EffectView } from './view.ts';
export { checkPlan } from './check/plan.ts';
export { PLAN_CODES } from './check/plan-codes.ts';
export type { Readme } from './check/readme.ts';
export type { AirVersion } from './check/versions.ts';
export { comparePacks } from './compare/compare-packs.ts';
export { DIFFERENCE_CATEGORIES } from './compare/difference.ts';
export type { Difference, DifferenceCategory } from './compare/difference.ts';
export { contractOf } from './contract.ts';
export type { ContractSchema, ContractSlot, PackContract, PlanContract } from './contract.ts';
export { CONTRACT_END, CONTRACT_START, findContract, findLostContract, renderContract, withContract } from './contract-markdown.ts';
export { IMPACT_STATES, impactOn } from './impact.ts';
export type { Impact, ImpactState, MetDifference } from './impact.ts';
export { LINT_LEVELS, readLintLevels } from './lint-levels.ts';
export type { LintLevel, LintLevels, LintLevelsReading } from './lint-levels.ts';
export { LINT_CODES } from './lints/lint.ts';
export type { LintCode, LockedSlots } from './lints/lint.ts';
export { lintPack, lintWorld } from './lints/lints.ts';
export type { LintOptions } from './lints/lints.ts';
export { shapeOf } from './plan-shape.ts';
export { roleOf } from './roles.ts';
export { useCore } from './use-core/use-core.ts';
export type { UseCoreResult, UsedCore, WorldEdit } from './use-core/use-core.ts';
export type { Profile, Role } from './roles.ts';

/**
 * Everything that can be said about a merged world without running it. Only what its manifest lists is judged, and
 * copies. `reported` is what loading found: a name that is unknown there is not reported again. Of a draft everything is
 * judged that does not depend on what could not be loaded.
 */
export function checkWorld(merged: MergedManifest | DraftManifest, reported: readonly Problem[] = []): readonly Problem[] {
  const world = worldView(merged);
  const { definitions } = world;
  const plans = definitions.ofKind('defplan').flatMap((plan) => checkPlan(planViewIn(world, plan)));
  return withoutRepeats([
    ...checkWorldReferences(world),
    ...checkDefinitions(definitions),
    ...checkGrants(world),
    ...checkVersion(world),
    ...checkRouting(world),
    ...checkTriggers(world),
    ...checkCorrelatedWaits(world, plans),
    ...checkPolicies(world),
    ...checkAuthority(world),
    ...checkSecrets(world),
    ...checkWiring(world),
    ...checkCopies(world),
    ...plans,
  ], reported);
}

export interface CheckPackOptions {
  /** How findings call the pack. */
  readonly name: string;
  /** Absent when the pack has none, which is reported where it is loaded. */
  readonly readme?: Readme;
  /** What could not be loaded of it: the contract and the set of plans are then not judged. */
  readonly unread?: UnreadDefs;
}

/** Everything that can be said about a pack alone: no grants, no policy, no triggers. */
export function checkPack(nodes: readonly LoadedNode[], { name, readme, unread = NOTHING_UNREAD }: CheckPackOptions): readonly Problem[] {
  const pack = packView(nodes, unread);
  const { definitions } = pack;
  const plans = definitions.ofKind('defplan');
  const isWhole = !unread.anything && unread.defs.length === 0;
  const roles = checkRoles(plans).filter(({ code }) => isWhole || code !== 'pack_without_entry');
  return withoutRepeats([
    ...checkView(pack),
    ...roles,
    ...checkShipped(definitions),
    ...(readme && isWhole ? checkReadme(name, contractIn(definitions), readme) : []),
  ]);
}

/** What can be said about definitions whose manifest is not known: nothing about what takes part. */
export function checkLoose(nodes: readonly LoadedNode[], unread: UnreadDefs): readonly Problem[] {
  return withoutRepeats(checkView(packView(nodes, unread)));
}

/** The definitions of a pack in the form that checks and pictures read. */
export function definitionsOf(nodes: readonly LoadedNode[], unread?: UnreadDefs): readonly MergedDef[] {
  return packView(nodes, unread).definitions.all;
}

function checkView({ definitions, problems }: PackView): readonly Problem[] {
  return [
    ...problems,
    ...checkPackReferences(definitions),
    ...checkDefinitions(definitions),
    ...definitions.ofKind('defplan').flatMap((plan) => checkPlan(packPlanView(definitions, plan))),
  ];
}

function checkDefinitions(definitions: Definitions): readonly Problem[] {
  return [...checkSchemas(definitions), ...checkModules(definitions), ...definitions.ofKind('defplan').flatMap(checkDeclaredUse), ...checkSpawnCycles(definitions)];
}

const ABOUT_NAMES = new Set<Problem['code']>([
  'literal_unknown_schema', 'literal_unknown_effect', 'literal_unknown_plan', 'unknown_schema', 'unknown_effect', 'unknown_plan', 'unknown_grant',
]);

/** One mistake, one finding: an unknown name that stands in one place is reported once. */
function withoutRepeats(problems: readonly Problem[], reported: readonly Problem[] = []): readonly Problem[] {
  const placeOf = ({ file, pointer }: Problem): string => `${file} ${pointer}`;
  const seen = new Set(reported.filter(({ code }) => ABOUT_NAMES.has(code)).map(placeOf));
  return problems.filter((problem) => {
    if (!ABOUT_NAMES.has(problem.code)) return true;
    const key = placeOf(problem);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
