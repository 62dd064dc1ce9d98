// Runs a sampled scenario in the world as the tree has it, and writes down what came of it as its expectations.
import type { Problem } from '@nx-air/air';
import { layoutFile, type JsonObject } from '@nx-air/canon/json';
import type { Host } from '@nx-air/world';
import type { JournalRecord } from '@nx-air/kernel';
import { GeneratorError } from '../errors.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { overlayHost } from '../workspace/overlay-host.ts';
import { sampleScenario, type SampledScenario } from './sample-scenario.ts';

/**
 * The text of the scenario file `file` (relative to the workspace) of the world at `root`.
 * @throws GeneratorError when the world cannot run, or the scenario not be made to pass
 */
export async function observeScenario(workspace: Workspace, root: string, file: string, sampled: SampledScenario): Promise<string> {
  const [{ builtin }, { loadRunnableWorld, readScenario, runScenario }, { decodeRecord }] = await Promise.all([import('@nx-air/air'), import('@nx-air/gates'), import('@nx-air/kernel')]);
  const host = await withBuiltModules(workspace, root);
  const { world, problems } = await loadRunnableWorld(host, `${workspace.root}/${root}`, { root: workspace.root });
  if (world === undefined) throw await unsound(root, problems);
  const run = async (scenario: JsonObject): Promise<{ readonly records: readonly JournalRecord[]; readonly problems: readonly Problem[] }> => {
    const read = await readScenario(file, new TextEncoder().encode(layoutFile(scenario)), world);
    if (read.scenario === undefined) throw await unsound(file, read.problems);
    const { records, problems: found } = await runScenario(world, read.scenario);
    return { records: records.map(decodeRecord), problems: found };
  };
  const bare = sampleScenario(world.manifest, builtin, sampled);
  const expected = { ...bare, expect: expectationsOf((await run(bare)).records) };
  const again = await run(expected);
  if (again.problems.length > 0) throw await unsound(file, again.problems);
  return layoutFile(expected);
}

/** What `build-modules` would write stands above the tree; the disk stays as it is. */
async function withBuiltModules({ engine, host, root: base }: Workspace, root: string): Promise<Host> {
  const below = host();
  const { exitCode, writes = [], findings } = await engine.runBuildModules(below, `${base}/${root}`, { load: { root: base } });
  if (exitCode !== 0) {
    const { renderText } = await import('@nx-air/air');
    throw new GeneratorError('not_sound', `the modules of ${root} cannot be built:\n${renderText(findings, { color: false })}`, `Run \`air build-modules ${root}\`.`);
  }
  return overlayHost(below, new Map(writes.map(({ path, text }) => [path, typeof text === 'string' ? new TextEncoder().encode(text) : text])));
}

async function unsound(what: string, problems: readonly Problem[]): Promise<GeneratorError> {
  const { renderText, toFindings } = await import('@nx-air/air');
  return new GeneratorError('not_sound', `${what} would have errors:\n${renderText(toFindings(problems, () => undefined), { color: false })}`, 'Write the scenario by hand, or correct what is said.');
}

/** How often each plan ended in which way, each event was raised and each effect asked for. */
function expectationsOf(records: readonly JournalRecord[]): JsonObject {
  const plans = new Counter();
  const events = new Counter();
  const effects = new Counter();
  const running = new Map<string, string>();
  for (const record of records) {
    if (record.k === 'plan_started') running.set(record.instance_id, record.plan);
    else if (record.k === 'plan_ended') {
      running.delete(record.instance_id);
      plans.add({ plan: record.plan, status: record.status, ...(record.error === undefined ? {} : { error: record.error.code }) });
    } else if (record.k === 'event') events.add({ event: record.schema });
    else if (record.k === 'intent') effects.add({ kind: record.effect_kind });
  }
  for (const plan of running.values()) plans.add({ plan, status: 'running' });
  const counts = effects.entries().flatMap(({ item, count }) => (typeof item['kind'] === 'string' ? [[item['kind'], count] as const] : []));
  return {
    ...(events.entries().length === 0 ? {} : { events: events.entries().map(({ item, count }) => ({ ...item, count })) }),
    ...(plans.entries().length === 0 ? {} : { plans: plans.entries().map(({ item, count }) => ({ ...item, count })) }),
    ...(counts.length === 0 ? {} : { effects: Object.fromEntries(counts) }),
  };
}

class Counter {
  readonly #counts = new Map<string, { readonly item: JsonObject; count: number }>();

  add(item: JsonObject): void {
    const key = JSON.stringify(item);
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { item, count: 1 });
    else known.count += 1;
  }

  entries(): readonly { readonly item: JsonObject; readonly count: number }[] {
    return [...this.#counts.values()];
  }
}
