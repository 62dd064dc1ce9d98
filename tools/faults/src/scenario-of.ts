// A scenario of a world in this repository, as the parent and the process that is killed both run it.
import { join } from 'node:path';
import { loadRunnableWorld, readScenarios, soloScenarios, type SoloScenario } from '@nx-air/gates';
import { nodeHost } from '@nx-air/world';

/** All of a world, by name; the others of worlds beside it send what they are known to send. Throws for a world that does not load. */
export async function scenariosOf(root: string, world: string): Promise<ReadonlyMap<string, () => Promise<SoloScenario>>> {
  const host = nodeHost();
  const { world: loaded, problems } = await loadRunnableWorld(host, join(root, 'worlds', world));
  if (!loaded) throw new Error(`worlds/${world} does not load: ${problems.map(({ code }) => code).join(', ')}`);
  const found = await readScenarios(host, loaded);
  return new Map(
    found.flatMap(({ name, scenario }) => {
      if (!scenario) return [];
      return [[name, async () => (await soloScenarios(loaded, scenario))[0] ?? { world: loaded, scenario }] as const];
    }),
  );
}
