// `air outdated`: what an update of each import would bring, from what is installed already.
import type { JsonObject } from '@nx-air/canon';
import type { Host, OutdatedImport, Update } from '@nx-air/world';
import type { Command, CommandResult } from '../command.ts';
import type { LockTarget } from '../run-lock.ts';
import { resolveFolder } from '../target.ts';

const SHORT_HASH = 'sha256:'.length + 12;

function shortHash(hash: string | undefined): string {
  return hash === undefined ? '' : `${hash.slice(0, SHORT_HASH)}…`;
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' ');

function countsText({ counts, defsHash }: Update): string {
  if (counts !== undefined) {
    const parts = Object.entries(counts).flatMap(([word, count]: readonly [string, number]) => (count === 0 ? [] : [`${count} ${word}`]));
    return parts.length === 0 ? 'same definitions' : parts.join(', ');
  }
  return defsHash === undefined ? 'its sources are not here' : 'the lock lists no definitions';
}

/** Prints nothing that needs a network: every row is a fact of this workspace. */
export async function runOutdated(host: Host, targets: readonly LockTarget[]): Promise<CommandResult> {
  const [{ exitCode, toFindings }, { importName, outdatedWorld, specTarget }, { countFindings, joinFindings, nextStep }, { requireWorlds }, { authorityLines }, { authorityJson }, { shownDir }, { alignColumns }] =
    await Promise.all([
      import('@nx-air/air'),
      import('@nx-air/world'),
      import('../conclude.ts'),
      import('../require-worlds.ts'),
      import('../lock-diff.ts'),
      import('../lock-data.ts'),
      import('../node-json.ts'),
      import('../table.ts'),
    ]);
  requireWorlds(host, targets);
  const worlds = [];
  for (const { path, load } of targets) worlds.push(await outdatedWorld(host, path, load));
  const findings = joinFindings(worlds.map(({ world }) => toFindings([...world.problems, ...world.imports.flatMap(({ verdict, problems }) => (verdict.state === 'unresolved' ? problems : []))], (file) => world.texts.get(file))));
  const updateJson = (update: Update): JsonObject => ({
    version: update.version ?? null,
    place: update.place,
    in_range: update.inRange,
    defs_hash: update.defsHash ?? null,
    changes: update.counts === undefined ? null : { ...update.counts },
    authority: { gained: authorityJson(update.authority.gained), lost: authorityJson(update.authority.lost) },
    collisions: update.collisions.map((one) => ({ with: one.with, kind: one.kind, name: one.name })),
  });
  const rows = ({ spec, locked, updates, reason }: OutdatedImport): readonly (readonly string[])[] => {
    const was = locked === undefined ? '-' : joined(locked.version, shortHash(locked.defsHash));
    if (updates.length === 0) return [[specTarget(spec), was, reason === undefined ? 'up to date' : `unknown: ${reason}`, '', '']];
    return updates.map((update) => [specTarget(spec), was, joined(update.version, shortHash(update.defsHash)), `${update.place}${update.inRange ? '' : ', out of range'}`, countsText(update)]);
  };
  const notes = ({ spec, updates }: OutdatedImport): readonly string[] =>
    updates.flatMap((update) => [
      ...authorityLines(update.authority).map((line) => `  ${joined(specTarget(spec), update.version)}: ${line}`),
      ...update.collisions.map((one) => `  ${joined(specTarget(spec), update.version)}: would clash with ${one.with} on ${one.kind} ${one.name}`),
    ]);
  const counted = countFindings(findings);
  const labels = targets.map(({ label }) => label);
  const stale = worlds.flatMap(({ imports }, index) => imports.filter(({ updates }) => updates.length > 0).map(({ spec }) => ({ label: labels[index] ?? '', name: importName(spec) })));
  const next = stale.length === 0 ? `air lock ${labels.join(' ')} --check` : `air lock ${[...new Set(stale.map(({ label }) => label))].join(' ')} --diff`;
  return {
    exitCode: exitCode(findings),
    findings,
    data: {
      worlds: worlds.map(({ world, imports }) => ({
        world: world.id,
        dir: shownDir(world.dir),
        imports: imports.map(({ spec, locked, updates, reason }) => ({
          import: spec.index,
          target: specTarget(spec),
          locked: locked === undefined ? null : { version: locked.version ?? null, defs_hash: locked.defsHash },
          updates: updates.map(updateJson),
          unknown: reason ?? null,
        })),
      })),
    },
    lines: [
      ...worlds.flatMap(({ world, imports }) =>
        imports.length === 0
          ? [`world ${world.id}: no imports`]
          : [`world ${world.id}:`, ...alignColumns([['IMPORT', 'LOCKED', 'AVAILABLE', 'WHERE', 'CHANGES'], ...imports.flatMap(rows)]), ...imports.flatMap(notes)],
      ),
      ...(counted === '' ? [] : [counted]),
    ],
    next: nextStep(findings, `air outdated ${labels.join(' ')}`, next),
    writes: [],
  };
}

export const outdated: Command = {
  name: 'outdated',
  summary: 'show what updates of imports would bring, from what is installed',
  usage: '<world...>',
  targets: { least: 1 },
  options: {},
  async run(host, { cwd, targets }) {
    return runOutdated(host, await Promise.all(targets.map((target) => resolveFolder(host, cwd, target))));
  },
};
