// A merged world as the checks read it: its definitions and the parts of its manifest.
import type { DraftManifest, MergedDef, MergedManifest } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import { correlationsOf, readsCorrelation, type StartedCorrelated } from './correlation-starts.ts';
import { Definitions } from './definitions.ts';
import { objectOf, objectsOf, textOf } from './members.ts';
import type { Placed } from './report.ts';
import { triggersOf, type Trigger } from './trigger.ts';
import type { PlanView } from './view.ts';

export type { Trigger } from './trigger.ts';

export interface Grant {
  readonly name: string;
  readonly cap: string;
  /** Undefined while the cap is unknown. */
  readonly capType: string | undefined;
  /** Pointer inside the manifest. */
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
  /** Of the plans that are started with `correlate_by`. */
  readonly correlations: ReadonlyMap<string, StartedCorrelated>;
  /** Name in `defaults.policy`. */
  readonly policyName: string | undefined;
}

export function worldView({ manifest, manifestOrigin, defs, unread }: MergedManifest & Partial<DraftManifest>): WorldView {
  const definitions = new Definitions(defs, unread);
  const grants = grantsOf(manifest, definitions);
  const triggers = triggersOf(manifest);
  const place: Placed = { kind: 'manifest', name: '', origin: manifestOrigin };
  return {
    definitions,
    manifest,
    place,
    grants,
    grantByName: new Map([...grants].reverse().map((grant) => [grant.name, grant])),
    triggers,
    correlations: correlationsOf(definitions, triggers, place),
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

/** The view of one plan of the world. */
export function planViewIn(world: WorldView, plan: MergedDef): PlanView {
  return world.definitions.viewOf(plan, world.correlations.get(plan.name)?.view);
}

/** The view of a plan of a pack: which trigger starts it is the consumer's, so a correlation value has no known type. */
export function packPlanView(definitions: Definitions, plan: MergedDef): PlanView {
  return definitions.viewOf(plan, readsCorrelation(plan) ? { type: undefined } : undefined);
}
