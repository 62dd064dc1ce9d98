// Reads the members that only locks of scheme 1 have: request, definitions, accepted authority.
import type { DefKind } from '@nx-air/air';
import { describe, isDefName, NODE_KINDS } from '@nx-air/air';
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import { parseHash } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { isJsonObject } from '../json-object.ts';
import { pathFault } from '../text-rules.ts';
import type { Authority } from './authority.ts';
import type { LockFault } from './parse-fault.ts';
import { fault } from './parse-fault.ts';

export interface LockedDef {
  readonly kind: DefKind;
  readonly name: string;
  readonly hash: Hash;
}

type Faults = LockFault[];

const REQUEST_MEMBERS = {
  cargo: ['package', 'version', 'source', 'air_dir', 'manifest_path'],
  npm: ['package', 'version', 'air_dir'],
} as const;

const shown = (value: JsonValue | undefined): string => (value === undefined ? 'nothing' : describe(value));

/** Written for people and editors in every object with fixed keys. */
export const isNote = (key: string): boolean => key === '$schema' || key === '$comment';

/** The request as texts by dotted member: `path`, `cargo.package`, `npm.version`. */
export function readRequest(value: JsonValue | undefined, faults: Faults): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  if (!isJsonObject(value)) {
    faults.push(fault(['request'], 'an object', shown(value)));
    return members;
  }
  const take = (path: readonly string[], text: JsonValue | undefined): void => {
    const wrong = typeof text === 'string' ? undefined : shown(text);
    const bad = wrong ?? (typeof text === 'string' && /path$|air_dir$/.test(path.join('.')) ? pathFault(text) : undefined);
    if (bad !== undefined) faults.push(fault(['request', ...path], wrong === undefined ? 'a relative path with `/`' : 'text', bad));
    else if (typeof text === 'string') members.set(path.join('.'), text);
  };
  for (const [key, member] of Object.entries(value)) {
    if (isNote(key)) continue;
    if (key === 'path') take([key], member);
    else if ((key === 'cargo' || key === 'npm') && isJsonObject(member)) {
      const known: readonly string[] = REQUEST_MEMBERS[key];
      for (const [name, text] of Object.entries(member)) {
        if (known.includes(name)) take([key, name], text);
        else if (!isNote(name)) faults.push(fault(['request', key, name], `one of ${known.join(', ')}`));
      }
    } else faults.push(fault(['request', key], '`path` text, or `cargo` or `npm` object', shown(member)));
  }
  return members;
}

function readDef(key: string, value: JsonValue): LockedDef | undefined {
  const space = key.indexOf(' ');
  const kind = NODE_KINDS.find((known) => known === key.slice(0, space));
  const name = key.slice(space + 1);
  const hash = typeof value === 'string' ? parseHash(value) : undefined;
  if (kind === undefined || kind === 'manifest' || !isDefName(name) || hash === undefined) return undefined;
  return { kind, name, hash };
}

/** In the order of the lock. */
export function readDefs(value: JsonValue | undefined, faults: Faults): readonly LockedDef[] {
  if (!isJsonObject(value)) {
    faults.push(fault(['defs'], 'an object', shown(value)));
    return [];
  }
  return Object.entries(value).flatMap(([key, hash]) => {
    const def = readDef(key, hash);
    if (def === undefined) faults.push(fault(['defs', key], '`kind name@version` and `sha256:` with 64 hexadecimal digits', shown(hash)));
    return def === undefined ? [] : [def];
  });
}

const AUTHORITY_MEMBERS = { effects: 'effects', capSlots: 'cap_slots', secrets: 'secrets', events: 'events' } as const;

/** The name of a list of authority in a lock: `cap_slots` for `capSlots`. */
export const authorityMember = (key: keyof Authority): string => AUTHORITY_MEMBERS[key];

function readTexts(object: JsonObject, member: string, faults: Faults): readonly string[] {
  const value = object[member];
  const texts = Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
  if (!Array.isArray(value) || texts.length !== value.length) faults.push(fault(['authority', member], 'a list of texts', shown(value)));
  return [...new Set(texts)].sort(compareText);
}

export function readAuthority(value: JsonValue | undefined, faults: Faults): Authority | undefined {
  if (!isJsonObject(value)) {
    faults.push(fault(['authority'], 'an object', shown(value)));
    return undefined;
  }
  const known: readonly string[] = Object.values(AUTHORITY_MEMBERS);
  for (const key of Object.keys(value)) if (!known.includes(key) && !isNote(key)) faults.push(fault(['authority', key], `one of ${known.join(', ')}`));
  return {
    effects: readTexts(value, 'effects', faults),
    capSlots: readTexts(value, 'cap_slots', faults),
    secrets: readTexts(value, 'secrets', faults),
    events: readTexts(value, 'events', faults),
  };
}
