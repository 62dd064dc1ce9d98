// What a module's abi promises: the events it takes, the effects it emits, the slots it fills.
import type { MergedDef, Problem } from '@nx-air/air';
import { joinPointer, type JsonObject } from '@nx-air/canon';
import type { Definitions } from '../definitions.ts';
import { objectOf, textMembers, textOf, textsOf } from '../members.ts';
import { listed, problemIn } from '../report.ts';
import type { Schemas } from '../schemas.ts';
import type { Term } from '../terms.ts';

export const RECEIPT_ENVELOPE = 'sys/EffectReceiptEnvelope@1';

export interface ModuleAbi {
  readonly kind: string;
  /** Pointer of the member inside the module. */
  readonly pointer: string;
  readonly json: JsonObject;
  readonly event: string | undefined;
  readonly keySchema: string | undefined;
  /** Only workflow modules emit. */
  readonly effects: readonly string[];
  /** Slot to capability type. */
  readonly slots: ReadonlyMap<string, string>;
}

export function abiOf(module: JsonObject): ModuleAbi {
  const kind = textOf(module, 'module_kind') ?? '';
  const json = objectOf(objectOf(module, 'abi'), kind);
  return {
    kind,
    pointer: joinPointer('/abi', kind),
    json,
    event: textOf(json, 'event'),
    keySchema: textOf(module, 'key_schema'),
    effects: kind === 'workflow' ? textsOf(json, 'effects_emitted') : [],
    slots: new Map(textMembers(objectOf(json, 'cap_slots'))),
  };
}

/** The schemas of events that a module takes: its event schema, or the arms when that is a variant. Undefined when it is neither. */
export function eventFamily(event: string, schemas: Schemas): ReadonlySet<string> | undefined {
  const term = schemas.named(event);
  const open = term && schemas.open(term);
  if (!open) return undefined;
  const names = new Set([event]);
  for (let step: Term | undefined = term; step?.kind === 'ref' && !names.has(step.name); step = schemas.named(step.name)) names.add(step.name);
  if (open.kind !== 'variant') return open.kind === 'record' ? names : undefined;
  const arms = [...open.arms.values()].flatMap((arm) => (arm.kind === 'ref' ? [arm.name] : []));
  const isFamily = arms.length === open.arms.size && new Set(arms).size === arms.length;
  return isFamily ? new Set([...names, ...arms]) : undefined;
}

function opened(schema: string, schemas: Schemas): Term | undefined {
  const term = schemas.named(schema);
  return term && schemas.open(term);
}

export function checkModules(definitions: Definitions): Problem[] {
  return definitions.ofKind('defmodule').flatMap((module) => checkModule(module, definitions));
}

function checkModule(module: MergedDef, definitions: Definitions): readonly Problem[] {
  const abi = abiOf(module.normalized);
  const { event } = abi;
  if (event === undefined || definitions.find('defschema', event) === undefined) return [];
  const family = eventFamily(event, definitions.schemas);
  if (family === undefined) {
    // What the schema refers to could not be loaded, or is unknown.
    if (opened(event, definitions.schemas) === undefined) return [];
    const expected = 'a record, or a variant whose arms refer to distinct schemas';
    return [problemIn(module, 'bad_event_family', `${abi.pointer}/event`, { expected, actual: event })];
  }
  if (abi.effects.length === 0 || family.has(RECEIPT_ENVELOPE)) return [];
  const facts = { expected: `an arm for ${RECEIPT_ENVELOPE} in ${event}`, actual: `emits ${listed(abi.effects)}` };
  return [problemIn(module, 'no_receipt_arm', `${abi.pointer}/event`, facts)];
}
