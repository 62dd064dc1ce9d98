// Crashes in worlds that run beside each other: either one dies behind any of its records, and all of them go on.
import { compareBytes } from '@nx-air/canon';
import { MemoryJournal, type Journal } from '@nx-air/kernel';
import { runScenario, type ScenarioRun } from '../scenario/run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RunnableWorld } from '../world.ts';
import { forwarding } from './forwarding.ts';
import { attempt } from './sweep.ts';
import { Tally } from './tally.ts';

/** How far each world had come, in the order in which they wrote: the one that wrote last is the one that dies. */
type Cut = readonly number[];

/** Counts `crash-pair` for each record of each world. Nothing for a scenario without peers. */
export async function sweepPair(world: RunnableWorld, scenario: Scenario): Promise<Tally> {
  const tally = new Tally();
  if (scenario.peers.length === 0) return tally;
  const cuts: Cut[] = [];
  const journals = sidesOf(world, scenario).map(() => new MemoryJournal());
  const lengths = journals.map(() => 0);
  const observed = journals.map((journal, side) =>
    forwarding(journal, {
      append(batch) {
        journal.append(batch);
        for (let written = 0; written < batch.length; written += 1) {
          lengths[side] = (lengths[side] ?? 0) + 1;
          cuts.push([...lengths]);
        }
      },
    }),
  );
  const whole = await run(world, scenario, observed);
  for (const cut of cuts) {
    const message = await attempt(async () => differing(whole, await run(world, scenario, runsOf(whole).map(({ header, records }, side) => new MemoryJournal(cut[side] === 0 ? undefined : { header, records: records.slice(0, cut[side]) })))));
    tally.count('crash-pair');
    if (message !== undefined) tally.violate({ class: 'crash-pair', subject: scenario.name, fault: `cut after ${cut.join(' and ')} records`, message });
  }
  return tally;
}

function sidesOf(world: RunnableWorld, { peers }: Scenario): readonly string[] {
  return [world.id, ...peers.map((peer) => peer.world.id)];
}

function run(world: RunnableWorld, scenario: Scenario, [own, ...others]: readonly Journal[]): Promise<ScenarioRun> {
  const ids = sidesOf(world, scenario).slice(1);
  return runScenario(world, scenario, { ...(own && { journal: own }), peerJournal: (id) => others[ids.indexOf(id)] });
}

const runsOf = (whole: ScenarioRun): readonly ScenarioRun[] => [whole, ...whole.peers];

/** Journals and states of all worlds are those of the run that nothing happened to. */
function differing(whole: ScenarioRun, continued: ScenarioRun): string | undefined {
  const found = runsOf(continued);
  for (const [side, { header, records, stateHash }] of runsOf(whole).entries()) {
    const other = found[side];
    const at = records.findIndex((record, seq) => compareBytes(record, other?.records[seq] ?? new Uint8Array()) !== 0);
    if (at >= 0) return `expected record ${at} of ${header.world_id} to be that of the whole run, found ${other?.records[at] ? 'another one' : 'none'}`;
    if (other?.records.length !== records.length) return `expected ${records.length} records of ${header.world_id}, found ${other?.records.length}`;
    if (other.stateHash !== stateHash) return `expected the state ${stateHash} of ${header.world_id}, found ${other.stateHash}`;
  }
  return undefined;
}
