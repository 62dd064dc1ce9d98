// Keeps `--out` from damaging what was just read.
import { dirname, join } from 'node:path/posix';
import { builtFolder, type Host, type LoadedWorld } from '@nx-air/world';
import { CliError } from './errors.ts';

function isAtOrBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Links in the existing folders of `path` followed, as writing would; the rest may not exist yet. */
function realFile(host: Host, path: string): string {
  const folder = dirname(path);
  if (folder === path) return path;
  return join(host.realPath(folder) ?? realFile(host, folder), path.slice(folder.length).replace('/', ''));
}

/** What was read: a world, or a pack, which has no aos.sync.json. */
export interface InputFiles extends Pick<LoadedWorld, 'root' | 'dir' | 'texts'> {
  readonly configFile?: string;
}

/**
 * Refuses to write over a file of the world or pack, and to write JSON beside definitions, where the next load would read it.
 * `out` absolute. Throws `CliError` `out_in_definitions`.
 */
export function refuseInput(host: Host, world: InputFiles, out: string): void {
  const file = realFile(host, out);
  const config = world.configFile === undefined ? undefined : realFile(host, join(world.root, world.configFile));
  const inputs = [...world.texts.keys()].map((name) => realFile(host, join(world.root, name)));
  // Results stand beside the list of built modules: it is read, but no folder of definitions is.
  const built = realFile(host, join(world.root, builtFolder(world.dir), 'modules.json'));
  const folders = inputs.filter((input) => input !== config && input !== built).map((input) => dirname(input));
  const isRead = file.toLowerCase().endsWith('.json') && folders.some((folder) => isAtOrBelow(folder, file));
  if (!isRead && !inputs.includes(file)) return;
  throw new CliError('out_in_definitions', `\`--out\` names a place that holds definitions`, `Write below \`dist\`, for example \`${join('dist', world.dir, 'merge.json')}\`.`);
}
