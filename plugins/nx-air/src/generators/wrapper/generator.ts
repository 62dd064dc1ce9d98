// Generator `nx-air:wrapper`: an event of the world's own that becomes the input of an imported plan.
import type { Tree } from '@nx/devkit';
import { nearest } from '@nx-air/air/did-you-mean';
import { GeneratorError } from '../errors.ts';
import { addPlan } from '../import/add-plan.ts';
import { openWorld } from '../import/open-world.ts';
import { addScenario } from '../scenario/add-scenario.ts';
import { checkWritten, refreshTypes } from '../workspace/check-written.ts';
import { findProject } from '../workspace/find-project.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { addBridge } from './add-bridge.ts';
import { wrapperBridge } from './bridge.ts';
import { wrapperNames } from './wrapper-names.ts';

/** As schema.json has it. */
export interface WrapperOptions {
  readonly world: string;
  /** A core or entry plan of an import. */
  readonly plan: string;
  /** What the wrapper does, in a word or two: `order_parts`. */
  readonly name?: string;
}

const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/u;

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generateWrapper(tree: Tree, { world: given, plan: wanted, name }: WrapperOptions): Promise<void> {
  if (name !== undefined && !NAME.test(name)) throw new GeneratorError('bad_name', `"${name}" is no name of a wrapper`, 'Write it like `order_parts`.');
  const workspace = await openWorkspace(tree);
  const { root } = findProject(workspace, 'world', given);
  const world = await openWorld(workspace, root);
  const { contractOf } = await import('@nx-air/plan/check');
  const offered = world.imports.flatMap((imported) => contractOf(imported.nodes).plans.map((plan) => ({ imported, plan }))).filter(({ plan: { role } }) => role === 'core' || role === 'entry');
  const found = offered.find(({ plan }) => plan.name === wanted);
  if (found === undefined) {
    const names = offered.map(({ plan }) => plan.name);
    const near = nearest(wanted, names);
    throw new GeneratorError('not_found', `no import of world ${world.id} offers a plan "${wanted}"`, near === undefined ? `They offer ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`);
  }
  const { imported, plan } = found;
  await addPlan(workspace, root, world, imported, plan);
  const { event, stem } = await addBridge(workspace, root, plan, ({ id }) => wrapperBridge(wrapperNames(id, plan.name, name), plan));
  await refreshTypes(workspace, root);
  await checkWritten(workspace, root);
  await addScenario(workspace, root, stem, event, `${plan.name} runs once through its wrapper, with a value made up from its schema.`);
  refuseReadOnly(tree);
}
