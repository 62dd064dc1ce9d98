// The worlds of a scenario one by one: what the others send comes in as if it had been known before.
import { Carrier } from './carrier.ts';
import { runScenario } from './scenario/run.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { RunnableWorld } from './world.ts';

export interface SoloScenario {
  readonly world: RunnableWorld;
  /** Without peers; its run writes the journal that this world has in the run of all of them. */
  readonly scenario: Scenario;
}

/** The world itself first. Faults are put into one world at a time: the others go on from their journals. */
export async function soloScenarios(world: RunnableWorld, scenario: Scenario): Promise<readonly SoloScenario[]> {
  if (scenario.peers.length === 0) return [{ world, scenario }];
  const run = await runScenario(world, scenario);
  const sent = [run, ...run.peers].flatMap(({ header, records }) => [...new Carrier(header.world_id, scenario.carry).replay(records)]);
  return [{ world, scenario }, ...scenario.peers].map((one) => ({
    world: one.world,
    scenario: { ...one.scenario, peers: [], carry: [], carried: sent.filter(({ to }) => to === one.world.id) },
  }));
}
