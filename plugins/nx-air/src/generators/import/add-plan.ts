// Makes a plan of an imported pack part of a world: listed, granted, allowed and triggered.
import type { ImportedDefs, LoadedWorld } from '@nx-air/world';
import type { PlanContract } from '@nx-air/plan/check';
import { sampleGrant } from '../sample/sample-grant.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { needsOf } from './needs.ts';
import { openWorld } from './open-world.ts';
import { WorldFiles } from './world-files.ts';

/** `world` is loaded with the import in it. Writes into the tree; what is there already stays. */
export async function addPlan(workspace: Workspace, root: string, world: LoadedWorld, imported: ImportedDefs, plan: PlanContract): Promise<void> {
  const { builtin, builtins } = await import('@nx-air/air');
  const needs = needsOf(plan.name, imported.nodes, { builtin, builtins: [...builtins().values()] });
  const files = WorldFiles.open(workspace, world);
  await files.list('schemas', needs.schemas);
  await files.list('plans', needs.plans);
  await files.list('effects', needs.effects);
  await files.list('caps', needs.caps);
  for (const { slot, cap, capType, capSchema, kinds, params } of needs.slots) await files.grant(slot, cap, sampleGrant(capType, capSchema, { kinds, params }));
  for (const rule of needs.rules) {
    // The first rule may have made the policy.
    const now = WorldFiles.open(workspace, await openWorld(workspace, root));
    await now.allow({ ...rule, origin_kind: 'plan' });
  }
  await files.trigger(triggerOf(plan));
}

/** The field that a wait compares, else the first that every event carries over. */
export function triggerOf({ name, triggerEvent, correlateBy, keyFields }: PlanContract): { readonly event: string; readonly plan: string; readonly correlate_by?: string } {
  const field = correlateBy[0] ?? keyFields[0];
  return { event: triggerEvent, plan: name, ...(field === undefined ? {} : { correlate_by: field }) };
}
