// Has an event start an imported plan: by a plan of the world in AIR 1, by the trigger alone in AIR 1.1.
import { layoutFile } from '@nx-air/canon/json';
import type { PlanContract } from '@nx-air/plan/check';
import type { LoadedWorld } from '@nx-air/world';
import { GeneratorError } from '../errors.ts';
import { openWorld } from '../import/open-world.ts';
import { WorldFiles } from '../import/world-files.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { writeNew } from '../workspace/write-new.ts';
import { adapterOf, projectionOf, type Bridge } from './bridge.ts';

/** What is there already stays as it is. @throws GeneratorError when its names are taken by others */
export async function addBridge(workspace: Workspace, root: string, core: PlanContract, bridgeOf: (world: LoadedWorld) => Bridge): Promise<Bridge> {
  const world = await openWorld(workspace, root);
  const bridge = bridgeOf(world);
  const { event, plan, stem, type } = bridge;
  const files = WorldFiles.open(workspace, world);
  const file = `${files.airFolder}/${stem}.air.json`;
  const defined = [...world.own, ...world.imports.flatMap(({ nodes }) => nodes)].filter(({ name }) => (name === event && type !== undefined) || name === plan);
  const taken = defined.find(({ origin }) => origin.file !== file);
  if (taken !== undefined) throw new GeneratorError('name_taken', `${taken.kind} ${taken.name} is defined in ${taken.origin.file}`, 'Give the wrapper another --name.');
  // A world that had AIR 1 when the plan was made keeps it.
  const hasProjection = files.manifest['air_version'] === '1.1' && defined.every(({ name }) => name !== plan);
  const adapter = adapterOf(bridge, core);
  const defs = [...(type === undefined ? [] : [{ $kind: 'defschema', name: event, type }]), ...(hasProjection ? [] : [adapter.def])];
  if (defined.length === 0 && defs.length > 0) writeNew(workspace.tree, { [file]: layoutFile(defs) }, 'Give the wrapper another --name.');
  await files.list('schemas', [event]);
  if (!hasProjection) await files.list('plans', [plan]);
  await files.trigger(hasProjection ? projectionOf(bridge, core) : adapter.trigger);
  return bridge;
}
