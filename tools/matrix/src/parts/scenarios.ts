// Every scenario of every world of the repository, on compiled modules: the bytes of its journals.
import { createHash } from 'node:crypto';
import { loadRunnableWorld, readScenarios, runScenario, type ScenarioRun } from '@nx-air/gates';
import { encodeHeader } from '@nx-air/kernel';
import { builtHost, worldFolder, worldNames } from '../built-worlds.ts';
import type { Part } from '../part.ts';

export const SCENARIOS: Part = {
  name: 'scenarios',
  async run() {
    const lines: string[] = [];
    const host = await builtHost();
    for (const name of worldNames()) {
      const { world, problems } = await loadRunnableWorld(host, worldFolder(name));
      if (!world) throw new Error(`${name} cannot be run: ${JSON.stringify(problems)}`);
      for (const { name: of, scenario } of await readScenarios(host, world)) {
        // `smoke` says what is wrong with it.
        const run = scenario && (await runScenario(world, scenario));
        for (const each of run ? [run, ...run.peers] : []) lines.push(`${name} ${of} ${journalLine(each)}`);
      }
    }
    return lines;
  },
};

/** World, records, hash of the journal's bytes, state. */
function journalLine({ header, records, stateHash, problems }: ScenarioRun): string {
  const hash = createHash('sha256').update(encodeHeader(header));
  for (const record of records) hash.update(record);
  return `${header.world_id} ${records.length} ${hash.digest('hex')} ${stateHash} ${problems.length}`;
}
