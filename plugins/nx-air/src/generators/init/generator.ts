// Generator `nx-air:init`, which `nx add nx-air` runs: registers the plugin, its sync and what git has to ignore.
import type { Tree } from '@nx/devkit';
import { loadEngine } from '../../executors/engine.ts';
import { memberOf } from '../../json-member.ts';
import { normalizeOptions } from '../../options.ts';
import { listAt, PLUGIN, pluginEntry, readNxJson } from '../workspace/nx-json.ts';
import { refuseReadOnly } from '../workspace/refuse-read-only.ts';
import { refuseOtherNx } from '../workspace/supported-nx.ts';
import { ignoreMissing } from './git-ignore.ts';

const SYNC = 'nx-air:sync-locks';

/** As schema.json has it. */
export interface InitOptions {
  /** Leave `sync` of nx.json alone. */
  readonly skipSync?: boolean;
}

/**
 * Adds what is missing and leaves every other character as it is; a second run changes nothing.
 * @throws GeneratorError; NxAirOptionsError for plugin options that nx.json gets wrong
 */
export default async function init(tree: Tree, { skipSync = false }: InitOptions): Promise<void> {
  await refuseOtherNx(tree);
  await loadEngine();
  const { editJson } = await import('@nx-air/world');
  const { text, json } = readNxJson(tree);
  const entry = pluginEntry(json);
  if (entry !== undefined) normalizeOptions(memberOf(entry, 'options'));
  const syncs = listAt(memberOf(json, 'sync'), 'globalGenerators');
  const edited = editJson(text, [
    { add: ['plugins'], items: entry === undefined ? [PLUGIN] : [] },
    { add: ['sync', 'globalGenerators'], items: skipSync || syncs.includes(SYNC) ? [] : [SYNC] },
  ]);
  if (edited !== text) tree.write('nx.json', edited);
  ignoreMissing(tree);
  refuseReadOnly(tree);
}
