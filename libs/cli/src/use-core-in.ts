// Replaces the copies in one world and judges the world as it would be before anything is written.
import { codeEntry, type Problem } from '@nx-air/air';
import { useCore, type UsedCore } from '@nx-air/plan/check';
import { repositoryRoot, type Host, type LoadedWorld, type LoadWorldOptions } from '@nx-air/world';
import type { CommandResult, FileWrite } from './command.ts';
import { conclude } from './conclude.ts';
import { CliError } from './errors.ts';
import { judgeWorld } from './judge-meaning.ts';
import { nameAirCommand } from './name-command.ts';
import { loadNamedWorld } from './named-world.ts';
import { overlayHost } from './overlay-host.ts';
import { applyWorldEdits } from './world-edits.ts';

export interface UseCoreOptions {
  /** How the user names the world; its folder when absent. */
  readonly label?: string;
  readonly load?: LoadWorldOptions;
  /** Only this plan, and a finding when it cannot be done; every copy when absent. */
  readonly plan?: string;
  /** Says what would be written. */
  readonly dryRun?: boolean;
}

export async function useCoreIn(host: Host, dir: string, { label = dir, load = {}, plan, dryRun = false }: UseCoreOptions): Promise<CommandResult> {
  const world = await loadNamedWorld(host, dir, load);
  const again = `air use-core ${label}`;
  const { merged, texts } = world;
  if (!merged) return conclude({ problems: world.problems, texts, data: { world: world.id }, lines: [], again, next: again });
  const { used, edits, problems } = useCore(merged, plan);
  if (plan !== undefined && used.length === 0 && problems.length === 0) throw new CliError('bad_value', `\`--plan ${plan}\`: ${world.id} has no such plan of its own`, `Run \`${again}\` to see which plans repeat an imported one.`);
  const root = load.root ?? repositoryRoot(host, dir);
  const written = applyWorldEdits(edits, (file) => texts.get(file) ?? '');
  const paths = new Map([...written].map(([file, text]) => [`${root}/${file}`, text]));
  const after = used.length === 0 ? world : await loadNamedWorld(overlayHost(host, paths), dir, load);
  const fresh = newErrors(world, after);
  const isRefused = fresh.length > 0;
  const conclusion = conclude({
    problems: [...problems, ...fresh],
    texts: new Map([...texts, ...after.texts]),
    data: { world: world.id, dry_run: dryRun, used: used.map(usedData), writes: filesOf(written, true), removes: filesOf(written, false) },
    lines: linesOf(world.id, used, written, isRefused ? 'not written:' : dryRun ? 'would' : ''),
    again,
    next: nextOf(used, dryRun, label),
    writes: dryRun ? [] : [...paths].flatMap(([path, text]): readonly FileWrite[] => (text === undefined ? [] : [{ path, text, replaces: texts.get(path.slice(root.length + 1)) ?? '' }])),
  });
  return { ...conclusion, removes: dryRun ? [] : [...paths].flatMap(([path, text]) => (text === undefined ? [path] : [])) };
}

const nextOf = (used: readonly UsedCore[], dryRun: boolean, label: string): string =>
  used.length === 0 ? nameAirCommand('check', [label]) : dryRun ? `air use-core ${label}` : nameAirCommand('smoke', [label]);

/** Errors of the world as it would be that it has not now. */
function newErrors(before: LoadedWorld, after: LoadedWorld): readonly Problem[] {
  if (before === after) return [];
  const errorsIn = (world: LoadedWorld): readonly Problem[] =>
    [...world.problems, ...judgeWorld(world, new Map()).problems].filter(({ code, severity }) => (severity ?? codeEntry(code).severity) === 'error');
  const known = new Set(errorsIn(before).map(({ code, subject }) => `${code} ${subject}`));
  return errorsIn(after).filter(({ code, subject }) => !known.has(`${code} ${subject}`));
}

const usedData = ({ plan, core, wrapper, steps, output }: UsedCore): CommandResult['data'] => ({
  plan,
  core,
  steps_before: steps,
  steps_after: wrapper ? stepsOf(wrapper) : 0,
  ...(output === undefined ? {} : { output_dropped: output }),
});

const stepsOf = ({ steps }: NonNullable<UsedCore['wrapper']>): number => (Array.isArray(steps) ? steps.length : 0);

const filesOf = (written: ReadonlyMap<string, string | undefined>, stays: boolean): readonly string[] =>
  [...written].flatMap(([file, text]) => ((text !== undefined) === stays ? [file] : []));

function linesOf(world: string, used: readonly UsedCore[], written: ReadonlyMap<string, string | undefined>, how: string): readonly string[] {
  if (used.length === 0) return [`no plan of ${world} becomes a wrapper`];
  const plans = used.flatMap(({ plan, core, wrapper, steps, output }) => [
    wrapper ? `${plan} spawns ${core}: ${stepsOf(wrapper)} steps instead of ${steps}` : `${plan} is the imported plan: its own definition goes`,
    ...(output === undefined ? [] : [`  its result ${output} is that of ${core} now`]),
  ]);
  // What is written is listed where it is written.
  if (how === '') return plans;
  return [...plans, ...filesOf(written, true).map((file) => `${how} write ${file}`), ...filesOf(written, false).map((file) => `${how} remove ${file}`)];
}
