// Resolves one import of the world /repo/w and shows the outcome in a line.
import { createResolveCache, readSyncConfig, resolveImport } from '../../src/index.ts';
import type { Host, Resolution } from '../../src/index.ts';
import { config, lines } from './worlds.ts';

/** `root` is absolute; the world is the folder `w` below it. */
export async function resolveOne(host: Host, entry: unknown, root = '/repo'): Promise<Resolution> {
  const bytes = new TextEncoder().encode(JSON.stringify(config(entry)));
  const read = readSyncConfig(bytes, 'w/aos.sync.json');
  const [spec] = read.config?.air.imports ?? [];
  if (spec === undefined) throw new Error(`no import could be read: ${lines(read.problems)}`);
  return resolveImport({ host, place: { root, worldDir: `${root}/w` }, reducerDir: 'reducer', cache: createResolveCache() }, spec);
}

/** The evidence without the spec, or the findings. */
export async function outcome(host: Host, entry: unknown, root = '/repo'): Promise<unknown> {
  const { source, problems } = await resolveOne(host, entry, root);
  if (source === undefined) return lines(problems);
  const { spec: _, ...evidence } = source;
  return JSON.parse(JSON.stringify(evidence).replaceAll(root, 'ROOT'));
}
