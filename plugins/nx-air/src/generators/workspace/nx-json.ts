// nx.json as people write it: with comments and their own formatting.
import type { Tree } from '@nx/devkit';
import { memberOf } from '../../json-member.ts';
import { GeneratorError } from '../errors.ts';

/** How nx.json names the plugin. */
export const PLUGIN = 'nx-air';

export interface NxJson {
  readonly text: string;
  /** Its value; an object. */
  readonly json: object;
}

/** @throws GeneratorError when there is none, or no object in it */
export function readNxJson(tree: Tree): NxJson {
  const text = tree.read('nx.json', 'utf8');
  if (text === null) throw new GeneratorError('not_found', 'there is no nx.json', 'Run `npx nx init` first.');
  const json = withoutComments(text.replace(/^\uFEFF/u, ''));
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { text, json };
  throw new GeneratorError('unfit', 'nx.json is no JSON object', 'Correct it, then run this again.');
}

/** The entry of nx-air in `plugins`: its name, or an object with options; undefined without one. */
export function pluginEntry(json: object): unknown {
  return listAt(json, 'plugins').find((plugin) => plugin === PLUGIN || memberOf(plugin, 'plugin') === PLUGIN);
}

/** Empty without the member. @throws GeneratorError for anything but a list */
export function listAt(holder: unknown, key: string): readonly unknown[] {
  const list = memberOf(holder, key);
  if (list === undefined) return [];
  if (Array.isArray(list)) return list;
  throw new GeneratorError('unfit', `nx.json: "${key}" is no list`, 'Correct it, then run this again.');
}

function withoutComments(text: string): unknown {
  const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//gu, (match) => (match.startsWith('"') ? match : ''));
  try {
    return JSON.parse(bare.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/gu, (match) => (match.startsWith('"') ? match : '')));
  } catch {
    return undefined;
  }
}
