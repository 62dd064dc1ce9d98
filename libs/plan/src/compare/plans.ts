// The contract of a plan, old against new: input may widen, output and events may narrow.
import { compareText } from '@nx-air/canon/json';
import type { PlanContract } from '../contract.ts';
import { objectsOf, textOf } from '../members.ts';
import { noteAbout, type Difference, type Note } from './difference.ts';
import type { TwoVersions } from './two-versions.ts';

/** Internal plans have no consumer: their contract is their pack's own business. */
const isOffered = ({ role }: PlanContract): boolean => role !== 'internal';

export function comparePlans(before: readonly PlanContract[], after: readonly PlanContract[], versions: TwoVersions): readonly Difference[] {
  const found: Difference[] = [];
  const newer = new Map(after.map((plan) => [plan.name, plan]));
  const older = new Map(before.map((plan) => [plan.name, plan]));
  for (const plan of before) {
    const twin = newer.get(plan.name);
    const note = noteAbout({ kind: 'defplan', name: plan.name }, found);
    if (twin) comparePlan(plan, twin, versions, note);
    else note('contract', isOffered(plan), 'plan removed', { side: 'old' });
  }
  for (const plan of after) {
    if (older.has(plan.name)) continue;
    noteAbout({ kind: 'defplan', name: plan.name }, found)('contract', false, 'plan added');
  }
  return found;
}

function comparePlan(before: PlanContract, after: PlanContract, versions: TwoVersions, note: Note): void {
  const offered = isOffered(before);
  const contract: Note = (category, breaking, what, facts) => note(category, breaking && offered, what, facts);
  compareInput(before, after, versions, contract);
  compareOutput(before, after, versions, contract);
  compareEvents(before, after, versions, contract);
  compareSlots(before, after, versions, note, offered);
  for (const field of beyond(after.correlateBy, before.correlateBy)) contract('contract', true, `waits correlate by ${field}`, { pointer: '/steps' });
  // Without events there is nothing to route by key.
  const lostKeys = after.emits.length === 0 ? [] : beyond(before.keyFields, after.keyFields);
  for (const field of lostKeys) contract('contract', true, `${field} is no longer a key of every event`, { pointer: '/steps' });
  if (before.air !== after.air) contract('contract', before.air === '1', 'needs another version of AIR', { before: before.air, after: after.air });
}

function compareInput(before: PlanContract, after: PlanContract, versions: TwoVersions, note: Note): void {
  const [old, now] = [before.input.name, after.input.name];
  // Consumers raise the input event by its name.
  if (old !== now) note('contract', true, 'input is another schema', { pointer: '/input', before: old, after: now });
  else if (!versions.takesOld(old, now)) note('contract', true, `input ${now} no longer takes every value it took`, { pointer: '/input' });
  else if (!versions.givesOld(old, now)) note('contract', false, `input ${now} takes more`, { pointer: '/input' });
}

function compareOutput(before: PlanContract, after: PlanContract, versions: TwoVersions, note: Note): void {
  const [old, now] = [before.output?.name, after.output?.name];
  const pointer = '/output';
  if (old === undefined && now === undefined) return;
  if (old === undefined || now === undefined) {
    note('contract', old !== undefined, old === undefined ? 'output added' : 'output removed', old === undefined ? { pointer } : { pointer, side: 'old' });
    return;
  }
  if (!versions.givesOld(old, now)) note('contract', true, `output ${now} has values that it had not`, { pointer, ...(old === now ? {} : { before: old, after: now }) });
  else if (old !== now) note('contract', false, 'output is another schema', { pointer, before: old, after: now });
  else if (!versions.takesOld(old, now)) note('contract', false, `output ${now} has fewer values`, { pointer });
}

function compareEvents(before: PlanContract, after: PlanContract, versions: TwoVersions, note: Note): void {
  const [old, now] = [before.emits.map(({ name }) => name), after.emits.map(({ name }) => name)];
  for (const event of beyond(old, now)) note('contract', true, `event ${event} is no longer raised`, { side: 'old', pointer: '/steps' });
  for (const event of beyond(now, old)) note('authority', false, `event ${event} is raised now`, { pointer: stepOf(after, versions, 'raise_event', 'event', event) });
  for (const event of shared(old, now)) {
    const pointer = stepOf(after, versions, 'raise_event', 'event', event);
    if (!versions.givesOld(event, event)) note('contract', true, `event ${event} has values that it had not`, { pointer });
    else if (!versions.takesOld(event, event)) note('contract', false, `event ${event} has fewer values`, { pointer });
  }
  for (const event of beyond(after.waitsFor, before.waitsFor)) note('contract', true, `waits for event ${event} now`, { pointer: stepOf(after, versions, 'await_event', 'event', event) });
  for (const event of beyond(before.waitsFor, after.waitsFor)) note('contract', false, `no longer waits for event ${event}`, { side: 'old', pointer: '/steps' });
  for (const event of shared(before.waitsFor, after.waitsFor)) {
    const pointer = stepOf(after, versions, 'await_event', 'event', event);
    if (!versions.takesOld(event, event)) note('contract', true, `awaited event ${event} no longer takes every value it took`, { pointer });
  }
}

function compareSlots(before: PlanContract, after: PlanContract, versions: TwoVersions, note: Note, offered: boolean): void {
  const kindsOf = ({ slots }: PlanContract): ReadonlyMap<string, readonly string[]> => new Map(slots.map(({ slot, effectKinds }) => [slot, effectKinds]));
  const [old, now] = [kindsOf(before), kindsOf(after)];
  const added = beyond([...now.keys()], [...old.keys()]);
  const removed = beyond([...old.keys()], [...now.keys()]);
  for (const slot of added) {
    const kinds = now.get(slot) ?? [];
    const renamed = removed.find((candidate) => sameTexts(old.get(candidate) ?? [], kinds));
    const what = renamed === undefined ? `slot ${slot} added` : `slot ${renamed} renamed to ${slot}`;
    note('contract', offered, what, { pointer: stepOf(after, versions, 'emit_effect', 'cap', slot) });
  }
  for (const slot of removed) note('contract', false, `slot ${slot} removed`, { side: 'old', pointer: '/steps' });
  const kinds = (slots: ReadonlyMap<string, readonly string[]>): readonly string[] => [...new Set([...slots.values()].flat())].sort(compareText);
  // A policy written for the old version denies it.
  for (const kind of beyond(kinds(now), kinds(old))) note('authority', true, `effect ${kind} added`, { pointer: stepOf(after, versions, 'emit_effect', 'kind', kind) });
  // So does one that names the plan which emitted before.
  const origins = ({ slots }: PlanContract): readonly string[] => [...new Set(slots.flatMap((slot) => slot.origins))].sort(compareText);
  for (const origin of beyond(origins(after), origins(before))) note('authority', true, `effects are emitted by ${origin} now`, { pointer: stepOf(after, versions, 'spawn_plan', 'plan', origin) });
  for (const kind of beyond(kinds(old), kinds(now))) note('authority', false, `effect ${kind} removed`, { side: 'old', pointer: '/steps' });
}

/** The first step with this member, in the new version. */
function stepOf(plan: PlanContract, { after }: TwoVersions, op: string, member: string, value: string): string {
  const steps = objectsOf(after.find('defplan', plan.name)?.node ?? {}, 'steps');
  const index = steps.findIndex((step) => step['op'] === op && textOf(step, member) === value);
  return index < 0 ? '/steps' : `/steps/${index}`;
}

const beyond = (left: readonly string[], right: readonly string[]): readonly string[] => left.filter((text) => !right.includes(text));
const shared = (left: readonly string[], right: readonly string[]): readonly string[] => left.filter((text) => right.includes(text));
const sameTexts = (left: readonly string[], right: readonly string[]): boolean => left.length === right.length && left.every((text) => right.includes(text));
