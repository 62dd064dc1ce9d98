// The contract of a pack: what a consumer has to know of its plans, read off the definitions.
import type { MergedDef, LoadedNode } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import { featureOf, newSchemasOf, type AirVersion, type NewSchemas } from './check/versions.ts';
import { awaitedBy, CorrelateBy, raisedBy, slotsOf, withChildren, type ContractSlot } from './contract-children.ts';
import type { Definitions } from './definitions.ts';
import { fieldAt, termsEqual } from './field-path.ts';
import { textOf } from './members.ts';
import { packView } from './pack-view.ts';
import { profilesOf, roleOf, type Profile, type Role } from './roles.ts';

/** A schema with its type, as written in the definition. */
export interface ContractSchema {
  readonly name: string;
  /** AIR `TypeExpr`; absent for a schema that is not there. */
  readonly shape?: JsonValue;
}

export type { ContractSlot } from './contract-children.ts';

export interface PlanContract {
  readonly name: string;
  readonly role?: Role;
  readonly input: ContractSchema;
  readonly output?: ContractSchema;
  /** Events that the plan or something it spawns raises, sorted by name. */
  readonly emits: readonly ContractSchema[];
  /** Of the plan and of all that it spawns, sorted by name. */
  readonly slots: readonly ContractSlot[];
  /** The event that starts the plan: its input. */
  readonly triggerEvent: string;
  /** Fields that a wait, its own or of a child, compares with the correlation value: what `correlate_by` has to name. Sorted. */
  readonly correlateBy: readonly string[];
  /** Fields of the input that every raised event carries with the same type: what `key_field` can name. Sorted. */
  readonly keyFields: readonly string[];
  /** Awaited events, in the order of the waits; those of a child where it is spawned. */
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
  const correlateBy = new CorrelateBy(definitions);
  return {
    profiles: profilesOf(plans.map(({ name }) => name)),
    plans: plans.map((plan) => planContract(plan, definitions, schemas, correlateBy)),
  };
}

function planContract(plan: MergedDef, definitions: Definitions, schemas: NewSchemas, correlateBy: CorrelateBy): PlanContract {
  const family = withChildren(plan, definitions);
  const output = textOf(plan.normalized, 'output');
  const role = roleOf(plan.name);
  const input = textOf(plan.normalized, 'input') ?? '';
  const schema = (name: string): ContractSchema => {
    const shape = definitions.find('defschema', name)?.node['type'];
    return { name, ...(shape === undefined ? {} : { shape }) };
  };
  const raised = raisedBy(family);
  return {
    name: plan.name,
    ...(role === undefined ? {} : { role }),
    input: schema(input),
    ...(output === undefined ? {} : { output: schema(output) }),
    emits: raised.map(schema),
    slots: slotsOf(family),
    triggerEvent: input,
    correlateBy: correlateBy.of(plan),
    keyFields: keyFieldsOf(input, raised, definitions),
    waitsFor: awaitedBy(plan, definitions),
    air: featureOf(plan, schemas) ? '1.1' : '1',
  };
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
