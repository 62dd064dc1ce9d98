// Runs the scenarios of a world in memory, so that they can be summarised with the pictures of its plans.
import { codeEntry, type Problem } from '@nx-air/air';
import { loadRunnableWorld, readScenarios, runScenario } from '@nx-air/gates';
import type { GateVerdict, ReportInput } from '@nx-air/gates/report';
import type { JournalInput } from '@nx-air/gates/summary';
import { pictureOf } from '@nx-air/plan/picture';
import type { Host, LoadWorldOptions } from '@nx-air/world';
import { gateVerdicts } from './gate-verdicts.ts';

export interface SummarisedWorld {
  /** Absent when the world cannot be loaded. */
  readonly world?: string;
  /** One for each scenario that could be run, named after its file. */
  readonly journals: readonly JournalInput[];
  readonly pictures: ReportInput['pictures'];
  readonly gates: readonly GateVerdict[];
  /** Errors that keep the world from loading or a scenario from running; expectations are judged by `smoke`. */
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

const isError = ({ code, severity }: Problem): boolean => (severity ?? codeEntry(code).severity) === 'error';

/** `dir` is absolute, and so is `results`, where the gates left what they found. Throws as `runScenario` does. */
export async function runForSummary(host: Host, dir: string, load: LoadWorldOptions = {}, results?: string): Promise<SummarisedWorld> {
  const { world, problems, texts } = await loadRunnableWorld(host, dir, load);
  if (!world) return { journals: [], pictures: [], gates: [], problems: problems.filter(isError), texts };
  const journals: JournalInput[] = [];
  const gates: GateVerdict[] = [];
  const unread: Problem[] = [];
  const all = new Map(texts);
  for (const { name, file, scenario, problems: found, texts: more } of await readScenarios(host, world)) {
    for (const [path, text] of more) all.set(path, text);
    const errors = found.filter(isError);
    unread.push(...errors);
    if (!scenario) {
      gates.push({ gate: 'smoke', subject: name, state: 'failed', detail: `${errors.length} findings in ${file}` });
      continue;
    }
    const run = await runScenario(world, scenario);
    const failed = [...errors, ...run.problems.filter(isError)].length;
    for (const { header, records } of [run, ...run.peers]) journals.push({ name: header.world_id === world.id ? file : `${file} (${header.world_id})`, header, records });
    gates.push({ gate: 'smoke', subject: name, state: failed === 0 ? 'passed' : 'failed', detail: failed === 0 ? `${run.records.length} records` : `${failed} findings` });
  }
  gates.push(...gateVerdicts(host, { id: world.id, dir, root: world.root, ...(results !== undefined && { results }) }));
  const plans = world.manifest.defs.filter(({ kind, listed }) => kind === 'defplan' && listed);
  return { world: world.id, journals, pictures: plans.map((def) => ({ world: world.id, picture: pictureOf(def, []) })), gates, problems: unread, texts: all };
}
