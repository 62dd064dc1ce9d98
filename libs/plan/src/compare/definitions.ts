// Schemas, effects, caps, modules, secrets and policies of a pack, old against new.
import type { DefKind } from '@nx-air/air';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@nx-air/canon';
import { objectOf, textOf, textsOf } from '../members.ts';
import { noteAbout, type Difference, type Note } from './difference.ts';
import type { TwoVersions } from './two-versions.ts';

type Judge = (before: JsonObject, after: JsonObject, versions: TwoVersions, note: Note) => void;

/** Plans and schemas have rules of their own. */
const JUDGES: readonly (readonly [kind: DefKind, judge: Judge])[] = [
  ['defeffect', compareEffects],
  ['defcap', compareCaps],
  ['defmodule', compareModules],
];

export function compareDefinitions(versions: TwoVersions): readonly Difference[] {
  const found: Difference[] = [];
  for (const [kind, judge] of JUDGES) {
    eachPair(kind, versions, found, (before, after, note) => judge(before, after, versions, note), (note, side) => {
      note('contract', side === 'old', `${WORD[kind] ?? kind} ${side === 'old' ? 'removed' : 'added'}`, { side });
    });
  }
  eachPair('defsecret', versions, found, (before, after, note) => {
    if (!isDeepStrictEqual(before, after)) note('authority', true, 'secret is declared otherwise');
  }, (note, side) => note('authority', side === 'new', `secret ${side === 'old' ? 'removed' : 'added'}`, { side }));
  eachPair('defpolicy', versions, found, (before, after, note) => {
    if (!isDeepStrictEqual(before, after)) note('authority', false, 'shipped policy has other rules', { pointer: '/rules' });
  }, (note, side) => note('authority', false, `shipped policy ${side === 'old' ? 'removed' : 'added'}`, { side }));
  return found;
}

const WORD: Readonly<Partial<Record<DefKind, string>>> = { defeffect: 'effect', defcap: 'cap', defmodule: 'module' };

function eachPair(
  kind: DefKind,
  { before, after }: TwoVersions,
  found: Difference[],
  both: (before: JsonObject, after: JsonObject, note: Note) => void,
  one: (note: Note, side: 'old' | 'new') => void,
): void {
  const newer = new Map(after.ofKind(kind).map((def) => [def.name, def]));
  for (const def of before.ofKind(kind)) {
    const twin = newer.get(def.name);
    const note = noteAbout(def, found);
    if (twin) both(def.normalized, twin.normalized, note);
    else one(note, 'old');
    newer.delete(def.name);
  }
  for (const def of newer.values()) one(noteAbout(def, found), 'new');
}

function compareEffects(before: JsonObject, after: JsonObject, versions: TwoVersions, note: Note): void {
  for (const member of ['kind', 'cap_type']) {
    const [old, now] = [textOf(before, member) ?? '', textOf(after, member) ?? ''];
    if (old !== now) note('contract', true, `${member} changed`, { pointer: `/${member}`, before: old, after: now });
  }
  const schemas = (member: string): readonly [string, string] => [textOf(before, member) ?? '', textOf(after, member) ?? ''];
  const [params, receipt] = [schemas('params_schema'), schemas('receipt_schema')];
  // Whoever emits gives the parameters, also an instance that runs already; the receipt comes back to it.
  if (!versions.takesOld(...params)) note('contract', true, 'parameters no longer take every value they took', { pointer: '/params_schema' });
  if (!versions.givesOld(...receipt)) note('contract', true, 'receipt has values that it had not', { pointer: '/receipt_schema' });
}

function compareCaps(before: JsonObject, after: JsonObject, _versions: TwoVersions, note: Note): void {
  const [old, now] = [textOf(before, 'cap_type') ?? '', textOf(after, 'cap_type') ?? ''];
  if (old !== now) note('contract', true, 'cap_type changed', { pointer: '/cap_type', before: old, after: now });
  if (!isDeepStrictEqual(before['schema'], after['schema'])) note('contract', true, 'grants are written by another schema', { pointer: '/schema' });
  if (!isDeepStrictEqual(before['enforcer'], after['enforcer'])) note('authority', true, 'another enforcer decides', { pointer: '/enforcer' });
}

function compareModules(before: JsonObject, after: JsonObject, versions: TwoVersions, note: Note): void {
  const [old, now] = [textOf(before, 'module_kind') ?? '', textOf(after, 'module_kind') ?? ''];
  if (old !== now) return note('durability', true, 'module kind changed', { pointer: '/module_kind', before: old, after: now });
  const [abi, newAbi] = [objectOf(objectOf(before, 'abi'), old), objectOf(objectOf(after, 'abi'), now)];
  const at = `/abi/${now}`;
  const schemas = (member: string): readonly [string, string] | undefined => {
    const pair = [textOf(abi, member), textOf(newAbi, member)] as const;
    return pair[0] === undefined || pair[1] === undefined ? undefined : [pair[0], pair[1]];
  };
  const [state, event, input, output] = ['state', 'event', 'input', 'output'].map(schemas);
  if (state && !versions.takesOld(...state)) note('durability', true, 'state that is kept does not fit the new state', { pointer: `${at}/state` });
  if (event && !versions.takesOld(...event)) note('contract', true, 'events that it took are not taken', { pointer: `${at}/event` });
  if (input && !versions.takesOld(...input)) note('contract', true, 'input no longer takes every value it took', { pointer: `${at}/input` });
  if (output && !versions.givesOld(...output)) note('contract', true, 'output has values that it had not', { pointer: `${at}/output` });
  if (textOf(before, 'key_schema') !== textOf(after, 'key_schema')) note('durability', true, 'cells have other keys', { pointer: '/key_schema' });
  compareModuleAuthority(abi, newAbi, at, note);
  if (before['wasm_hash'] !== after['wasm_hash']) note('behaviour', false, 'other code', { pointer: '/wasm_hash' });
}

function compareModuleAuthority(abi: JsonObject, newAbi: JsonObject, at: string, note: Note): void {
  const effects = textsOf(abi, 'effects_emitted');
  for (const kind of textsOf(newAbi, 'effects_emitted')) if (!effects.includes(kind)) note('authority', true, `effect ${kind} added`, { pointer: `${at}/effects_emitted` });
  const slots = objectOf(abi, 'cap_slots');
  for (const slot of Object.keys(objectOf(newAbi, 'cap_slots'))) if (!Object.hasOwn(slots, slot)) note('contract', true, `slot ${slot} added`, { pointer: `${at}/cap_slots` });
}
