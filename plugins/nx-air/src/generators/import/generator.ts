// Generator `nx-air:import`: a world takes a pack, with lock, manifest references, grants, policy, trigger or wrapper.
import type { Tree } from '@nx/devkit';
import type { JsonObject, JsonValue } from '@nx-air/canon/json';
import type { ImportedDefs, LoadedWorld } from '@nx-air/world';
import { GeneratorError } from '../errors.ts';
import type { PlanContract } from '@nx-air/plan/check';
import { chooseOne, FLAVOURS, type Profile } from '../plan-pack/flavour.ts';
import { addScenario } from '../scenario/add-scenario.ts';
import { checkWritten, refreshTypes } from '../workspace/check-written.ts';
import { findProject } from '../workspace/find-project.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { addBridge } from '../wrapper/add-bridge.ts';
import { wrapperBridge } from '../wrapper/bridge.ts';
import { wrapperNames } from '../wrapper/wrapper-names.ts';
import { addPlan } from './add-plan.ts';
import { choosePlan } from './choose-plans.ts';
import { packImport, type PackImport } from './import-entry.ts';
import { lockImports } from './lock-import.ts';
import { openWorld } from './open-world.ts';
import { SYNC_CONFIG } from './sync-config.ts';

/** As schema.json has it. */
export interface ImportOptions {
  /** Project or folder. */
  readonly world: string;
  /** Project, folder or installed npm package. */
  readonly pack: string;
  readonly profile?: string;
  /** Which plan, where the pack has several. */
  readonly plan?: string;
  readonly flavour?: string;
}

/** How a plan is started beside its own trigger: the event, and what the scenario of it is called. */
export type Starter = (workspace: Workspace, root: string, plan: PlanContract) => Promise<{ readonly event: string; readonly scenario: string }>;

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generateImport(tree: Tree, options: ImportOptions, starter?: Starter): Promise<void> {
  const flavour = options.flavour === undefined ? undefined : chooseOne('flavour', options.flavour, FLAVOURS);
  const workspace = await openWorkspace(tree);
  const { root, name } = findProject(workspace, 'world', options.world);
  await openWorld(workspace, root);
  const pack = packImport(workspace, root, options.pack, flavour);
  const { world, imported } = await addEntry(workspace, root, pack);
  const { contractOf } = await import('@nx-air/plan/check');
  const { profile, plan } = choosePlan(contractOf(imported.nodes), options.pack, options);
  await addPlan(workspace, root, world, imported, plan);
  await lockImports(workspace, root, name);
  const { event, scenario } = await (starter ?? starterOf(profile, pack.name))(workspace, root, plan);
  await refreshTypes(workspace, root);
  await checkWritten(workspace, root);
  await addScenario(workspace, root, scenario, event, `${plan.name} runs once, with a value made up from its schema.`);
  refuseReadOnly(tree);
}

/** A core plan gets an event of the world's own. */
const starterOf = (profile: Profile, pack: string): Starter => async (workspace, root, plan) => {
  const scenario = `${pack}-${profile}`;
  if (profile === 'turnkey') return { event: plan.triggerEvent, scenario };
  const { event } = await addBridge(workspace, root, plan, ({ id }) => wrapperBridge(wrapperNames(id, plan.name), plan));
  return { event, scenario };
};

/** The entry goes to the end of `air.imports`, unless an import leads to the same folder already. */
async function addEntry(workspace: Workspace, root: string, { entry }: PackImport): Promise<{ readonly world: LoadedWorld; readonly imported: ImportedDefs }> {
  const { editJson } = await import('@nx-air/world');
  const { tree } = workspace;
  const file = `${root}/${SYNC_CONFIG}`;
  const before = tree.read(file, 'utf8') ?? '';
  tree.write(file, editJson(before, [{ add: ['air', 'imports'], items: [entry], spread: true }]));
  const world = await openWorld(workspace, root);
  const imported = world.imports.at(-1);
  if (imported === undefined) throw new GeneratorError('not_found', `the import of ${describe(entry)} leads nowhere`, 'Name a project or folder of definitions.');
  const known = world.imports.find((each) => each !== imported && each.source.root === imported.source.root);
  if (known === undefined) return { world, imported };
  tree.write(file, before);
  return { world: await openWorld(workspace, root), imported: known };
}

const describe = (entry: JsonObject): string => {
  const [value]: readonly (JsonValue | undefined)[] = Object.values(entry);
  return typeof value === 'string' ? value : JSON.stringify(value);
};
