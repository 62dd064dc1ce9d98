// A merged world as the checks read it: its definitions and the parts of its manifest.
import type { DraftManifest, MergedDef, MergedManifest } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { spawnsOf } from './check/spawn-cycles.ts';
import { Definitions } from './definitions.ts';
import { fieldAt } from './field-path.ts';
import { isArray, isObject, objectOf, objectsOf, textOf } from './members.ts';
import type { Placed } from './report.ts';
import type { PlanView } from './view.ts';

export interface Grant {
  readonly name: string;
  readonly cap: string;
  /** Undefined while the cap is unknown. */
  readonly capType: string | undefined;
  /** Pointer inside the manifest. */
  readonly pointer: string;
  readonly json: JsonObject;
}

export interface Trigger {
  readonly event: string;
  readonly plan: string;
  readonly correlateBy: string | undefined;
  readonly pointer: string;
  readonly json: JsonObject;
}

export interface WorldView {
  readonly definitions: Definitions;
  readonly manifest: JsonObject;
  /** For problems about the manifest. */
  readonly place: Placed;
  /** Every entry of `defaults.cap_grants`, repeated names included. */
  readonly grants: readonly Grant[];
  /** The first grant of a name. */
  readonly grantByName: ReadonlyMap<string, Grant>;
  readonly triggers: readonly Trigger[];
  /** `correlate_by` of the plans that are started with one; of several triggers the last counts, as in AOS v0.10. */
  readonly correlatedBy: ReadonlyMap<string, string>;
  /** Name in `defaults.policy`. */
  readonly policyName: string | undefined;
}

export function worldView({ manifest, manifestOrigin, defs, unread }: MergedManifest & Partial<DraftManifest>): WorldView {
  const definitions = new Definitions(defs, unread);
  const grants = grantsOf(manifest, definitions);
  const triggers = triggersOf(manifest);
  return {
    definitions,
    manifest,
    place: { kind: 'manifest', name: '', origin: manifestOrigin },
    grants,
    grantByName: new Map([...grants].reverse().map((grant) => [grant.name, grant])),
    triggers,
    correlatedBy: new Map(triggers.flatMap(({ plan, correlateBy }) => (correlateBy === undefined ? [] : [[plan, correlateBy] as const]))),
    policyName: textOf(objectOf(manifest, 'defaults'), 'policy'),
  };
}

function grantsOf(manifest: JsonObject, definitions: Definitions): readonly Grant[] {
  return objectsOf(objectOf(manifest, 'defaults'), 'cap_grants').map((json, index) => {
    const cap = textOf(json, 'cap') ?? '';
    const node = definitions.find('defcap', cap)?.node;
    const capType = node && textOf(node, 'cap_type');
    return { name: textOf(json, 'name') ?? '', cap, capType, pointer: `/defaults/cap_grants/${index}`, json };
  });
}

function triggersOf(manifest: JsonObject): readonly Trigger[] {
  return objectsOf(manifest, 'triggers').map((json, index) => ({
    event: textOf(json, 'event') ?? '',
    plan: textOf(json, 'plan') ?? '',
    correlateBy: textOf(json, 'correlate_by'),
    pointer: `/triggers/${index}`,
    json,
  }));
}

/** The view of one plan of the world. */
export function planViewIn(world: WorldView, plan: MergedDef): PlanView {
  const correlateBy = world.correlatedBy.get(plan.name);
  // A run that another plan spawns has no correlation value, so the plan cannot count on one.
  const isSpawned = (): boolean => world.definitions.ofKind('defplan').some((parent) => spawnsOf(parent).some(({ child }) => child === plan.name));
  if (correlateBy === undefined || isSpawned()) return world.definitions.viewOf(plan);
  const { schemas } = world.definitions;
  const input = schemas.named(textOf(plan.normalized, 'input') ?? '');
  const type = input && fieldAt(input, correlateBy.split('.'), schemas);
  return world.definitions.viewOf(plan, { type });
}

/** The view of a plan of a pack: which trigger starts it is the consumer's, so a correlation value has no known type. */
export function packPlanView(definitions: Definitions, plan: MergedDef): PlanView {
  const usesIt = mentionsCorrelation(plan.normalized['steps']);
  return definitions.viewOf(plan, usesIt ? { type: undefined } : undefined);
}

function mentionsCorrelation(json: JsonValue | undefined): boolean {
  if (typeof json === 'string') return json.startsWith('@var:correlation_id');
  if (isArray(json)) return json.some(mentionsCorrelation);
  return isObject(json) && Object.values(json).some(mentionsCorrelation);
}
