// Reads a lock: a bare hash, an object of AOS, or ours. A lock is only compared, never used to find files.
import { defsHash, describe } from '@nx-air/air';
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import { parseHash } from '@nx-air/canon';
import { isJsonObject } from '../json-object.ts';
import { pathFault } from '../text-rules.ts';
import type { Authority } from './authority.ts';
import type { LockFault } from './parse-fault.ts';
import { fault } from './parse-fault.ts';
import type { LockedDef } from './parse-members.ts';
import { isNote, readAuthority, readDefs, readRequest } from './parse-members.ts';
import type { AosField } from './payload.ts';
import { AOS_FIELDS, LOCK_SCHEME, lockedDefKey } from './payload.ts';

export type ComparedField = Exclude<AosField, 'defs_hash'>;

export interface ParsedLock {
  /** Which rules it follows: a bare hash, AOS v0.10 (absent fields are not compared), or scheme 1 (all are). */
  readonly form: 'hash' | 'aos' | 'scheme';
  readonly defsHash: Hash;
  readonly fields: ReadonlyMap<ComparedField, string>;
  /** By dotted member; scheme 1 only, as are the following. */
  readonly request?: ReadonlyMap<string, string>;
  readonly integrity?: string;
  readonly authority?: Authority;
  /** By `kind name`. */
  readonly defs?: ReadonlyMap<string, LockedDef>;
}

export interface LockReading {
  /** As far as it can be read, also when something is wrong with it. */
  readonly lock?: ParsedLock;
  /** Any of these makes the lock invalid. */
  readonly faults: readonly LockFault[];
}

const KINDS: readonly string[] = ['path', 'cargo', 'npm'];
const SCHEME_MEMBERS: readonly string[] = [...AOS_FIELDS, 'scheme', 'request', 'integrity', 'authority', 'defs'];
const PATH_FIELDS: readonly string[] = ['path', 'manifest_path', 'air_dir'];

const HASH_FORM = '`sha256:` and 64 hexadecimal digits';

/** Whether the text alone leaves the folder that it starts in. */
function climbsOut(path: string): boolean {
  let depth = 0;
  return path.split('/').some((part) => {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    return depth < 0;
  });
}

function fieldFault(field: ComparedField, text: string): string | undefined {
  if (field === 'source') return KINDS.includes(text) ? undefined : `\`${text}\``;
  if (!PATH_FIELDS.includes(field)) return undefined;
  return pathFault(text) ?? (field === 'air_dir' && climbsOut(text) ? `\`${text}\`, which leaves the package` : undefined);
}

/** AOS writes an absolute manifest path where it cannot make it relative; it says nothing on another machine. */
const isMachineOwn = (field: ComparedField, text: string): boolean =>
  field === 'manifest_path' && (text.startsWith('/') || /^[A-Za-z]:/.test(text));

function readFields(json: JsonObject, ours: boolean, faults: LockFault[]): ReadonlyMap<ComparedField, string> {
  const fields = new Map<ComparedField, string>();
  for (const field of AOS_FIELDS) {
    const value = json[field];
    // null is absent to AOS.
    if (field === 'defs_hash' || value === undefined || (value === null && !ours)) continue;
    if (typeof value !== 'string') {
      faults.push(fault([field], 'text', describe(value)));
      continue;
    }
    if (!ours && isMachineOwn(field, value)) continue;
    const wrong = fieldFault(field, value);
    if (wrong === undefined) fields.set(field, value);
    else faults.push(fault([field], field === 'source' ? 'path, cargo or npm' : 'a relative path with `/`', wrong));
  }
  return fields;
}

function readScheme(json: JsonObject, defsHashOf: Hash, faults: LockFault[]): Omit<ParsedLock, 'form' | 'fields' | 'defsHash'> {
  for (const key of Object.keys(json)) if (!SCHEME_MEMBERS.includes(key) && !isNote(key)) faults.push(fault([key], `a member of scheme ${LOCK_SCHEME}`));
  if (json['source'] === undefined) faults.push(fault(['source'], 'path, cargo or npm', 'nothing'));
  const integrity = json['integrity'];
  if (integrity !== undefined && typeof integrity !== 'string') faults.push(fault(['integrity'], 'text', describe(integrity)));
  const request = readRequest(json['request'], faults);
  const authority = readAuthority(json['authority'], faults);
  const before = faults.length;
  const defs = readDefs(json['defs'], faults);
  const actual = defsHash(defs);
  if (faults.length === before && actual !== defsHashOf) {
    faults.push({ code: 'lock_inconsistent', path: ['defs_hash'], expected: `${actual}, the hash of its \`defs\``, actual: defsHashOf });
  }
  return {
    request,
    ...(typeof integrity === 'string' ? { integrity } : {}),
    ...(authority === undefined ? {} : { authority }),
    defs: new Map(defs.map((def) => [lockedDefKey(def), def])),
  };
}

function readObject(json: JsonObject): LockReading {
  const { scheme } = json;
  if (scheme !== undefined && scheme !== LOCK_SCHEME) {
    return { faults: [{ code: 'lock_scheme', path: ['scheme'], expected: String(LOCK_SCHEME), actual: describe(scheme) }] };
  }
  const ours = scheme !== undefined;
  const faults: LockFault[] = [];
  const given = json['defs_hash'];
  const hash = typeof given === 'string' ? parseHash(given.trim()) : undefined;
  if (hash === undefined) faults.push(fault(['defs_hash'], HASH_FORM, given === undefined ? 'nothing' : describe(given)));
  const fields = readFields(json, ours, faults);
  if (hash === undefined) return { faults };
  return { lock: { form: ours ? 'scheme' : 'aos', defsHash: hash, fields, ...(ours ? readScheme(json, hash, faults) : {}) }, faults };
}

/** Reads `air.imports[].lock`. Judges the lock alone: no source, no definitions. */
export function parseLock(json: JsonValue): LockReading {
  if (isJsonObject(json)) return readObject(json);
  if (typeof json !== 'string') return { faults: [fault([], 'a hash or an object', describe(json))] };
  const hash = parseHash(json.trim());
  if (hash === undefined) return { faults: [fault([], HASH_FORM, describe(json))] };
  return { lock: { form: 'hash', defsHash: hash, fields: new Map() }, faults: [] };
}
