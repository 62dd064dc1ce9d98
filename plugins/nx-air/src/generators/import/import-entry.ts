// What a world writes under `air.imports` to get a pack.
import type { JsonObject } from '@nx-air/canon/json';
import { nearest } from '@nx-air/air/did-you-mean';
import type { Tree } from '@nx/devkit';
import { posix } from 'node:path';
import { asText, memberOf, parseJson } from '../../json-member.ts';
import { GeneratorError } from '../errors.ts';
import type { Flavour } from '../plan-pack/flavour.ts';
import { projectNamed } from '../workspace/find-project.ts';
import type { Workspace } from '../workspace/open-workspace.ts';

export interface PackImport {
  readonly entry: JsonObject;
  /** What people call it: for names of files. */
  readonly name: string;
}

const CRATE_PACK = /^(.*?)\/?(air\/exports\/plan-packs\/[^/]+)$/u;

/**
 * `pack` is a project, a folder of definitions or an installed npm package.
 * @throws GeneratorError when there is none, or it cannot be imported in the wanted flavour
 */
export function packImport(workspace: Workspace, worldRoot: string, pack: string, flavour: Flavour | undefined): PackImport {
  const { tree, projects } = workspace;
  const root = projectNamed(projects, 'pack', pack)?.root ?? folderOf(tree, pack);
  if (root !== undefined) return { entry: entryFor(tree, worldRoot, root, flavour), name: posix.basename(root) };
  if (tree.exists(`node_modules/${pack}/package.json`)) return { entry: installed(tree, pack), name: posix.basename(pack) };
  const names = projects.filter(({ kind }) => kind === 'pack').map(({ name }) => name);
  const near = nearest(pack, names);
  const known = names.length === 0 ? 'Add one with `nx g nx-air:plan-pack <name>`, or install it.' : `There are ${names.slice(0, 20).join(', ')}.`;
  throw new GeneratorError('not_found', `there is no pack "${pack}"`, near === undefined ? known : `Did you mean "${near}"?`);
}

/** A folder inside the workspace with a definition file. */
function folderOf(tree: Tree, pack: string): string | undefined {
  const folder = posix.normalize(pack).replace(/\/$/u, '');
  const isInside = !posix.isAbsolute(folder) && folder !== '..' && !folder.startsWith('../') && folder !== '.';
  return isInside && !tree.isFile(folder) && tree.children(folder).some((name) => name.endsWith('.air.json')) ? folder : undefined;
}

function entryFor(tree: Tree, worldRoot: string, root: string, wanted: Flavour | undefined): JsonObject {
  const [, crate = root, below] = CRATE_PACK.exec(root) ?? [];
  const airDir = below ?? '.';
  const read = (path: string): string | undefined => tree.read(path, 'utf8') ?? undefined;
  const manifest = read(posix.join(crate, 'Cargo.toml'));
  const crateName = manifest === undefined ? undefined : /^\[package\][^[]*?^name\s*=\s*"([^"]+)"/mu.exec(manifest)?.[1];
  const packageJson = parseJson(read(posix.join(crate, 'package.json')));
  const packageName = asText(memberOf(packageJson, 'name'));
  const flavour = wanted ?? (crateName !== undefined ? 'cargo' : packageName !== undefined ? 'npm' : 'path');
  if (flavour === 'path') return { path: posix.relative(worldRoot, root) };
  if (flavour === 'cargo') {
    if (crateName === undefined) throw new GeneratorError('unfit', `${root} is in no crate`, 'Import it with another --flavour.');
    return { cargo: { package: crateName, manifest_path: posix.relative(worldRoot, posix.join(crate, 'Cargo.toml')), air_dir: airDir } };
  }
  if (packageName === undefined) throw new GeneratorError('unfit', `${root} is in no npm package`, 'Import it with another --flavour.');
  if (!tree.exists(`node_modules/${packageName}/package.json`)) {
    throw new GeneratorError('unfit', `node_modules has no ${packageName}`, 'Run the package manager (`npm install`) first, or import it with --flavour=path.');
  }
  const declared = asText(memberOf(memberOf(packageJson, 'aos'), 'airDir')) ?? 'air';
  return { npm: { package: packageName, ...(posix.normalize(declared) === airDir ? {} : { air_dir: airDir }) } };
}

function installed(tree: Tree, name: string): JsonObject {
  const version = asText(memberOf(parseJson(tree.read(`node_modules/${name}/package.json`, 'utf8') ?? undefined), 'version'));
  return { npm: { package: name, ...(version === undefined ? {} : { version: `^${version}` }) } };
}
