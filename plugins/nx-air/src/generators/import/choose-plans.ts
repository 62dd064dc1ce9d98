// Which plans of a pack a world uses, by the profile that it wants.
import { nearest } from '@nx-air/air/did-you-mean';
import type { PackContract, PlanContract } from '@nx-air/plan/check';
import { GeneratorError } from '../errors.ts';
import { chooseOne, PROFILES, type Profile } from '../plan-pack/flavour.ts';

const ROLE = { turnkey: 'entry', 'composable-core': 'core' } as const;

export interface ChosenPlan {
  readonly profile: Profile;
  readonly plan: PlanContract;
}

/**
 * Without a profile the pack's own: turnkey when it has an entry plan.
 * @throws GeneratorError when the pack has no such plan, or several and none is named
 */
export function choosePlan(contract: PackContract, pack: string, options: { readonly profile?: string; readonly plan?: string }): ChosenPlan {
  const given = options.profile === undefined ? undefined : chooseOne('profile', options.profile, PROFILES);
  const named = contract.plans.find(({ name }) => name === options.plan);
  if (options.plan !== undefined && named === undefined) {
    const near = nearest(options.plan, contract.plans.map(({ name }) => name));
    throw new GeneratorError('not_found', `pack ${pack} has no plan "${options.plan}"`, near === undefined ? `It has ${listed(contract.plans)}.` : `Did you mean "${near}"?`);
  }
  const profile = given ?? (named?.role === 'core' ? 'composable-core' : named === undefined && offers(contract, 'turnkey').length === 0 ? 'composable-core' : 'turnkey');
  const offered = offers(contract, profile);
  if (named !== undefined && !offered.includes(named)) {
    throw new GeneratorError('unfit', `${named.name} is no ${ROLE[profile]} plan`, `For the profile ${profile} it has ${listed(offered)}.`);
  }
  const [first, ...others] = named === undefined ? offered : [named];
  if (first === undefined) {
    const other = profile === 'turnkey' ? 'composable-core' : 'turnkey';
    const hint = offers(contract, other).length === 0 ? 'It offers no plan to consumers.' : `Use --profile=${other}.`;
    throw new GeneratorError('unfit', `pack ${pack} has no ${ROLE[profile]} plan, which ${profile} needs`, hint);
  }
  if (others.length > 0) throw new GeneratorError('unfit', `pack ${pack} has ${offered.length} ${ROLE[profile]} plans`, `Name one with --plan: ${listed(offered)}.`);
  return { profile, plan: first };
}

const offers = ({ plans }: PackContract, profile: Profile): readonly PlanContract[] => plans.filter(({ role }) => role === ROLE[profile]);

const listed = (plans: readonly PlanContract[]): string => plans.map(({ name }) => name).join(', ') || 'none';
