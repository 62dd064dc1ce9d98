// Turns plans of a world that repeat an imported plan into wrappers that spawn it, and says what else has to change.
import type { MergedDef, MergedManifest, Problem } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { referencesOf } from '../check/references.ts';
import { readsCorrelation } from '../correlation-starts.ts';
import type { Definitions } from '../definitions.ts';
import { objectOf, objectsOf, textOf, textsOf } from '../members.ts';
import { problemIn, relatedIn } from '../report.ts';
import { roleOf } from '../roles.ts';
import { Spawners } from '../spawners.ts';
import { worldView, type WorldView } from '../world-view.ts';
import { inputFor } from './input-map.ts';
import { matchPlans } from './match-plans.ts';
import { wrapperOf } from './wrapper.ts';

/** A change of one file of the world. Pointers are those of the text as it is now; removals come last, from the end of a list. */
export type WorldEdit =
  | { readonly file: string; readonly pointer: string; readonly set: JsonValue }
  /** Adds to the list at the pointer; it is made when it is missing. */
  | { readonly file: string; readonly pointer: string; readonly add: JsonObject }
  /** Takes the definition away; '' means that the file holds nothing else and goes. */
  | { readonly file: string; readonly pointer: string; readonly remove: true };

export interface UsedCore {
  readonly plan: string;
  readonly core: string;
  /** What stands for the copy now; absent where the copy had the name of the core, so that the core alone stays. */
  readonly wrapper?: JsonObject;
  /** Steps of the copy. */
  readonly steps: number;
  /** The output that nobody reads and that the wrapper does not give: the run of the core has it. */
  readonly output?: string;
}

export interface UseCoreResult {
  readonly used: readonly UsedCore[];
  readonly edits: readonly WorldEdit[];
  /** Why plans that are copies, or were asked for, stay as they are. */
  readonly problems: readonly Problem[];
}

const WORK: ReadonlySet<string> = new Set(['emit_effect', 'raise_event', 'await_event', 'spawn_plan', 'spawn_for_each']);

/**
 * Every own plan with the graph of an imported core or entry plan (10.34), or only `plan`. Names of plan, steps and
 * variables may differ, and so may the input where the copy reads parts of its own. The world needs AIR 1.1 afterwards;
 * `edits` say so. `merged` must be free of errors about these plans.
 */
export function useCore(merged: MergedManifest, plan?: string): UseCoreResult {
  const world = worldView(merged);
  const plans = world.definitions.all.filter(({ kind, gaps }) => kind === 'defplan' && gaps === undefined);
  const own = plans.filter((def) => isOwn(def) && (plan === undefined || def.name === plan));
  const cores = plans.filter((def) => isImported(def) && hasWork(def) && ['core', 'entry'].includes(roleOf(def.name) ?? ''));
  const spawners = new Spawners(world.definitions);
  const used: UsedCore[] = [];
  const edits: WorldEdit[] = [];
  const problems: Problem[] = [];
  for (const copy of own) {
    const made = useCoreOf(world, copy, cores, { spawners, isAsked: plan !== undefined });
    if ('problem' in made) problems.push(...made.problem);
    else {
      used.push(made.used);
      edits.push(...made.edits);
    }
  }
  return { used, edits: inOrder([...edits, ...(used.some(({ wrapper }) => wrapper) ? newVersion(world) : [])]), problems };
}

const isOwn = ({ origins }: MergedDef): boolean => origins.some((origin) => origin.import === undefined);
const isImported = ({ origins }: MergedDef): boolean => origins.some((origin) => origin.import !== undefined);
const hasWork = ({ normalized }: MergedDef): boolean => objectsOf(normalized, 'steps').some((step) => WORK.has(textOf(step, 'op') ?? ''));
const ownPlace = (def: MergedDef): MergedDef => ({ ...def, origin: def.origins.find((origin) => origin.import === undefined) ?? def.origin });
const inputOf = ({ normalized }: MergedDef): string => textOf(normalized, 'input') ?? '';

type Made = { readonly used: UsedCore; readonly edits: readonly WorldEdit[] } | { readonly problem: readonly Problem[] };

interface Asked {
  readonly spawners: Spawners;
  /** By name: then a plan like no core is a finding, too. */
  readonly isAsked: boolean;
}

function useCoreOf(world: WorldView, merged: MergedDef, cores: readonly MergedDef[], { spawners, isAsked }: Asked): Made {
  const copy = ownPlace(merged);
  if (isImported(merged)) return { used: { plan: copy.name, core: copy.name, steps: objectsOf(copy.normalized, 'steps').length }, edits: [removal(world, copy)] };
  const refuse = (actual: string, core?: MergedDef, hint?: string): Made => {
    const related = core ? [relatedIn(core, '/name', 'the imported plan')] : [];
    return { problem: [problemIn(copy, 'core_not_usable', '/name', { severity: isAsked ? 'error' : 'warning', actual, related, ...(hint === undefined ? {} : { hint }) })] };
  };
  const tried = cores.map((core) => ({ core, match: matchPlans(copy.normalized, core.normalized) }));
  const found = tried.find(({ match }) => match.ok);
  if (!found?.match.ok) {
    const near = tried.find(({ match }) => !match.ok && !/^\d+ (?:steps|edges)/u.test(match.why)) ?? tried[0];
    if (!isAsked) return { problem: [] };
    return near && !near.match.ok ? refuse(`${near.match.why} (${near.core.name})`, near.core) : refuse('no core or entry plan is imported');
  }
  const { core, match } = found;
  const instead = inputOf(copy) === inputOf(core) ? `Trigger ${core.name} itself.` : undefined;
  if (readsCorrelation(core)) return refuse(`${core.name} reads @var:correlation_id, which a spawned run does not have`, core, instead);
  const output = textOf(copy.normalized, 'output');
  const [parent] = spawners.above(copy.name);
  if (output !== undefined && parent) return refuse(`${parent.name} spawns it and may read its result ${output}`, core, `Spawn ${core.name} in ${parent.name} instead.`);
  const reading = inputFor(match.input, inputOf(core), inputOf(copy), world.definitions.schemas);
  if ('missing' in reading) return refuse(`nothing in it says what ${core.name} gets as ${reading.missing}`, core);
  const wrapper = wrapperOf(copy.name, inputOf(copy), core.name, reading.input);
  const steps = objectsOf(copy.normalized, 'steps').length;
  return {
    used: { plan: copy.name, core: core.name, wrapper, steps, ...(output === undefined ? {} : { output }) },
    edits: [
      { file: copy.origin.file, pointer: copy.origin.pointer, set: wrapper },
      ...listing(world, core),
      ...newOrigin(world.definitions, copy.name, core.name),
    ],
  };
}

function removal({ definitions }: WorldView, copy: MergedDef): WorldEdit {
  const { file, pointer } = copy.origin;
  const isAlone = pointer === '' || definitions.all.every((def) => def.name === copy.name || def.origins.every((origin) => origin.file !== file));
  return { file, pointer: isAlone ? '' : pointer, remove: true };
}

const LISTS: Readonly<Partial<Record<MergedDef['kind'], string>>> = { defplan: 'plans', defschema: 'schemas', defeffect: 'effects', defcap: 'caps', defmodule: 'modules' };

/** The core, and what it names that the manifest does not list yet. */
function listing({ definitions, place }: WorldView, core: MergedDef): readonly WorldEdit[] {
  const found = new Map([[`${core.kind} ${core.name}`, core]]);
  for (const def of found.values()) {
    for (const { wanted, name } of referencesOf(def)) {
      const named = (wanted === 'effect' ? definitions.effect(name) : definitions.find(wanted, name))?.def;
      if (named && !named.listed) found.set(`${named.kind} ${named.name}`, named);
    }
  }
  return [...found.values()].filter(({ listed }) => !listed).flatMap(({ kind, name }): readonly WorldEdit[] => {
    const list = LISTS[kind];
    return list === undefined ? [] : [{ file: place.origin.file, pointer: `${place.origin.pointer}/${list}`, add: { name } }];
  });
}

/** Rules and secrets of the world that name the copy name the core: it emits under its own name. */
function newOrigin(definitions: Definitions, copy: string, core: string): readonly WorldEdit[] {
  const rules = definitions.ofKind('defpolicy').filter(isOwn).map(ownPlace).flatMap((policy) =>
    objectsOf(policy.normalized, 'rules').flatMap((rule, index): readonly WorldEdit[] =>
      textOf(objectOf(rule, 'when'), 'origin_name') === copy ? [{ file: policy.origin.file, pointer: `${policy.origin.pointer}/rules/${index}/when/origin_name`, set: core }] : []),
  );
  const secrets = definitions.ofKind('defsecret').filter(isOwn).map(ownPlace).flatMap((secret) =>
    textsOf(secret.normalized, 'allowed_plans').flatMap((name, index): readonly WorldEdit[] =>
      name === copy ? [{ file: secret.origin.file, pointer: `${secret.origin.pointer}/allowed_plans/${index}`, set: core }] : []),
  );
  return [...rules, ...secrets];
}

const newVersion = ({ manifest, place }: WorldView): readonly WorldEdit[] =>
  textOf(manifest, 'air_version') === '1.1' ? [] : [{ file: place.origin.file, pointer: `${place.origin.pointer}/air_version`, set: '1.1' }];

/** One edit for one place; removals last, so that every pointer still means what it meant. */
function inOrder(edits: readonly WorldEdit[]): readonly WorldEdit[] {
  const once = new Map(edits.map((edit) => [JSON.stringify([edit.file, edit.pointer, 'add' in edit ? edit.add : null]), edit]));
  const all = [...once.values()];
  const removals = all.filter((edit) => 'remove' in edit);
  return [...all.filter((edit) => !('remove' in edit)), ...removals.sort((a, b) => compareText(a.file, b.file) || lastIndex(b) - lastIndex(a))];
}

const lastIndex = ({ pointer }: WorldEdit): number => Number.parseInt(pointer.slice(pointer.lastIndexOf('/') + 1), 10) || 0;
