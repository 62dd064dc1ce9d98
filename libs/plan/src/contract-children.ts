// What the children of a plan add to its contract: all that a consumer of the parent has to provide and will meet.
import type { MergedDef } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import type { JsonObject } from '@nx-air/canon';
import { spawnsOf } from './check/spawn-cycles.ts';
import { correlationFields } from './contract-correlation.ts';
import { Carriers } from './correlation.ts';
import type { Definitions } from './definitions.ts';
import { fieldAt } from './field-path.ts';
import { handedDown } from './handed-down.ts';
import { lintPlanOf, memberOf, slotOf, type LintPlan } from './lints/lint-plan.ts';
import { objectsOf, textOf } from './members.ts';
import { referencesOf } from './flow/mentions.ts';
import { stepsInOrder } from './step-order.ts';

export interface ContractSlot {
  readonly slot: string;
  /** Sorted. */
  readonly effectKinds: readonly string[];
  /** Plans that emit through it, which the policy names as `origin_name`: the plan itself, or what it spawns. Sorted. */
  readonly origins: readonly string[];
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** The plan first, then everything that it spawns, directly or through others. */
export function withChildren(plan: MergedDef, definitions: Definitions): readonly MergedDef[] {
  const found = new Map([[plan.name, plan]]);
  for (const each of found.values()) {
    for (const { child } of spawnsOf(each)) {
      const def = definitions.find('defplan', child)?.def;
      if (def && !found.has(child)) found.set(child, def);
    }
  }
  return [...found.values()];
}

/** By slot. */
export function slotsOf(plans: readonly MergedDef[]): readonly ContractSlot[] {
  const found = new Map<string, { readonly kinds: string[]; readonly origins: string[] }>();
  for (const { name, normalized } of plans) {
    for (const step of objectsOf(normalized, 'steps')) {
      const slot = textOf(step, 'cap');
      const kind = textOf(step, 'kind');
      if (step['op'] !== 'emit_effect' || slot === undefined || kind === undefined) continue;
      const known = found.get(slot) ?? { kinds: [], origins: [] };
      known.kinds.push(kind);
      known.origins.push(name);
      found.set(slot, known);
    }
  }
  const sorted = (names: readonly string[]): readonly string[] => [...unique(names)].sort(compareText);
  return [...found]
    .map(([slot, { kinds, origins }]) => ({ slot, effectKinds: sorted(kinds), origins: sorted(origins) }))
    .sort((a, b) => compareText(a.slot, b.slot));
}

/** Events that the plans raise, sorted. */
export function raisedBy(plans: readonly MergedDef[]): readonly string[] {
  const steps = plans.flatMap(({ normalized }) => objectsOf(normalized, 'steps'));
  return [...unique(steps.flatMap((step) => (step['op'] === 'raise_event' ? (textOf(step, 'event') ?? []) : [])))].sort(compareText);
}

/** Events that a run waits for, in the order of the waits; those of a child stand where it is spawned. */
export function awaitedBy(plan: MergedDef, definitions: Definitions): readonly string[] {
  const entered = new Set<string>();
  const waits: string[] = [];
  const open: JsonObject[] = [];
  const enter = ({ name, normalized }: MergedDef): void => {
    if (entered.has(name)) return;
    entered.add(name);
    open.push(...[...stepsInOrder(normalized)].reverse());
  };
  enter(plan);
  for (let step = open.pop(); step; step = open.pop()) {
    if (step['op'] === 'await_event') waits.push(textOf(step, 'event') ?? '');
    if (step['op'] !== 'spawn_plan' && step['op'] !== 'spawn_for_each') continue;
    const child = definitions.find('defplan', textOf(step, 'plan') ?? '')?.def;
    if (child) enter(child);
  }
  return unique(waits);
}

/** Finds for each plan the fields of its input that its waits, and those of its children, compare with their event. */
export class CorrelateBy {
  readonly #definitions: Definitions;
  readonly #known = new Map<string, readonly string[]>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Sorted. */
  of(def: MergedDef): readonly string[] {
    const known = this.#known.get(def.name);
    if (known) return known;
    // A plan that spawns itself is reported elsewhere; here it ends.
    this.#known.set(def.name, []);
    const own = correlationFields(stepsInOrder(def.normalized));
    const plan = spawnsOf(def).length === 0 ? undefined : lintPlanOf(def);
    const fields = [...unique([...own, ...(plan ? this.#ofChildren(plan) : [])])].sort(compareText);
    this.#known.set(def.name, fields);
    return fields;
  }

  /** Fields that reach a child as one that it correlates by. */
  #ofChildren(plan: LintPlan): readonly string[] {
    const spawns = plan.model.steps.flatMap((step) => {
      const child = step.op === 'spawn_plan' || step.op === 'spawn_for_each' ? this.#definitions.find('defplan', memberOf(step, 'plan'))?.def : undefined;
      const fields = child ? this.of(child) : [];
      return fields.length === 0 ? [] : [{ step, fields }];
    });
    if (spawns.length === 0) return [];
    const carries = (correlation: ConstructorParameters<typeof Carriers>[1], wanted?: string): boolean => {
      const carriers = new Carriers(plan.model, correlation);
      return spawns.some(({ step, fields }) => handedDown(step, carriers).some((path) => fields.includes(path.join('.')) && (wanted === undefined || wanted === path.join('.'))));
    };
    const { schemas } = this.#definitions;
    const input = schemas.named(textOf(plan.def.normalized, 'input') ?? '');
    const isField = (field: string): boolean => input !== undefined && fieldAt(input, field.split('.'), schemas) !== undefined;
    const wanted = spawns.flatMap(({ fields }) => fields);
    const candidates = unique([...wanted, ...inputFields(plan).flatMap((field) => [field, ...wanted.map((inner) => `${field}.${inner}`)])]).filter(isField);
    return candidates.filter((field) => carries({ inputPaths: [field.split('.')], variable: false }) || carries({ inputPaths: [], variable: true }, field));
  }
}

/** Paths of the input that the plan reads. */
function inputFields({ model }: LintPlan): readonly string[] {
  const exprs = model.steps.flatMap((step) => ['input', 'inputs', 'expr'].flatMap((slot) => slotOf(step, slot) ?? []));
  const references = exprs.flatMap((expr) => [...referencesOf(expr)]);
  return references.flatMap(({ root, path }) => (root === 'input' && path.length > 0 ? [path.join('.')] : []));
}
