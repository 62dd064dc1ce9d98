// Generator `nx-air:scenario`: one event comes in, and what the world does of it becomes the expectation.
import type { Tree } from '@nx/devkit';
import { nearest } from '@nx-air/air/did-you-mean';
import { GeneratorError } from '../errors.ts';
import { openWorld } from '../import/open-world.ts';
import { memberOf, textsAt } from '../json-object.ts';
import { checkName } from '../workspace/check-name.ts';
import { findProject } from '../workspace/find-project.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { addScenario } from './add-scenario.ts';

/** As schema.json has it. */
export interface ScenarioOptions {
  readonly world: string;
  readonly name: string;
  /** Schema of the event that comes in; the first that triggers a plan or is routed to a module without it. */
  readonly event?: string;
}

/** Writes into `tree` only. @throws GeneratorError; a scenario of that name stays as it is */
export default async function generateScenario(tree: Tree, { world: given, name, event: wanted }: ScenarioOptions): Promise<void> {
  checkName('scenario', name);
  const workspace = await openWorkspace(tree);
  const { root } = findProject(workspace, 'world', given);
  const world = await openWorld(workspace, root);
  const { manifest = {} } = world.merged ?? {};
  const taken = [...new Set([...textsAt(manifest['triggers'], 'event'), ...textsAt(memberOf(manifest['routing'], 'events'), 'event')])];
  const event = wanted ?? taken[0];
  if (event === undefined) throw new GeneratorError('unfit', `world ${world.id} takes no event: it has no trigger and no route`, 'Add a trigger to its manifest, or import a pack.');
  if (!taken.includes(event)) {
    const near = nearest(event, taken);
    throw new GeneratorError('not_found', `no trigger and no route of world ${world.id} takes "${event}"`, near === undefined ? `It takes ${taken.join(', ')}.` : `Did you mean "${near}"?`);
  }
  await addScenario(workspace, root, name, event, `${event} comes in once, with a value made up from its schema.`);
  refuseReadOnly(tree);
}
