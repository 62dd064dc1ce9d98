// Writes a wrapper of an imported plan into a world and starts it by an event of its own.
import { layoutFile } from '@nx-air/canon/json';
import type { PlanContract } from '@nx-air/plan/check';
import { GeneratorError } from '../errors.ts';
import { openWorld } from '../import/open-world.ts';
import { WorldFiles } from '../import/world-files.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { writeNew } from '../workspace/write-new.ts';
import { wrapperDefs } from './wrapper-defs.ts';
import { wrapperNames } from './wrapper-names.ts';

/** A wrapper that is there already stays as it is. @throws GeneratorError when its names are taken by others */
export async function addWrapper(workspace: Workspace, root: string, core: PlanContract, base?: string): Promise<void> {
  const world = await openWorld(workspace, root);
  const names = wrapperNames(world.id, core.name, base);
  const files = WorldFiles.open(workspace, world);
  const { defs, correlateBy } = wrapperDefs(names, core);
  const file = `${files.airFolder}/${names.stem}.air.json`;
  const taken = [...world.own, ...world.imports.flatMap(({ nodes }) => nodes)].find((node) => node.name === names.event || node.name === names.plan);
  if (taken !== undefined && taken.origin.file !== file) throw new GeneratorError('name_taken', `${taken.kind} ${taken.name} is defined in ${taken.origin.file}`, 'Give the wrapper another --name.');
  if (taken === undefined) writeNew(workspace.tree, { [file]: layoutFile([...defs]) }, 'Give the wrapper another --name.');
  await files.list('schemas', [names.event]);
  await files.list('plans', [names.plan]);
  await files.trigger({ event: names.event, plan: names.plan, ...(correlateBy === undefined ? {} : { correlate_by: correlateBy }) });
}
