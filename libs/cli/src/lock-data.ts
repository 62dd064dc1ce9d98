// What `air lock` answers about a world as JSON, with a fixed key order.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import {
  AUTHORITY_KEYS,
  gainedAuthority,
  hasAuthority,
  type Authority,
  type LockImport,
  type LockPlan,
  type LockWorld,
} from '@nx-air/world';
import { shownDir } from './node-json.ts';

/** What happens to the lock of an import in this run. */
export type LockAction = 'kept' | 'locked' | 'updated' | 'none';

export function lockAction({ spec, reading }: LockImport, plan: LockPlan, blocked: boolean): LockAction {
  const planned = !blocked && plan.edits.some(({ index }) => index === spec.index);
  if (planned) return reading === undefined ? 'locked' : 'updated';
  return reading === undefined ? 'none' : 'kept';
}

const orNull = (value: string | undefined): JsonValue => value ?? null;

function lockedJson({ reading }: LockImport): JsonValue {
  const lock = reading?.lock;
  if (lock === undefined) return null;
  return { form: lock.form, version: orNull(lock.fields.get('version')), defs_hash: lock.defsHash };
}

function currentJson({ source, defs }: LockImport): JsonValue {
  return source === undefined ? null : { version: orNull(source.version), defs_hash: orNull(defs?.defsHash) };
}

/** The names that locks use. */
export function authorityJson(authority: Authority): JsonObject {
  const names = { effects: 'effects', capSlots: 'cap_slots', secrets: 'secrets', events: 'events' } as const;
  return Object.fromEntries(AUTHORITY_KEYS.map((key) => [names[key], [...authority[key]]]));
}

function importJson(entry: LockImport, plan: LockPlan, blocked: boolean, meaning: JsonObject | undefined): JsonObject {
  const { spec, verdict } = entry;
  const gained = gainedAuthority(entry);
  const edit = plan.edits.find(({ index }) => index === spec.index);
  return {
    import: spec.index,
    kind: spec.kind,
    ...(spec.kind === 'path' ? { path: spec.path } : { package: spec.package }),
    state: verdict.state,
    action: lockAction(entry, plan, blocked),
    locked: lockedJson(entry),
    current: currentJson(entry),
    fields: verdict.fields.map(({ field, locked, current }) => ({ field, locked: orNull(locked), current: orNull(current) })),
    defs: (verdict.defs ?? []).map(({ kind, name, locked, current }) => ({ kind, name, locked: orNull(locked), current: orNull(current) })),
    ...(hasAuthority(gained) ? { authority_gained: authorityJson(gained) } : {}),
    ...(meaning === undefined ? {} : { meaning }),
    ...(edit === undefined ? {} : { lock: edit.lock }),
  };
}

/** `meaning`: what the update of an import would mean, by its index. */
export function lockData(world: LockWorld, plan: LockPlan, blocked: boolean, meaning: ReadonlyMap<number, JsonObject> = new Map()): JsonObject {
  return {
    world: world.id,
    dir: shownDir(world.dir),
    file: world.configFile,
    imports: world.imports.map((entry) => importJson(entry, plan, blocked, meaning.get(entry.spec.index))),
  };
}
