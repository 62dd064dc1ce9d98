// Generator `nx-air:plan-pack`: a pack that passes its own check, as a folder, a crate or an npm package.
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { GeneratorError } from '../errors.ts';
import { reminderNames } from '../starter/reminder.ts';
import { checkDirectory } from '../workspace/check-directory.ts';
import { checkName } from '../workspace/check-name.ts';
import { checkWritten } from '../workspace/check-written.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { refuseTakenDefs } from '../workspace/refuse-taken-defs.ts';
import { refuseTakenFolder, refuseTakenName } from '../workspace/refuse-taken.ts';
import { hasAll, writeNew } from '../workspace/write-new.ts';
import { isCargoMember } from './cargo-workspace.ts';
import { chooseOne, FLAVOURS, PROFILES, type Flavour } from './flavour.ts';
import { addNpmMember, isNpmMember, packageNameFor } from './npm-member.ts';
import { packFiles } from './pack-files.ts';
import { packPlaces, projectOf, type PackPlaces } from './pack-places.ts';

/** As schema.json has it. */
export interface PlanPackOptions {
  readonly name: string;
  readonly flavour?: string;
  /** Folder of the pack, or of the package around it, relative to the workspace. */
  readonly directory?: string;
  readonly profile?: string;
  readonly packageName?: string;
  readonly skipInstall?: boolean;
}

/**
 * Writes into `tree` only; the callback of an npm pack has the package manager link it. A second run with the same
 * options changes nothing.
 * @throws GeneratorError
 */
export default async function generatePack(tree: Tree, options: PlanPackOptions): Promise<GeneratorCallback | undefined> {
  const { name } = options;
  checkName('pack', name);
  const flavour = chooseOne('flavour', options.flavour ?? 'path', FLAVOURS);
  const profile = chooseOne('profile', options.profile ?? 'turnkey', PROFILES);
  const places = packPlaces(checkDirectory(options.directory ?? `plan-packs/${name}`), name, flavour);
  const packageName = options.packageName ?? (flavour === 'npm' ? packageNameFor(tree, name, places.root !== places.defs) : name);
  if (flavour !== 'path') checkPackageName(flavour, packageName);
  const workspace = await openWorkspace(tree);
  const files = await packFiles(places, { name, flavour, profile, packageName, cargoMember: flavour === 'cargo' && isCargoMember(tree, places.root) });
  const isThere = hasAll(tree, files) && (flavour !== 'npm' || isNpmMember(tree, places.root));
  if (!isThere) await addPack(workspace, places, files, flavour, name, packageName);
  const isLinked = tree.exists(`node_modules/${packageName}/package.json`);
  if (flavour !== 'npm' || options.skipInstall === true || isLinked) return undefined;
  const { installPackagesTask } = await import('@nx/devkit');
  return () => installPackagesTask(tree, true);
}

async function addPack(workspace: Workspace, places: PackPlaces, files: Readonly<Record<string, string>>, flavour: Flavour, name: string, packageName: string): Promise<void> {
  const { tree } = workspace;
  const { root, defs } = places;
  if (!tree.exists(`${defs}/defs.air.json`)) {
    refuseTakenFolder(workspace, root, 'pack');
    if (tree.exists(`${root}/Cargo.toml`)) throw new GeneratorError('folder_taken', `${root} holds a crate`, 'Choose another --directory for the pack.');
  }
  const outer = workspace.projects.find((project) => project.root !== '.' && project.root !== root && defs.startsWith(`${project.root}/`));
  if (outer !== undefined) throw new GeneratorError('bad_directory', `${defs} lies in the ${outer.kind} ${outer.name}`, 'Choose another --directory.');
  writeNew(tree, files, `Choose another name, or remove what is in ${root}.`);
  if (flavour === 'npm') await addNpmMember(tree, root);
  // Nx calls the member of a pnpm workspace by its package as well, but only Nx reads that list.
  refuseTakenName(workspace, defs, ...(flavour === 'npm' && root === defs ? [packageName] : []), ...(flavour === 'npm' && !tree.exists('pnpm-workspace.yaml') && root === defs ? [] : [projectOf(places)]));
  const { asked, due } = reminderNames(name, 'entry');
  await refuseTakenDefs(workspace, defs, [asked, due, reminderNames(name, 'entry').plan, reminderNames(name, 'core').plan]);
  await checkWritten(workspace, defs);
  refuseReadOnly(tree);
}

/** What npm and crates.io take, without what only old packages may have. */
function checkPackageName(flavour: Flavour, packageName: string): void {
  const fits = flavour === 'npm' ? /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/u.test(packageName) : /^[a-z][a-z0-9_-]*$/u.test(packageName);
  if (!fits) throw new GeneratorError('bad_name', `"${packageName}" is no name of ${flavour === 'npm' ? 'an npm package' : 'a crate'}`, 'Give another one with --package-name.');
}
