// What the locks of a world look like as findings, weighed by the mode.
import type { FindingCode, Problem, Related } from '@nx-air/air';
import { joinPointer } from '@nx-air/canon/json';
import { blocksLoading } from '../blocking.ts';
import { specPointer, specSubject } from '../spec.ts';
import { gainedAuthority } from './accepted.ts';
import { authorityProblem } from './authority-problem.ts';
import { hasAuthority } from './authority.ts';
import type { ChangedDef } from './changed-defs.ts';
import { lockCommands } from './lock-command.ts';
import { lockFix } from './lock-fix.ts';
import type { LockImport, LockWorld } from './lock-world.ts';
import type { LockMode } from './mode.ts';
import { lockedDefKey } from './payload.ts';
import type { LockState } from './severity.ts';
import { severityOf } from './severity.ts';
import type { FieldDifference } from './verdict.ts';

const CODES: Readonly<Record<Exclude<LockState, 'invalid' | 'ok'>, FindingCode>> = {
  unresolved: 'lock_unresolved',
  corrupt: 'lock_corrupt',
  drifted: 'lock_drifted',
  moved: 'lock_moved',
  unlocked: 'lock_missing',
  restated: 'lock_restated',
  repacked: 'lock_repacked',
};

const MAX_FAULTS = 10;
const MAX_CHANGED = 10;
const SHORT_HASH = 'sha256:'.length + 12;

const pointerTo = (entry: LockImport, field: string): string => joinPointer(`${specPointer(entry.spec)}/lock`, ...field.split('.'));

function invalidProblems(world: LockWorld, entry: LockImport): readonly Problem[] {
  const command = lockCommands(world).update(entry.spec, hasAuthority(gainedAuthority(entry)));
  return (entry.reading?.faults ?? []).slice(0, MAX_FAULTS).map(({ code, path, expected, actual }): Problem => {
    return {
      code,
      subject: specSubject(entry.spec),
      file: world.configFile,
      pointer: joinPointer(`${specPointer(entry.spec)}/lock`, ...path),
      ...(expected === undefined ? {} : { expected: [...path.slice(-1), expected].join(' ') }),
      ...(actual === undefined ? {} : { actual }),
      hint: code === 'lock_scheme' ? `Use a version of air that knows this scheme, or replace the lock: ${command}.` : `Run ${command}.`,
      ...lockFix(entry),
    };
  });
}

const side = (fields: readonly FieldDifference[], key: 'locked' | 'current'): string =>
  fields.map((difference) => `${difference.field} ${difference[key] ?? 'absent'}`).join(', ');

function changedNote({ kind, name, locked, current }: ChangedDef): string {
  const short = (hash: string): string => `${hash.slice(0, SHORT_HASH)}…`;
  const def = `${kind} ${name}`;
  if (locked === undefined) return `${def} added`;
  return current === undefined ? `${def} removed` : `${def} changed: locked ${short(locked)}, now ${short(current)}`;
}

function relatedDefs(world: LockWorld, { spec, defs, verdict }: LockImport): readonly Related[] {
  const changed = verdict.defs ?? [];
  const places = new Map((defs?.nodes ?? []).map((node) => [lockedDefKey(node), node.origin]));
  const shown = changed.slice(0, MAX_CHANGED).map((def): Related => {
    const key = lockedDefKey(def);
    const place = places.get(key) ?? { file: world.configFile, pointer: joinPointer(`${specPointer(spec)}/lock/defs`, key) };
    return { file: place.file, pointer: place.pointer, note: changedNote(def) };
  });
  const more = changed.length - shown.length;
  return more === 0 ? shown : [...shown, { file: world.configFile, pointer: `${specPointer(spec)}/lock/defs`, note: `${more} more` }];
}

function corruptHint({ spec, source }: LockImport): string {
  if (spec.kind === 'npm') return `Remove node_modules/${spec.package} and run \`npm ci\`. A changed package needs a new version.`;
  return `Restore the files of ${source?.package ?? 'the crate'} ${source?.version ?? ''}: run \`cargo vendor\` again, or remove it from cargo's registry folder. A changed crate needs a new version.`;
}

function hintFor(world: LockWorld, entry: LockImport, gains: boolean): string {
  const { lock, update, diff } = lockCommands(world);
  switch (entry.verdict.state) {
    case 'unlocked':
      return `Run ${lock}.`;
    case 'corrupt':
      return corruptHint(entry);
    case 'drifted':
    case 'moved':
      return `Review it with ${diff}, then run ${update(entry.spec, gains)}.`;
    default:
      return `Run ${update(entry.spec)}.`;
  }
}

function stateProblem(world: LockWorld, entry: LockImport, code: FindingCode, gains: boolean): Problem {
  const { state, fields } = entry.verdict;
  const [first] = fields;
  const related = relatedDefs(world, entry);
  return {
    code,
    subject: specSubject(entry.spec),
    file: world.configFile,
    pointer: first?.locked === undefined ? `${specPointer(entry.spec)}${entry.reading === undefined ? '' : '/lock'}` : pointerTo(entry, first.field),
    ...(fields.length === 0 ? {} : { expected: side(fields, 'locked'), actual: side(fields, 'current') }),
    ...(related.length === 0 ? {} : { related }),
    hint: hintFor(world, entry, gains),
    ...(state === 'corrupt' || gains ? {} : lockFix(entry)),
  };
}

function unresolvedProblems(world: LockWorld, entry: LockImport): readonly Problem[] {
  if (entry.problems.some(blocksLoading)) return entry.problems;
  const where = { subject: specSubject(entry.spec), file: world.configFile, pointer: specPointer(entry.spec) };
  return [...entry.problems, { ...where, code: 'lock_unresolved', hint: `Run \`air check ${world.dir === '' ? '.' : world.dir}\` and correct what it says.` }];
}

/** What is to be said about one import. Warnings about its content belong to `air check` and are left out. */
export function importProblems(world: LockWorld, entry: LockImport, mode: LockMode): readonly Problem[] {
  const { state } = entry.verdict;
  if (state === 'unresolved') return unresolvedProblems(world, entry);
  if (state === 'invalid') return invalidProblems(world, entry);
  const severity = severityOf(state, mode);
  const weight = severityOf('drifted', mode);
  const gained = gainedAuthority(entry);
  const gains = hasAuthority(gained) && state !== 'corrupt';
  return [
    ...(severity === undefined || state === 'ok' ? [] : [{ ...stateProblem(world, entry, CODES[state], gains), severity }]),
    ...(gains && weight !== undefined ? [{ ...authorityProblem(world, entry, gained), severity: weight }] : []),
  ];
}

/** All findings about locks: those about aos.sync.json itself first, then import by import. */
export const lockProblems = (world: LockWorld, mode: LockMode): readonly Problem[] => [
  ...world.problems,
  ...world.imports.flatMap((entry) => importProblems(world, entry, mode)),
];
