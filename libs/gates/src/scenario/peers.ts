// Worlds that run beside the one of a scenario: their folders, inputs, answers and expectations.
import { posix } from 'node:path';
import { joinPointer, type JsonObject, type JsonValue } from '@nx-air/canon';
import type { ScenarioPeer } from './scenario.ts';
import { listOf, objectOf, textOf } from './json.ts';
import type { Report } from './report.ts';
import type { LoadedRunnable, RunnableWorld } from '../world.ts';

/** `read`: the part of a peer, once its world is loaded. `took`: what loading it found. */
export async function readPeers(
  data: JsonValue | undefined,
  world: RunnableWorld,
  report: Report,
  took: (loaded: LoadedRunnable) => void,
  read: (world: RunnableWorld, part: JsonObject, base: string) => Promise<ScenarioPeer['scenario']>,
): Promise<readonly ScenarioPeer[]> {
  const peers: ScenarioPeer[] = [];
  for (const [index, item] of listOf(data).entries()) {
    const part = objectOf(item);
    const base = joinPointer('/peers', String(index));
    const folder = textOf(part, 'world') ?? '';
    const dir = folderOf(world, folder);
    const loaded = dir === undefined ? undefined : await world.neighbour(dir);
    const missing = (expected: string): void => report('scenario_peer_missing', joinPointer(base, 'world'), { expected, actual: `\`${folder}\`` });
    if (!loaded || loaded.problems.some(({ code }) => code === 'config_missing')) missing('the folder of a world');
    else took(loaded);
    if (!loaded?.world) continue;
    const { id } = loaded.world;
    if (id === world.id || peers.some((peer) => peer.world.id === id)) missing(`a world with an id of its own, not again \`${id}\``);
    else peers.push({ world: loaded.world, scenario: await read(loaded.world, part, base) });
  }
  return peers;
}

/** Absolute; undefined when it is outside of the repository. */
function folderOf({ root, dir }: RunnableWorld, folder: string): string | undefined {
  if (folder.startsWith('/') || folder.includes('\\') || folder.includes('\0')) return undefined;
  const path = posix.normalize(posix.join(dir, folder)).replace(/\/$/u, '');
  return path === '..' || path.startsWith('../') ? undefined : posix.join(root, path);
}
