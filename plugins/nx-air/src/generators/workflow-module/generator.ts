// Generator `nx-air:workflow-module`: a workflow in AssemblyScript that a world runs, with its definitions and a scenario.
import { readFileSync } from 'node:fs';
import { layoutFile } from '@nx-air/canon/json';
import type { Tree } from '@nx/devkit';
import { GeneratorError } from '../errors.ts';
import { openWorld } from '../import/open-world.ts';
import { WorldFiles } from '../import/world-files.ts';
import { isJsonObject, listOf, memberOf } from '../json-object.ts';
import { addScenario } from '../scenario/add-scenario.ts';
import { checkWritten, refreshTypes } from '../workspace/check-written.ts';
import { findProject } from '../workspace/find-project.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { hasAll, writeNew, type NewFiles } from '../workspace/write-new.ts';
import { defName, GRANT, moduleDefs, moduleNames, SLOT, type ModuleNames } from './module-defs.ts';

/** As schema.json has it. */
export interface WorkflowModuleOptions {
  readonly world: string;
  /** `order-flow`. */
  readonly name: string;
}

const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z][a-z0-9]*)*$/u;

/** Writes into `tree` only. @throws GeneratorError; a second run with the same options changes nothing */
export default async function generateModule(tree: Tree, { world: given, name }: WorkflowModuleOptions): Promise<void> {
  if (!NAME.test(name)) throw new GeneratorError('bad_name', `"${name}" is no name of a module`, 'Write it like `order-flow`: words of a-z and digits with "-" between them.');
  const workspace = await openWorkspace(tree);
  const { root } = findProject(workspace, 'world', given);
  const world = await openWorld(workspace, root);
  const names = moduleNames(world.id, name);
  const files = WorldFiles.open(workspace, world);
  const made = newFiles(tree, root, files.airFolder, names);
  if (!hasAll(tree, made)) {
    const wanted = new Set(moduleDefs(names).map((def) => def['name']));
    const taken = [...world.own, ...world.imports.flatMap(({ nodes }) => nodes)].find((node) => wanted.has(node.name));
    if (taken !== undefined) throw new GeneratorError('name_taken', `${taken.kind} ${taken.name} is defined in ${taken.origin.file}`, 'Choose another name.');
    writeNew(tree, made, 'Choose another name.');
  }
  await wire(workspace, root, files, names);
  await refreshTypes(workspace, root);
  await checkWritten(workspace, root);
  await addScenario(workspace, root, names.stem, defName(names, 'Started'), `One ${name} is started, waits for its timer and ends.`);
  refuseReadOnly(tree);
}

/** The unit test is written where it can run. */
function newFiles(tree: Tree, root: string, airFolder: string, names: ModuleNames): NewFiles {
  const fill = (file: string): string =>
    readFileSync(new URL(`./files/${file}.template`, import.meta.url), 'utf8')
      .replaceAll('__TITLE__', names.stem.replaceAll('-', ' '))
      .replaceAll('__NAMESPACE__', names.namespace)
      .replaceAll('__STEM__', names.stem)
      .replaceAll('__NAME__', names.pascal);
  return {
    [`${airFolder}/${names.stem}.air.json`]: layoutFile([...moduleDefs(names)]),
    [`${root}/modules/${names.stem}.ts`]: fill('module.ts'),
    ...(tree.exists('node_modules/vitest/package.json') ? { [`${root}/modules/${names.stem}.test.ts`]: fill('module.test.ts') } : {}),
  };
}

/** Lists the module, gives its slot a grant, routes its event to it and allows its effect. */
async function wire(workspace: Workspace, root: string, files: WorldFiles, names: ModuleNames): Promise<void> {
  const module = defName(names);
  const event = defName(names, 'Started');
  await files.list('schemas', [...['Id', 'Started', 'Done', 'State', 'Event'].map((suffix) => defName(names, suffix)), 'sys/TimerSetParams@1', 'sys/TimerSetReceipt@1']);
  await files.list('modules', [module]);
  await files.list('effects', ['sys/timer.set@1']);
  await files.list('caps', ['sys/timer@1']);
  await files.grant(GRANT, 'sys/timer@1', { record: {} });
  const { manifest } = files;
  const isBound = isJsonObject(memberOf(manifest['module_bindings'], module));
  const isRouted = listOf(memberOf(manifest['routing'], 'events')).some((route) => memberOf(route, 'event') === event);
  await files.edit([
    ...(isBound ? [] : [{ set: ['module_bindings', module], value: { slots: { [SLOT]: GRANT } } }]),
    ...(isRouted ? [] : [{ add: ['routing', 'events'], items: [{ event, reducer: module, key_field: 'id' }] }]),
  ]);
  const now = WorldFiles.open(workspace, await openWorld(workspace, root));
  await now.allow({ effect_kind: 'timer.set', cap_type: 'timer', cap_name: GRANT, origin_kind: 'workflow', origin_name: module });
}
