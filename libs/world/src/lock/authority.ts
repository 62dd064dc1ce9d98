// What a set of definitions may do: effects, capability slots, secrets, events.
import type { LoadedNode } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { isJsonObject } from '../json-object.ts';

/** Each list sorted by code point, without repeats. */
export interface Authority {
  /** Kinds of `emit_effect` steps and of the modules' `effects_emitted`. */
  readonly effects: readonly string[];
  /** `cap` of `emit_effect` steps and names of the modules' `cap_slots`. */
  readonly capSlots: readonly string[];
  /** `alias@version` of secret literals, and names of `defsecret`. */
  readonly secrets: readonly string[];
  /** Schemas of `raise_event` steps. */
  readonly events: readonly string[];
}

export const AUTHORITY_KEYS = ['effects', 'capSlots', 'secrets', 'events'] as const satisfies readonly (keyof Authority)[];

export const NO_AUTHORITY: Authority = { effects: [], capSlots: [], secrets: [], events: [] };

type Add = (key: keyof Authority, value: JsonValue | undefined) => void;

/** A literal is a secret when it has exactly these members; a record sugar of that form counts too, to be safe. */
function addSecrets(value: JsonValue, add: Add): void {
  if (Array.isArray(value)) {
    for (const item of value) addSecrets(item, add);
    return;
  }
  if (!isJsonObject(value)) return;
  const { alias, version } = value;
  const isSecret = typeof alias === 'string' && (typeof version === 'number' || typeof version === 'bigint');
  if (isSecret && Object.keys(value).length === 2) add('secrets', `${alias}@${version}`);
  for (const member of Object.values(value)) addSecrets(member, add);
}

function addPlan(plan: JsonObject, add: Add): void {
  addSecrets(plan, add);
  const { steps } = plan;
  for (const step of Array.isArray(steps) ? steps.filter(isJsonObject) : []) {
    if (step['op'] === 'raise_event') add('events', step['event']);
    if (step['op'] !== 'emit_effect') continue;
    add('effects', step['kind']);
    add('capSlots', step['cap']);
  }
}

function addModule({ abi }: JsonObject, add: Add): void {
  for (const member of isJsonObject(abi) ? Object.values(abi).filter(isJsonObject) : []) {
    const { effects_emitted: effects, cap_slots: slots } = member;
    for (const kind of Array.isArray(effects) ? effects : []) add('effects', kind);
    for (const slot of isJsonObject(slots) ? Object.keys(slots) : []) add('capSlots', slot);
  }
}

/** Read from the steps and modules themselves, not from `required_caps` and `allowed_effects`, which may be left out. */
export function authorityOf(nodes: readonly Pick<LoadedNode, 'kind' | 'name' | 'node'>[]): Authority {
  const found = { effects: new Set<string>(), capSlots: new Set<string>(), secrets: new Set<string>(), events: new Set<string>() };
  const add: Add = (key, value) => {
    if (typeof value === 'string') found[key].add(value);
  };
  for (const { kind, name, node } of nodes) {
    if (kind === 'defplan') addPlan(node, add);
    else if (kind === 'defmodule') addModule(node, add);
    else if (kind === 'defsecret') add('secrets', name);
  }
  const sorted = (key: keyof Authority): readonly string[] => [...found[key]].sort(compareText);
  return { effects: sorted('effects'), capSlots: sorted('capSlots'), secrets: sorted('secrets'), events: sorted('events') };
}

/** What `left` holds beyond `right`. */
export function authorityBeyond(left: Authority, right: Authority): Authority {
  const beyond = (key: keyof Authority): readonly string[] => {
    const known = new Set(right[key]);
    return left[key].filter((entry) => !known.has(entry));
  };
  return { effects: beyond('effects'), capSlots: beyond('capSlots'), secrets: beyond('secrets'), events: beyond('events') };
}

export const hasAuthority = (authority: Authority): boolean => AUTHORITY_KEYS.some((key) => authority[key].length > 0);
