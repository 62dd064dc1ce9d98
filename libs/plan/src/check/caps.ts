// Grants of a manifest, and what plans say about the slots and effects they use.
import type { MergedDef, Problem } from '@nx-air/air';
import { compareText } from '@nx-air/canon/json';
import { evaluate } from '../expr/eval.ts';
import { parseExpr } from '../expr/expr.ts';
import { objectsOf, textOf, textsOf } from '../members.ts';
import { normaliseValue } from '../normalise-value.ts';
import { problemIn, relatedIn } from '../report.ts';
import { termOf } from '../terms.ts';
import { toCanon } from '../value-canon.ts';
import type { Grant, WorldView } from '../world-view.ts';

/** Names of grants are unique, and their parameters fit the schema of their cap. */
export function checkGrants(world: WorldView): Problem[] {
  return world.grants.flatMap((grant) => {
    const first = world.grantByName.get(grant.name);
    const repeated =
      first === undefined || first === grant
        ? []
        : [problemIn(world.place, 'duplicate_grant', `${grant.pointer}/name`, { actual: grant.name, related: [relatedIn(world.place, `${first.pointer}/name`, 'the first grant of this name')] })];
    return [...repeated, ...checkParams(world, grant)];
  });
}

const NO_SCOPE = { variable: () => undefined, step: () => undefined };

function checkParams({ definitions, place }: WorldView, { cap, pointer, json }: Grant): readonly Problem[] {
  const found = definitions.find('defcap', cap);
  const term = termOf(found?.node['schema']);
  const params = json['params'];
  if (!found || !term || params === undefined) return [];
  const fault = (facts: { readonly expected: string; readonly actual?: string }) => [problemIn(place, 'bad_grant_params', `${pointer}/params`, facts)];
  const parsed = parseExpr(params);
  if (!parsed.ok) return fault({ expected: `${parsed.fault.expected}${parsed.fault.at === '' ? '' : ` at ${parsed.fault.at}`}` });
  const value = evaluate(parsed.expr, NO_SCOPE);
  if (!value.ok) return fault({ expected: 'constants only', actual: value.fault.message });
  const fitted = normaliseValue(toCanon(value.value), term, definitions.schemas);
  if (fitted.ok) return [];
  const { path, expected, actual } = fitted.fault;
  const field = `\`${path.slice(1)}\``;
  const wanted = expected === 'no such field' ? `no field ${field}` : `${expected}${path === '' ? '' : ` in ${field}`}`;
  return fault({ expected: `${wanted} (schema of ${cap})`, actual });
}

/** `required_caps` and `allowed_effects`, when written, equal what the steps use. */
export function checkDeclaredUse(plan: MergedDef): Problem[] {
  if (plan.gaps !== undefined) return [];
  const emits = objectsOf(plan.node, 'steps').filter((step) => step['op'] === 'emit_effect');
  const compare = (list: 'required_caps' | 'allowed_effects', field: string): readonly Problem[] => {
    const declared = sorted(textsOf(plan.node, list));
    const used = sorted(emits.flatMap((step) => textOf(step, field) ?? []));
    if (declared.length === 0 || declared.join('\n') === used.join('\n')) return [];
    const code = list === 'required_caps' ? 'caps_differ' : 'effects_differ';
    return [problemIn(plan, code, `/${list}`, { expected: show(used), actual: show(declared) })];
  };
  return [...compare('required_caps', 'cap'), ...compare('allowed_effects', 'kind')];
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort(compareText);
const show = (names: readonly string[]): string => `[${names.join(', ')}]`;
