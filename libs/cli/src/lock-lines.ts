// What `air lock` says about a world to people.
import { importName, type LockImport, type LockPlan, type LockWorld } from '@nx-air/world';
import { lockAction } from './lock-data.ts';
import { alignColumns } from './table.ts';

const SHORT_HASH = 'sha256:'.length + 12;

function identity(version: string | undefined, hash: string | undefined): string {
  const parts = [version, hash === undefined ? undefined : `${hash.slice(0, SHORT_HASH)}…`].filter((part) => part !== undefined);
  return parts.length === 0 ? '-' : parts.join(' ');
}

function row(entry: LockImport, plan: LockPlan, blocked: boolean): readonly string[] {
  const { spec, source, defs, reading, verdict } = entry;
  const lock = reading?.lock;
  const action = lockAction(entry, plan, blocked);
  const changes = action === 'locked' || action === 'updated';
  return [
    `${spec.kind} ${importName(spec)}`,
    changes ? `${verdict.state} -> ${action}` : verdict.state,
    identity(lock?.fields.get('version'), lock?.defsHash),
    identity(source?.version, defs?.defsHash),
  ];
}

export function lockLines(world: LockWorld, plan: LockPlan, blocked: boolean): readonly string[] {
  const { imports } = world;
  const name = `world ${world.id}`;
  if (imports.length === 0) return [world.problems.length === 0 ? `${name}: no imports` : `${name}: no imports that can be read`];
  return [`${name}:`, ...alignColumns([['IMPORT', 'STATE', 'LOCKED', 'FOUND'], ...imports.map((entry) => row(entry, plan, blocked))])];
}

/** The locks that a run without `--dry-run` would write. */
export function payloadLines(world: LockWorld, { edits }: LockPlan): readonly string[] {
  return [
    `would write ${world.configFile}`,
    ...edits.flatMap(({ index, lock, airDir }) => [
      ...(airDir === undefined ? [] : [`imports[${index}].cargo.air_dir: ${JSON.stringify(airDir)}`]),
      `imports[${index}].lock: ${JSON.stringify(lock, undefined, 2)}`,
    ]),
  ].flatMap((text) => text.split('\n'))
    .map((line, index) => (index === 0 ? line : `  ${line}`));
}
