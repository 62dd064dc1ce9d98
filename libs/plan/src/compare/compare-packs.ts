// Two versions of a pack compared as consumers, policies and running instances meet them.
import type { LoadedNode } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import { contractIn } from '../contract.ts';
import { compareBehaviour } from './behaviour.ts';
import { compareDefinitions } from './definitions.ts';
import { DIFFERENCE_CATEGORIES, type Difference } from './difference.ts';
import { compareDurability } from './durability.ts';
import { comparePlans } from './plans.ts';
import { compareSchemas } from './schemas.ts';
import { TwoVersions } from './two-versions.ts';

/** Sorted by category, then kind and name. Comments and the order of members make no difference. */
export function comparePacks(before: readonly LoadedNode[], after: readonly LoadedNode[]): readonly Difference[] {
  const versions = new TwoVersions(before, after);
  const [old, now] = [contractIn(versions.before).plans, contractIn(versions.after).plans];
  const visible = [...comparePlans(old, now, versions), ...compareSchemas([...old, ...now], versions), ...compareDefinitions(versions), ...compareDurability(versions)];
  const told = new Set(visible.filter(({ kind }) => kind === 'defplan').map(({ name }) => name));
  const order = (difference: Difference): number => DIFFERENCE_CATEGORIES.indexOf(difference.category);
  return [...visible, ...compareBehaviour(versions, told)].sort((a, b) => order(a) - order(b) || compareText(a.kind, b.kind) || compareText(a.name, b.name));
}
