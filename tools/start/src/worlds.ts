// The worlds of the repository and the choice among them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Shown when nothing is asked for. */
const FIRST_CHOICE = 'workspace-sync';

export interface World {
  /** Folder name below worlds/. */
  readonly folder: string;
  /** Name of its Nx project: the npm package's where the folder is one. */
  readonly project: string;
}

export type Choice = { readonly world: World } | { readonly problem: string };

/** Folders below worlds/ that hold an aos.sync.json, sorted. */
export function listWorlds(root: string): readonly World[] {
  const dir = join(root, 'worlds');
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((folder) => existsSync(join(dir, folder, 'aos.sync.json')))
    .sort()
    .map((folder) => ({ folder, project: readPackageName(join(dir, folder, 'package.json')) ?? folder }));
}

/** @param wanted a folder name, a project name or a path `worlds/<folder>` */
export function chooseWorld(worlds: readonly World[], wanted: string | undefined): Choice {
  const [first] = worlds;
  if (first === undefined) return { problem: 'There is no world: no folder below worlds/ holds an aos.sync.json.' };
  if (wanted === undefined) return { world: worlds.find(({ folder }) => folder === FIRST_CHOICE) ?? first };
  const name = wanted.replace(/^(?:\.\/)?worlds\//, '').replace(/\/+$/, '');
  const world = worlds.find(({ folder, project }) => folder === name || project === name);
  return world ? { world } : { problem: `There is no world "${wanted}". Worlds: ${worlds.map(({ folder }) => folder).join(', ')}` };
}

function readPackageName(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const name: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'name') : undefined;
  return typeof name === 'string' ? name : undefined;
}
