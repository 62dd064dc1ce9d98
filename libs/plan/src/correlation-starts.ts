// How the runs of a plan begin: with which correlation value, and which of them without one.
import type { MergedDef, Related } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import { joinTypes } from './assign.ts';
import { CORRELATION } from './flow/dataflow.ts';
import { spawnsOf } from './check/spawn-cycles.ts';
import type { Definitions } from './definitions.ts';
import type { Type } from './expr/type.ts';
import { fieldAt } from './field-path.ts';
import { isArray, isObject, textOf } from './members.ts';
import { relatedIn, subjectOf, type Placed } from './report.ts';
import type { Trigger } from './trigger.ts';
import type { CorrelationView } from './view.ts';

export interface StartedCorrelated {
  /** With `correlate_by`, in the order of the manifest; at least one. */
  readonly triggers: readonly Trigger[];
  /** The first trigger whose value has a type that does not go with those before it. */
  readonly conflict?: { readonly trigger: Trigger; readonly expected: Type; readonly actual: Type };
  readonly view: CorrelationView;
}

/** For every plan that a trigger with `correlate_by` starts. */
export function correlationsOf(definitions: Definitions, triggers: readonly Trigger[], place: Placed): ReadonlyMap<string, StartedCorrelated> {
  const found = new Map<string, Trigger[]>();
  for (const trigger of triggers) if (trigger.correlateBy !== undefined) found.set(trigger.plan, [...(found.get(trigger.plan) ?? []), trigger]);
  if (found.size === 0) return new Map();
  const without = startsWithout(definitions, triggers, place);
  return new Map([...found].map(([name, each]) => {
    const { type, conflict } = typeOfAll(name, each, definitions);
    const missing = without.get(name);
    return [name, { triggers: each, ...(conflict ? { conflict } : {}), view: { type, ...(missing ? { missing } : {}) } }];
  }));
}

function typeOfAll(name: string, triggers: readonly Trigger[], definitions: Definitions): Pick<StartedCorrelated, 'conflict'> & { readonly type: Type | undefined } {
  const { schemas } = definitions;
  const plan = definitions.find('defplan', name)?.node;
  const input = plan && schemas.named(textOf(plan, 'input') ?? '');
  let type: Type = { kind: 'never' };
  for (const trigger of triggers) {
    // A field that is not there is reported at the trigger.
    const field = input && fieldAt(input, (trigger.correlateBy ?? '').split('.'), schemas);
    if (!field) return { type: undefined };
    const joined = joinTypes(type, field, schemas);
    if (!joined) return { type: undefined, conflict: { trigger, expected: type, actual: field } };
    type = joined;
  }
  return { type };
}

/** For plans of which runs begin without a correlation value: what starts one of them. */
function startsWithout(definitions: Definitions, triggers: readonly Trigger[], place: Placed): ReadonlyMap<string, NonNullable<CorrelationView['missing']>> {
  const found = new Map<string, NonNullable<CorrelationView['missing']>>();
  const add = (name: string, by: string, related: Related): void => {
    if (!found.has(name)) found.set(name, { actual: `${CORRELATION} has no value in a run that ${by}`, related: [related] });
  };
  for (const { plan, correlateBy, pointer } of triggers) {
    if (correlateBy === undefined) add(plan, 'another trigger starts', relatedIn(place, pointer, 'a trigger without `correlate_by`'));
  }
  for (const plan of definitions.ofKind('defplan')) {
    for (const { parent, child, pointer } of spawnsOf(plan)) add(child, `${parent.name} spawns`, relatedIn(parent, pointer, `${subjectOf(parent)} spawns it`));
  }
  return found;
}

/** Whether the steps or edges of a plan read the correlation value. */
export function readsCorrelation({ normalized }: MergedDef): boolean {
  return mentions(normalized['steps']) || mentions(normalized['edges']);
}

function mentions(json: JsonValue | undefined): boolean {
  if (typeof json === 'string') return json.startsWith(`@var:${CORRELATION}`);
  if (isArray(json)) return json.some(mentions);
  return isObject(json) && Object.values(json).some(mentions);
}
