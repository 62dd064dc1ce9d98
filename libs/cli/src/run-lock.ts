// The work of `air lock`: judge the locks of worlds, and plan what is to be written.
import { exitCode, toFindings, type Finding } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import {
  diffWorldLocks,
  importName,
  lockProblems,
  modeLine,
  modeProblems,
  planLockWrite,
  readLocks,
  resolveLockMode,
  specTarget,
  type Host,
  type ImportSpec,
  type LockMode,
  type LockPlan,
  type LockWorld,
  type LockWriteOptions,
  type ReadLocksOptions,
  type ResolvedLockMode,
} from '@nx-air/world';
import { join, normalize } from 'node:path/posix';
import type { CommandResult } from './command.ts';
import { countFindings, joinFindings, nextStep } from './conclude.ts';
import { CliError } from './errors.ts';
import { lockData } from './lock-data.ts';
import { lockLines, payloadLines } from './lock-lines.ts';
import { nameAirCommand, type NameCommand } from './name-command.ts';
import { unnamedBodies } from './stored-bodies.ts';
import { meaningJson, meaningLines, updateMeaning, type UpdateMeaning } from './update-meaning.ts';

export interface LockTarget {
  /** Absolute folder of a world. */
  readonly path: string;
  /** How the user names it. */
  readonly label: string;
  readonly load?: ReadLocksOptions;
}

export interface LockOptions {
  /** Judge only; nothing is written. */
  readonly check?: boolean;
  /** Imports to lock anew by package or path; all with an empty list; only missing locks without it. */
  readonly update?: readonly string[];
  readonly acceptAuthority?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  /** `--lock-mode`. */
  readonly lockMode?: LockMode;
  /** `lockMode` of the plugin. */
  readonly optionMode?: LockMode;
  /** As for `runCheck`. */
  readonly nameCommand?: NameCommand;
}

interface ImportMeaning {
  readonly spec: ImportSpec;
  readonly meaning: UpdateMeaning;
}

interface JudgedWorld {
  /** With `--dry-run`: what the update would mean, import by import. */
  readonly meaning: readonly ImportMeaning[];
  readonly world: LockWorld;
  readonly plan: LockPlan;
  readonly findings: readonly Finding[];
  readonly removes: readonly string[];
}

/** `./packs/p/` is `packs/p`. */
const plainPath = (path: string): string => normalize(path).replace(/\/$/, '');

/** Names as the imports write them, where a path was only spelt otherwise. */
function spellNames(worlds: readonly LockWorld[], names: readonly string[]): readonly string[] {
  const specs = worlds.flatMap(({ imports }) => imports.map(({ spec }) => spec));
  return names.flatMap((name) => {
    if (specs.some((spec) => importName(spec) === name)) return [name];
    const meant = specs.flatMap((spec) => (spec.kind === 'path' && plainPath(spec.path) === plainPath(name) ? [spec.path] : []));
    return meant.length === 0 ? [name] : meant;
  });
}

function refuseUnknownNames(worlds: readonly LockWorld[], names: readonly string[]): void {
  // An import that cannot be read has no name that could be compared.
  if (worlds.some(({ problems }) => problems.length > 0)) return;
  const known = [...new Set(worlds.flatMap(({ imports }) => imports.map(({ spec }) => importName(spec))))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const hint = known.length === 0 ? 'The world has no imports.' : `Name one of ${known.map((name) => `\`${name}\``).join(', ')}.`;
  throw new CliError('unknown_import', `no import is called \`${unknown}\``, hint);
}

const writeOptions = (mode: LockMode, { update, acceptAuthority = false }: LockOptions): LockWriteOptions => ({
  mode,
  update: update === undefined ? 'missing' : update.length === 0 ? 'all' : update,
  acceptAuthority,
});

async function judge(host: Host, world: LockWorld, mode: LockMode, options: LockOptions): Promise<JudgedWorld> {
  const { texts, configText = '' } = world;
  const plan: LockPlan =
    options.check === true
      ? { edits: [], problems: lockProblems(world, mode), text: configText }
      : planLockWrite(world, writeOptions(mode, options));
  const findings = toFindings(plan.problems, (file) => texts.get(file));
  const meaning = options.dryRun === true && options.update !== undefined ? await dryMeaning(host, world, options.update) : [];
  return { world, plan, findings, meaning, removes: options.prune === true ? unnamedBodies(host, world, plan) : [] };
}

/** For those imports that the update is for, whether or not it may be written. */
async function dryMeaning(host: Host, world: LockWorld, names: readonly string[]): Promise<readonly ImportMeaning[]> {
  const { imports } = await diffWorldLocks(host, world);
  const meant = imports.filter(({ spec }) => names.length === 0 || names.includes(importName(spec)));
  return meant.map((diff) => ({ spec: diff.spec, meaning: updateMeaning(host, world, diff) }));
}

function dryLines({ world, meaning }: JudgedWorld): readonly string[] {
  return meaning.flatMap(({ spec, meaning: update }) => {
    const lines = meaningLines(update);
    return lines.length === 0 ? [] : [`${specTarget(spec)} in world ${world.id}:`, ...lines.map((line) => `  ${line}`)];
  });
}

/** The command that corrects the first error, where its hint names one. */
function correctingCommand(findings: readonly Finding[]): string | undefined {
  const first = findings.find(({ severity }) => severity === 'error');
  return [...(first?.hint ?? '').matchAll(/`((?:air lock|nx run) [^`]*)`/g)].at(-1)?.[1];
}

function result(judged: readonly JudgedWorld[], resolved: ResolvedLockMode, labels: readonly string[], options: LockOptions): CommandResult {
  const [first] = judged;
  const { texts = new Map<string, string>(), configFile = '' } = first?.world ?? {};
  const about = toFindings(modeProblems(resolved, configFile), (file) => texts.get(file));
  const findings = joinFindings([about, ...judged.map((entry) => entry.findings)]);
  const code = exitCode(findings);
  const changed = judged.filter(({ world, plan }) => plan.text !== world.configText && plan.edits.length > 0);
  const removes = judged.flatMap((entry) => entry.removes);
  const blocked = code !== 0;
  const planned = changed.length + removes.length > 0;
  const counted = countFindings(findings);
  const worlds: JsonObject[] = judged.map(({ world, plan, meaning }) =>
    lockData(world, plan, blocked, new Map(meaning.map(({ spec, meaning: update }) => [spec.index, meaningJson(update)]))),
  );
  const name = options.nameCommand ?? nameAirCommand;
  const check = options.check === true;
  const correcting = correctingCommand(findings);
  return {
    exitCode: code,
    findings,
    data: {
      lock_mode: { mode: resolved.mode, reason: resolved.reason, ci: resolved.ci },
      writes: !blocked && planned && options.dryRun !== true,
      worlds,
    },
    lines: [
      ...judged.flatMap(({ world, plan }) => lockLines(world, plan, blocked)),
      ...judged.flatMap(dryLines),
      ...(options.dryRun === true && !blocked ? changed.flatMap(({ world, plan }) => payloadLines(world, plan)) : []),
      ...(options.dryRun === true && !blocked ? removes.map((path) => `would remove ${path.slice((first?.world.root.length ?? 0) + 1)}`) : []),
      modeLine(resolved),
      ...(counted === '' ? [] : [counted]),
      ...(blocked && planned ? ['nothing is written'] : []),
    ],
    next: correcting ?? nextStep(findings, name(check ? 'lock --check' : 'lock', labels), name(check ? 'check' : 'lock --check', labels)),
    writes:
      options.dryRun === true ? [] : changed.map(({ world, plan }) => ({ path: join(world.root, world.configFile), text: plan.text, replaces: world.configText ?? '' })),
    removes: options.dryRun === true ? [] : removes,
  };
}

/** Judges and locks worlds. Throws `CliError` for a folder without aos.sync.json and for an unknown import. */
export async function lockWorlds(host: Host, targets: readonly LockTarget[], options: LockOptions): Promise<CommandResult> {
  const missing = targets.find(({ path }) => host.kindOf(join(path, 'aos.sync.json')) === undefined);
  if (missing !== undefined) {
    throw new CliError('not_a_world', `\`${missing.label}\` holds no aos.sync.json`, 'Name the folder of a world; packs have no locks.');
  }
  const resolved = resolveLockMode({
    env: host.env,
    ...(options.lockMode === undefined ? {} : { flag: options.lockMode }),
    ...(options.optionMode === undefined ? {} : { option: options.optionMode }),
  });
  const worlds: LockWorld[] = [];
  for (const { path, load } of targets) worlds.push(await readLocks(host, path, load));
  const update = options.update === undefined ? undefined : spellNames(worlds, options.update);
  refuseUnknownNames(worlds, update ?? []);
  const judged: JudgedWorld[] = [];
  for (const world of worlds) judged.push(await judge(host, world, resolved.mode, update === undefined ? options : { ...options, update }));
  return result(judged, resolved, targets.map(({ label }) => label), options);
}
