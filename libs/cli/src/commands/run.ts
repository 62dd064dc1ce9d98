// `air run`: runs scenarios of a world, shows what happened, keeps the journal.
import type { JsonObject } from '@nx-air/canon';
import type { RunnableWorld, ScenarioRun, WorldScenario } from '@nx-air/gates';
import type { Host } from '@nx-air/world';
import { nearest } from '@nx-air/air/did-you-mean';
import type { Command, CommandResult } from '../command.ts';
import { CliError } from '../errors.ts';
import { readCount } from '../read-count.ts';
import type { RunOptions } from '../run-one.ts';
import { absolutePath, resolveFolder } from '../target.ts';

/** Scenarios of the world in the folder `dir` (absolute). */
export async function runRun(host: Host, dir: string, { label = dir, ...options }: RunOptions = {}): Promise<CommandResult> {
  const [{ loadRunnableWorld, readScenarios }, { conclude }, { runOne }] = await Promise.all([import('@nx-air/gates'), import('../conclude.ts'), import('../run-one.ts')]);
  const { world, problems, texts } = await loadRunnableWorld(host, dir);
  const again = ['air run', label, ...(options.scenario === undefined ? [] : [options.scenario])].join(' ');
  if (!world) return conclude({ problems, texts, data: { world: null, runs: [] }, lines: [], again, next: '' });
  const chosen = choose(await readScenarios(host, world), world, options);
  const runs: { readonly name: string; readonly run: ScenarioRun; readonly lines: readonly string[]; readonly data: JsonObject }[] = [];
  for (const scenario of chosen) {
    if (scenario.scenario) runs.push({ name: scenario.name, ...(await runOne(host, world, scenario, options)) });
  }
  const stopped = runs.some(({ run }) => run.isStopped);
  const concluded = conclude({
    problems: [...chosen.flatMap((scenario) => scenario.problems), ...runs.flatMap(({ run }) => run.problems)],
    texts: new Map([...texts, ...chosen.flatMap((scenario) => [...scenario.texts])]),
    data: { world: world.id, runs: runs.map(({ data }) => data) },
    lines: runs.flatMap(({ lines }) => lines),
    again,
    next: stopped ? `run the same command to go on` : '',
  });
  return stopped ? { ...concluded, exitCode: 1 } : concluded;
}

function choose(scenarios: readonly WorldScenario[], { dir }: RunnableWorld, { scenario: name, journal, live = false }: RunOptions): readonly WorldScenario[] {
  const names = scenarios.map((scenario) => scenario.name);
  if (scenarios.length === 0) throw new CliError('unknown_target', `\`${dir}\` has no scenario`, 'Write `scenarios/<name>.scenario.json` in the world.');
  const found = name === undefined ? scenarios : scenarios.filter((scenario) => scenario.name === name);
  if (found.length === 0) {
    const meant = nearest(name ?? '', names);
    throw new CliError('unknown_target', `\`${dir}\` has no scenario \`${name ?? ''}\``, meant === undefined ? `It has ${names.join(', ')}.` : `Did you mean \`${meant}\`?`);
  }
  if (found.length > 1 && (journal !== undefined || live)) throw new CliError('missing_target', 'a journal and a live run are of one scenario', `Name one of ${names.join(', ')}.`);
  return found;
}

export const run: Command = {
  name: 'run',
  summary: 'run scenarios of a world and show what happens',
  usage: '<world> [scenario] [--journal FILE] [--trace] [--live]',
  targets: { least: 1, most: 2 },
  options: {
    journal: { type: 'string', placeholder: 'FILE', summary: 'keep the journal there; an existing one is continued' },
    trace: { type: 'boolean', summary: 'print every record as a timeline' },
    live: { type: 'boolean', summary: 'wait for timers and send HTTP requests' },
    'kill-in-write': { type: 'string', placeholder: 'N', summary: 'kill this process in the middle of write N to the journal, for tests' },
  },
  async run(host, { cwd, targets: [target = '', scenario], flags, values }) {
    const { label, path } = await resolveFolder(host, cwd, target);
    const [journal, killInWrite] = [values.get('journal'), readCount(values, 'kill-in-write')];
    if (killInWrite !== undefined && journal === undefined) throw new CliError('unexpected_value', '`--kill-in-write` is about writes to a journal file', 'Name it with `--journal`.');
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    process.once('SIGINT', abort);
    try {
      return await runRun(host, path, {
        label,
        ...(scenario !== undefined && { scenario }),
        ...(journal !== undefined && { journal: absolutePath(cwd, journal) }),
        trace: flags.has('trace'),
        live: flags.has('live'),
        ...(killInWrite !== undefined && { killInWrite }),
        signal: stop.signal,
      });
    } finally {
      process.removeListener('SIGINT', abort);
    }
  },
};
