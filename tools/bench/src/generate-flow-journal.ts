// Runs a flow to its end and keeps its journal as `air run` does: one file, its objects in a folder beside it.
import { directoryStore } from '@nx-air/canon/fs';
import { NO_MODULES } from '@nx-air/kernel';
import { FileJournal } from '@nx-air/kernel/fs';
import { generateKernelWorld, type Flow } from './generate-kernel-world.ts';
import { expectInstances, runKernel, type RunningKernel } from './running-kernel.ts';

/** @param file its objects are in `<file>.objects` @returns what ran */
export async function generateFlowJournal(file: string, flow: Flow): Promise<RunningKernel> {
  const ran = await runKernel(await generateKernelWorld(flow), NO_MODULES, directoryStore(`${file}.objects`));
  await ran.start(1);
  expectInstances(ran, 1);
  let answered = 1;
  while (answered > 0) answered = await ran.answer();
  expectInstances(ran, 0);
  const journal = FileJournal.open(file, { durability: 'none' });
  const { header } = ran.journal;
  if (header === undefined) throw new Error('the journal has no header');
  journal.create(header);
  journal.append([...ran.journal.records()]);
  await journal.commit();
  await journal.close();
  return ran;
}
