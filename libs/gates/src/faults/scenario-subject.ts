// A scenario of a world as what faults are put into.
import { Programs, type Journal, type Kernel } from '@nx-air/kernel';
import { scenarioKernelOptions } from '../scenario/run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ScenarioDriver } from '../scenario/driver.ts';
import type { RunnableWorld } from '../world.ts';
import { Marks } from './progress-marks.ts';
import { DOORS, type ProceedOptions, type Subject } from './subject.ts';

export function scenarioSubject(world: RunnableWorld, scenario: Scenario): Subject {
  const { journal: _unused, ...options } = scenarioKernelOptions(world, scenario);
  const marks = new Marks();
  return {
    name: scenario.name,
    options: { ...options, programs: new Programs() },
    doors: DOORS,
    proceed: (kernel, journal, limits) => proceed(kernel, journal, scenario, marks, limits),
  };
}

/** What is refused leaves no batch; it is offered and counts for nothing. */
async function proceed(kernel: Kernel, journal: Journal, scenario: Scenario, marks: Marks, { most = Infinity }: ProceedOptions = {}): Promise<void> {
  const isWhole = journal.length === 0;
  const known = marks.find(journal);
  const driver = new ScenarioDriver(kernel, scenario, journal.records(known?.length), undefined, known?.progress);
  let batches = 0;
  for (let items = 0; items < scenario.maxItems && batches < most; items += 1) {
    const before = journal.length;
    if (!(await driver.step())) return;
    if (journal.length === before) continue;
    batches += 1;
    if (isWhole) marks.add(journal, driver);
  }
}
