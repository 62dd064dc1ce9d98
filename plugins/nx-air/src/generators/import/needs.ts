// What a plan of a pack needs a manifest to list and to grant, itself and the plans that it spawns.
import type { builtin, LoadedNode } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon/json';

export interface SlotNeed {
  readonly slot: string;
  readonly capType: string;
  /** The cap that fits. */
  readonly cap: string;
  readonly capSchema: JsonValue | undefined;
  readonly kinds: readonly string[];
  /** `params` of the effects as written. */
  readonly params: readonly JsonValue[];
}

export interface RuleNeed {
  readonly effect_kind: string;
  readonly cap_type: string;
  readonly cap_name: string;
  readonly origin_name: string;
}

export interface PlanNeeds {
  readonly schemas: readonly string[];
  readonly plans: readonly string[];
  readonly effects: readonly string[];
  readonly caps: readonly string[];
  readonly slots: readonly SlotNeed[];
  readonly rules: readonly RuleNeed[];
}

/** `nodes` are those of the pack. Names that are nobody's are left out: the check of the world reports them. */
export function needsOf(start: string, nodes: readonly LoadedNode[], lookup: { readonly builtin: typeof builtin; readonly builtins: readonly { readonly kind: string; readonly node: JsonObject }[] }): PlanNeeds {
  const find = (kind: LoadedNode['kind'], name: string): JsonObject | undefined => nodes.find((node) => node.kind === kind && node.name === name)?.node;
  const isSchema = (name: string): boolean => find('defschema', name) !== undefined || lookup.builtin('defschema', name) !== undefined;
  // Those of the pack come before the built-in ones.
  const bodiesOf = (wanted: string): readonly JsonObject[] => [...nodes, ...lookup.builtins].filter(({ kind }) => kind === wanted).map(({ node }) => node);
  const effects = bodiesOf('defeffect');
  const caps = bodiesOf('defcap');
  const plans = new Set([start]);
  const schemas = new Set<string>();
  const usedEffects = new Set<string>();
  const slots = new Map<string, { capType: string; readonly kinds: Set<string>; readonly params: JsonValue[] }>();
  const rules: RuleNeed[] = [];

  const addSchemas = (value: JsonValue | undefined): void => {
    for (const name of textsIn(value)) {
      if (schemas.has(name) || !isSchema(name)) continue;
      schemas.add(name);
      addSchemas(find('defschema', name)?.['type']);
    }
  };
  for (const plan of plans) {
    const body = find('defplan', plan);
    addSchemas(body);
    for (const step of stepsOf(body)) {
      const child = step['plan'];
      if (typeof child === 'string' && find('defplan', child) !== undefined) plans.add(child);
      const { op, kind, cap: slot } = step;
      const effect = op === 'emit_effect' ? effects.find((each) => each['kind'] === kind) : undefined;
      if (effect === undefined || typeof kind !== 'string' || typeof slot !== 'string') continue;
      usedEffects.add(String(effect['name']));
      if (find('defeffect', String(effect['name'])) !== undefined) addSchemas([effect['params_schema'] ?? null, effect['receipt_schema'] ?? null]);
      const known = slots.get(slot) ?? { capType: String(effect['cap_type']), kinds: new Set<string>(), params: [] };
      known.kinds.add(kind);
      known.params.push(step['params'] ?? null);
      slots.set(slot, known);
      if (!rules.some((rule) => rule.effect_kind === kind && rule.cap_name === slot && rule.origin_name === plan)) rules.push({ effect_kind: kind, cap_type: known.capType, cap_name: slot, origin_name: plan });
    }
  }
  const needs = [...slots].flatMap(([slot, { capType, kinds, params }]): readonly SlotNeed[] => {
    const cap = caps.find((each) => each['cap_type'] === capType);
    return cap === undefined ? [] : [{ slot, capType, cap: String(cap['name']), capSchema: cap['schema'], kinds: [...kinds], params }];
  });
  for (const { cap } of needs) addSchemas(find('defcap', cap)?.['schema']);
  return { schemas: [...schemas], plans: [...plans], effects: [...usedEffects], caps: [...new Set(needs.map(({ cap }) => cap))], slots: needs, rules };
}

function stepsOf(plan: JsonObject | undefined): readonly JsonObject[] {
  const steps = plan?.['steps'];
  return Array.isArray(steps) ? steps.filter((step: JsonValue): step is JsonObject => typeof step === 'object' && step !== null && !Array.isArray(step)) : [];
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
