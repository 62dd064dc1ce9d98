// The contract of a pack: what a consumer has to know of its plans, read off the definitions.
import type { MergedDef, LoadedNode } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { spawnsOf } from './check/spawn-cycles.ts';
import { featureOf, newSchemasOf, type AirVersion, type NewSchemas } from './check/versions.ts';
import { correlationFields } from './contract-correlation.ts';
import type { Definitions } from './definitions.ts';
import { fieldAt, termsEqual } from './field-path.ts';
import { objectsOf, textOf } from './members.ts';
import { packView } from './pack-view.ts';
import { stepsInOrder } from './step-order.ts';
import { profilesOf, roleOf, type Profile, type Role } from './roles.ts';

/** A schema with its type, as written in the definition. */
export interface ContractSchema {
  readonly name: string;
  /** AIR `TypeExpr`; absent for a schema that is not there. */
  readonly shape?: JsonValue;
}

export interface ContractSlot {
  readonly slot: string;
  /** Sorted. */
  readonly effectKinds: readonly string[];
}

export interface PlanContract {
  readonly name: string;
  readonly role?: Role;
  readonly input: ContractSchema;
  readonly output?: ContractSchema;
  /** Raised events, sorted by name. */
  readonly emits: readonly ContractSchema[];
  /** Of the plan and of all that it spawns, sorted by name. */
  readonly slots: readonly ContractSlot[];
  /** The event that starts the plan: its input. */
  readonly triggerEvent: string;
  /** Fields that a wait compares with the correlation value: what `correlate_by` has to name. Sorted. */
  readonly correlateBy: readonly string[];
  /** Fields of the input that every raised event carries with the same type: what `key_field` can name. Sorted. */
  readonly keyFields: readonly string[];
  /** Awaited events, in the order of the waits. */
  readonly waitsFor: readonly string[];
  readonly air: AirVersion;
}

export interface PackContract {
  readonly profiles: readonly Profile[];
  /** Sorted by name. */
  readonly plans: readonly PlanContract[];
}

/** The contract of a pack from its definitions alone; what is broken in them is left out, and reported by `checkPack`. */
export function contractOf(nodes: readonly LoadedNode[]): PackContract {
  return contractIn(packView(nodes).definitions);
}

export function contractIn(definitions: Definitions): PackContract {
  const plans = definitions.ofKind('defplan');
  const schemas = newSchemasOf(definitions);
  return {
    profiles: profilesOf(plans.map(({ name }) => name)),
    plans: plans.map((plan) => planContract(plan, definitions, schemas)),
  };
}

function planContract(plan: MergedDef, definitions: Definitions, schemas: NewSchemas): PlanContract {
  const steps = stepsInOrder(plan.normalized);
  const output = textOf(plan.normalized, 'output');
  const role = roleOf(plan.name);
  const input = textOf(plan.normalized, 'input') ?? '';
  const schema = (name: string): ContractSchema => {
    const shape = definitions.find('defschema', name)?.node['type'];
    return { name, ...(shape === undefined ? {} : { shape }) };
  };
  const events = (op: string): readonly string[] => unique(steps.flatMap((step) => (step['op'] === op ? (textOf(step, 'event') ?? []) : [])));
  const raised = [...events('raise_event')].sort(compareText);
  return {
    name: plan.name,
    ...(role === undefined ? {} : { role }),
    input: schema(input),
    ...(output === undefined ? {} : { output: schema(output) }),
    emits: raised.map(schema),
    slots: slotsOf(withChildren(plan, definitions)),
    triggerEvent: input,
    correlateBy: correlationFields(steps),
    keyFields: keyFieldsOf(input, raised, definitions),
    waitsFor: events('await_event'),
    air: featureOf(plan, schemas) ? '1.1' : '1',
  };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** The plan and everything that it spawns, directly or through others. */
function withChildren(plan: MergedDef, definitions: Definitions): readonly JsonObject[] {
  const found = new Map([[plan.name, plan]]);
  for (const each of found.values()) {
    for (const { child } of spawnsOf(each)) {
      const def = definitions.find('defplan', child)?.def;
      if (def && !found.has(child)) found.set(child, def);
    }
  }
  return [...found.values()].map(({ normalized }) => normalized);
}

function slotsOf(plans: readonly JsonObject[]): readonly ContractSlot[] {
  const kinds = new Map<string, Set<string>>();
  for (const step of plans.flatMap((plan) => objectsOf(plan, 'steps'))) {
    const slot = textOf(step, 'cap');
    const kind = textOf(step, 'kind');
    if (step['op'] !== 'emit_effect' || slot === undefined || kind === undefined) continue;
    kinds.set(slot, (kinds.get(slot) ?? new Set()).add(kind));
  }
  return [...kinds].map(([slot, set]) => ({ slot, effectKinds: [...set].sort(compareText) })).sort((a, b) => compareText(a.slot, b.slot));
}

function keyFieldsOf(input: string, events: readonly string[], { schemas }: Definitions): readonly string[] {
  const term = schemas.named(input);
  const open = term && schemas.open(term);
  if (open?.kind !== 'record' || events.length === 0) return [];
  return [...open.fields].flatMap(([name, field]) => {
    const everywhere = events.every((event) => {
      const eventTerm = schemas.named(event);
      const same = eventTerm && fieldAt(eventTerm, [name], schemas);
      return same !== undefined && termsEqual(same, field, schemas);
    });
    return everywhere ? [name] : [];
  });
}
