// Whether a crash fell into a wait, said of all scenarios of a world together: what one of them never waits for, another does.
import { codeEntry, type Problem } from '@nx-air/air';
import { KernelError } from '@nx-air/kernel';
import type { Host } from '@nx-air/world';
import { awaitsIn, isAwaiting } from './faults/awaiting.ts';
import { runReference, type Reference } from './faults/reference.ts';
import { scenarioSubject } from './faults/scenario-subject.ts';
import type { SubjectFaults } from './faults/sweep-all.ts';
import { soloScenarios } from './solo-scenarios.ts';
import { loadRunnableWorld, type LoadRunnableOptions, type RunnableWorld } from './world.ts';
import { readScenarios } from './world-scenarios.ts';

export type WaitCuts = SubjectFaults['cuts'];

export interface WaitsReport {
  /** Absent when the world cannot be loaded. */
  readonly world?: string;
  /** As the sweep of all scenarios counts them. */
  readonly cuts: WaitCuts;
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

const WAITS = ['await_event', 'await_receipt'] as const;
const NONE: WaitCuts = { await_event: undefined, await_receipt: undefined };

/**
 * Runs every scenario once, without a fault. One that cannot be run counts for nothing: its own sweep reports it. `dir`
 * is absolute. Throws `WorldError` for I/O only.
 */
export async function judgeWaits(host: Host, dir: string, options: LoadRunnableOptions & { readonly allowNone?: boolean } = {}): Promise<WaitsReport> {
  const { allowNone = false, ...load } = options;
  const { world, problems, texts } = await loadRunnableWorld(host, dir, load);
  const all = problems.filter(({ code, severity }) => (severity ?? codeEntry(code).severity) === 'error');
  if (!world) return { cuts: NONE, problems: all, texts };
  const found = await readScenarios(host, world);
  if (found.length === 0) all.push({ code: 'scenarios_missing', subject: 'world', file: world.configFile, pointer: '', ...(allowNone && { severity: 'info' as const }) });
  let cuts = NONE;
  for (const { scenario } of found) {
    const reference = scenario && (await runQuietly(async () => runReference(scenarioSubject(world, (await soloScenarios(world, scenario))[0]?.scenario ?? scenario))));
    if (reference?.isAtRest === true) cuts = addCuts(cuts, countCuts(reference));
  }
  return { world: world.id, cuts, problems: [...all, ...waitsNotCut(world, cuts)], texts };
}

export function waitsNotCut({ configFile }: RunnableWorld, cuts: WaitCuts): readonly Problem[] {
  return WAITS.filter((wait) => cuts[wait] === 0).map((wait): Problem => ({ code: 'wait_not_cut', subject: 'world', file: configFile, pointer: '', expected: `a crash inside ${wait}`, actual: 'none' }));
}

/** In each batch a crash before every record and one in its last write, then one behind it. */
function countCuts(reference: Reference): WaitCuts {
  const counts = { await_event: 0, await_receipt: 0 };
  for (const { start, end } of reference.batches) {
    for (const [seq, crashes] of [[start, end - start + 1], [end, 1]] as const) {
      const { event, receipt } = isAwaiting(reference, seq);
      if (event) counts.await_event += crashes;
      if (receipt) counts.await_receipt += crashes;
    }
  }
  const { event, receipt } = awaitsIn(reference);
  return { await_event: event ? counts.await_event : undefined, await_receipt: receipt ? counts.await_receipt : undefined };
}

function addCuts(left: WaitCuts, right: WaitCuts): WaitCuts {
  const sum = (wait: (typeof WAITS)[number]): number | undefined => (left[wait] === undefined ? right[wait] : left[wait] + (right[wait] ?? 0));
  return { await_event: sum('await_event'), await_receipt: sum('await_receipt') };
}

async function runQuietly<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof KernelError) return undefined;
    throw error;
  }
}
