// The work of `air lock --diff`: what every import would bring, definition by definition. Writes nothing.
import { exitCode, toFindings } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import {
  authorityText,
  changeText,
  diffWorldLocks,
  hasAuthority,
  readLocks,
  specTarget,
  type AuthorityDiff,
  type ChangedBody,
  type Host,
  type ImportDiff,
  type LockWorld,
} from '@nx-air/world';
import type { CommandResult } from './command.ts';
import { countFindings, joinFindings, nextStep } from './conclude.ts';
import { authorityJson } from './lock-data.ts';
import { shownDir } from './node-json.ts';
import { nameAirCommand, type NameCommand } from './name-command.ts';
import type { LockTarget } from './run-lock.ts';
import { meaningJson, meaningLines, updateMeaning, type UpdateMeaning } from './update-meaning.ts';

/** Differences of one definition shown to people; `--json` has all. */
const MAX_FIELDS = 20;

export function authorityLines({ gained, lost }: AuthorityDiff): readonly string[] {
  return [
    ...(hasAuthority(gained) ? [`authority gained: ${authorityText(gained)}`] : []),
    ...(hasAuthority(lost) ? [`authority lost: ${authorityText(lost)}`] : []),
  ];
}

function changedLines({ kind, name, previous, fields = [] }: ChangedBody): readonly string[] {
  const more = fields.length - MAX_FIELDS;
  return [
    `~ ${kind} ${name}${previous === undefined ? '' : ` (locked body: ${previous.from})`}`,
    ...fields.slice(0, MAX_FIELDS).map((field) => `    ${changeText(field)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

function importDiffLines({ spec, state, defs, authority, reason }: ImportDiff, meaning: UpdateMeaning): readonly string[] {
  const details = [
    ...(defs?.added ?? []).map(({ kind, name }) => `+ ${kind} ${name}`),
    ...(defs?.removed ?? []).map(({ kind, name }) => `- ${kind} ${name}`),
    ...(defs?.renamed ?? []).map(({ kind, from, to }) => `> ${kind} ${from} -> ${to}`),
    ...(defs?.changed ?? []).flatMap(changedLines),
    ...authorityLines(authority),
    ...meaningLines(meaning),
    ...(reason === undefined ? [] : [`${defs === undefined ? 'cannot compare' : 'incomplete'}: ${reason}`]),
  ];
  return [`${specTarget(spec)}: ${state}`, ...details.map((line) => `  ${line}`)];
}

function changedJson({ kind, name, locked, current, previous, fields }: ChangedBody): JsonObject {
  return {
    kind,
    name,
    locked,
    current,
    locked_body: previous?.from ?? null,
    fields: fields?.map((field) => ({ pointer: field.pointer, place: field.place, member: field.member, locked: field.locked ?? null, current: field.current ?? null })) ?? null,
  };
}

function importDiffJson({ spec, state, defs, authority, reason }: ImportDiff, meaning: UpdateMeaning): JsonObject {
  return {
    import: spec.index,
    kind: spec.kind,
    ...(spec.kind === 'path' ? { path: spec.path } : { package: spec.package }),
    state,
    added: defs?.added.map(({ kind, name, hash }) => ({ kind, name, hash })) ?? null,
    removed: defs?.removed.map(({ kind, name, hash }) => ({ kind, name, hash })) ?? null,
    renamed: defs?.renamed.map(({ kind, from, to, hash }) => ({ kind, from, to, hash })) ?? null,
    changed: defs?.changed.map(changedJson) ?? null,
    authority: { gained: authorityJson(authority.gained), lost: authorityJson(authority.lost) },
    ...meaningJson(meaning),
    cannot_compare: reason ?? null,
  };
}

interface Diffed {
  readonly diff: ImportDiff;
  readonly meaning: UpdateMeaning;
}

interface DiffedWorld {
  readonly world: LockWorld;
  readonly imports: readonly Diffed[];
}

function nextOf(worlds: readonly DiffedWorld[], labels: readonly string[], name: NameCommand): string {
  const imports = worlds.flatMap((world) => world.imports.map(({ diff }) => diff));
  const again = name('lock', labels);
  if (imports.every(({ state }) => state === 'ok')) return name('lock --check', labels);
  if (imports.every(({ state }) => state === 'ok' || state === 'unlocked')) return again;
  return `${again} --update${imports.some(({ authority }) => hasAuthority(authority.gained)) ? ' --accept-authority' : ''}`;
}

/** Each target is the folder of a world. */
export async function diffLocks(host: Host, targets: readonly LockTarget[], name: NameCommand = nameAirCommand): Promise<CommandResult> {
  const worlds: DiffedWorld[] = [];
  const findings = [];
  for (const { path, load } of targets) {
    const world = await readLocks(host, path, load);
    const { imports, problems } = await diffWorldLocks(host, world);
    worlds.push({ world, imports: imports.map((diff) => ({ diff, meaning: updateMeaning(host, world, diff) })) });
    findings.push(toFindings([...world.problems, ...problems], (file) => world.texts.get(file)));
  }
  const all = joinFindings(findings);
  const counted = countFindings(all);
  const labels = targets.map(({ label }) => label);
  return {
    exitCode: exitCode(all),
    findings: all,
    data: { worlds: worlds.map(({ world, imports }) => ({ world: world.id, dir: shownDir(world.dir), imports: imports.map(({ diff, meaning }) => importDiffJson(diff, meaning)) })) },
    lines: [
      ...worlds.flatMap(({ world, imports }) => [
        `world ${world.id}:${imports.length === 0 ? ' no imports' : ''}`,
        ...imports.flatMap(({ diff, meaning }) => importDiffLines(diff, meaning)).map((line) => `  ${line}`),
      ]),
      ...(counted === '' ? [] : [counted]),
    ],
    next: nextStep(all, `${name('lock', labels)} --diff`, nextOf(worlds, labels, name)),
    writes: [],
  };
}
