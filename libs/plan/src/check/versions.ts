// Which AIR version a definition needs, and version-1 manifests that use features of 1.1.
import { ownBuiltins, STEP_OPS_1_1, type MergedDef, type Problem } from '@nx-air/air';
import type { JsonObject } from '@nx-air/canon';
import type { Definitions } from '../definitions.ts';
import { objectsOf, textOf } from '../members.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { WorldView } from '../world-view.ts';
import { RECEIPT_ENVELOPE } from './modules.ts';
import { referencesOf } from './references.ts';

export type AirVersion = '1' | '1.1';

const OPS_1_1: ReadonlySet<string> = new Set(STEP_OPS_1_1);

interface Feature {
  readonly pointer: string;
  readonly what: string;
}

/** Schemas that AIR 1 does not have, and those that hold one, each with the one behind it. */
export type NewSchemas = ReadonlyMap<string, string>;

export function newSchemasOf(definitions: Definitions): NewSchemas {
  const usedBy = new Map<string, string[]>();
  for (const def of definitions.all) {
    if (def.kind !== 'defschema') continue;
    for (const { name } of referencesOf(def)) {
      const users = usedBy.get(name);
      if (users) users.push(def.name);
      else usedBy.set(name, [def.name]);
    }
  }
  const own = [...ownBuiltins().values()].filter(({ kind, name }) => kind === 'defschema' && name !== RECEIPT_ENVELOPE);
  const found = new Map<string, string>();
  const open = own.map(({ name }) => [name, name] as const);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, behind] = next;
    if (found.has(name)) continue;
    found.set(name, behind);
    open.push(...(usedBy.get(name) ?? []).map((user) => [user, behind] as const));
  }
  return found;
}

/** The first feature of 1.1 that a plan uses: a step, or a schema that AIR 1 does not have. */
export function featureOf(plan: MergedDef, schemas: NewSchemas): Feature | undefined {
  return newStep(plan.normalized) ?? newSchema(plan, schemas);
}

function newStep(plan: JsonObject): Feature | undefined {
  for (const [index, step] of objectsOf(plan, 'steps').entries()) {
    const op = textOf(step, 'op') ?? '';
    if (OPS_1_1.has(op)) return { pointer: `/steps/${index}/op`, what: `step \`${textOf(step, 'id') ?? ''}\` is ${op}` };
  }
  return undefined;
}

/** `sys/PlanHandle@1` and its like; they may hide behind schemas of the pack. */
function newSchema(def: MergedDef, schemas: NewSchemas): Feature | undefined {
  for (const { wanted, name, pointer } of referencesOf(def)) {
    const behind = wanted === 'defschema' ? schemas.get(name) : undefined;
    if (behind !== undefined) return { pointer, what: behind === name ? `names ${name}` : `names ${name}, which holds ${behind}` };
  }
  return undefined;
}

/** Whether plans of this world may spawn others: there a wrapper needs no event in between. */
export const canSpawn = ({ manifest }: WorldView): boolean => textOf(manifest, 'air_version') === '1.1';

/** Definitions carry no version: the manifest decides. One finding a definition, trigger or entry of a list. */
export function checkVersion(world: WorldView): Problem[] {
  const { definitions, manifest, place, triggers } = world;
  if (textOf(manifest, 'air_version') !== '1') return [];
  const related = [relatedIn(place, '/air_version', 'the version of the world')];
  // What only refers to a schema that names one is a consequence.
  const named = new Map([...newSchemasOf(definitions)].filter(([name, behind]) => name === behind));
  const found = definitions.active.flatMap((def) => {
    const feature = def.kind === 'defplan' ? featureOf(def, named) : newSchema(def, named);
    return feature ? [problemIn(def, 'needs_air_1_1', feature.pointer, { actual: feature.what, related })] : [];
  });
  const entries = objectsOf(manifest, 'schemas').flatMap((entry, index) => {
    const name = textOf(entry, 'name') ?? '';
    return found.length === 0 && named.has(name) ? [problemIn(place, 'needs_air_1_1', `/schemas/${index}/name`, { actual: `lists ${name}`, related })] : [];
  });
  const projections = triggers.flatMap(({ json, plan, pointer }) => {
    const member = ['when', 'input_expr'].find((key) => Object.hasOwn(json, key));
    if (member === undefined) return [];
    return [problemIn(place, 'needs_air_1_1', `${pointer}/${member}`, { at: 'key', actual: `the trigger of ${plan} has \`${member}\``, related })];
  });
  return [...found, ...entries, ...projections];
}
