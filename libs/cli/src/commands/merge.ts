// `air merge`: which definitions make up this world, from where, and what is the manifest hash?
import type { ContentStore } from '@nx-air/canon';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import type { Command, CommandResult, FileWrite } from '../command.ts';
import { CliError } from '../errors.ts';
import { nameAirCommand, type NameCommand } from '../name-command.ts';
import { absolutePath, resolveFolder } from '../target.ts';

export interface MergeOptions {
  /** How the user names the world; its folder when absent. */
  readonly label?: string;
  readonly store?: Pick<ContentStore, 'has'>;
  /** Absolute path of the file that the merged world is to be written to. */
  readonly out?: string;
  readonly nameCommand?: NameCommand;
  /** As for `runCheck`, like the name of the next command. */
  readonly load?: LoadWorldOptions;
}

/** The world in the folder `dir` (absolute). Writes nothing: with `out`, the file is in `writes` of the answer. */
export async function runMerge(host: Host, dir: string, options: MergeOptions = {}): Promise<CommandResult> {
  const { store, out, nameCommand = nameAirCommand } = options;
  const [{ writeJson }, { loadNamedWorld }, { conclude }, { mergeDocument }, { mergeData, mergeLines }, { refuseInput }] =
    await Promise.all([
      import('@nx-air/canon'),
      import('../named-world.ts'),
      import('../conclude.ts'),
      import('../merge-document.ts'),
      import('../merge-listing.ts'),
      import('../refuse-input.ts'),
    ]);
  const world = await loadNamedWorld(host, dir, { ...options.load, builtModules: true });
  const stored = (hash: Parameters<ContentStore['has']>[0]): boolean | null => store?.has(hash) ?? null;
  const label = options.label ?? world.dir;
  if (out !== undefined) refuseInput(host, world, out);
  const writes: readonly FileWrite[] =
    out === undefined || world.merged === undefined ? [] : [{ path: out, text: writeJson(mergeDocument(world.merged)) }];
  return conclude({
    problems: world.problems,
    texts: world.texts,
    data: mergeData(world, stored),
    lines: mergeLines(world, stored),
    again: nameCommand('merge', [label]),
    next: nameCommand('check', [label]),
    writes,
  });
}

/** The store is only read, so a folder that is not there is a mistake. */
async function openStore(host: Host, cwd: string, folder: string): Promise<ContentStore> {
  const path = absolutePath(cwd, folder);
  if (host.readDir(path) === undefined) throw new CliError('store_missing', `\`--store ${folder}\` is not a folder`);
  const { directoryStore } = await import('@nx-air/canon/fs');
  return directoryStore(path);
}

export const merge: Command = {
  name: 'merge',
  summary: 'list every definition of a world with origin and hash, and the manifest hash',
  usage: '<world> [--store DIR] [--out FILE]',
  targets: { least: 1, most: 1 },
  options: {
    store: { type: 'string', placeholder: 'DIR', summary: 'say which bodies this content store has' },
    out: { type: 'string', placeholder: 'FILE', summary: 'write the merged world to FILE, when it merges' },
  },
  async run(host, { cwd, targets, values }) {
    const target = await resolveFolder(host, cwd, targets[0] ?? '.');
    const store = values.get('store');
    const out = values.get('out');
    return runMerge(host, target.path, {
      label: target.label,
      ...(store === undefined ? {} : { store: await openStore(host, cwd, store) }),
      ...(out === undefined ? {} : { out: absolutePath(cwd, out) }),
    });
  },
};
