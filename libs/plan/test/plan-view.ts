// Views of plans for tests: from the definitions of a file, with the places of its text.
import { identify, loadFile, normalizePlan, builtin, builtins, renderText, toFindings, type DefKind, type Finding, type PlanLookup } from '@nx-air/air';
import { encodeUtf8, type JsonObject, type JsonValue } from '@nx-air/canon';
import { checkPlan } from '../src/check/plan.ts';
import { Schemas } from '../src/schemas.ts';
import type { PlanView } from '../src/view.ts';

const FILE = 'plans.air.json';

/** Every plan in the text, ready for `checkPlan`. Fails when the text does not load or a literal does not normalise. */
export function plansOf(text: string, extra: readonly JsonObject[] = []): readonly PlanView[] {
  const { nodes, problems } = loadFile(FILE, encodeUtf8(text));
  if (problems.length > 0) throw new Error(renderText(toFindings(problems, () => text)));
  const all = [...nodes, ...extra.map((json) => ({ kind: String(json['$kind']), node: identify(json)?.node ?? json }))];
  const named = (kind: DefKind, name: string): JsonObject | undefined =>
    all.find((each) => each.kind === kind && each.node['name'] === name)?.node ?? builtin(kind, name)?.node;
  const typeOf = (name: string): JsonObject | undefined => named('defschema', name)?.['type'] as JsonObject | undefined;
  const schemas = new Schemas((name) => named('defschema', name)?.['type']);
  const effect = (kind: string): JsonObject | undefined =>
    all.find((each) => each.kind === 'defeffect' && each.node['kind'] === kind)?.node ?? builtins().get(`defeffect sys/${kind}@1`)?.node;
  const lookup: PlanLookup = {
    schema: typeOf,
    effectByKind: (kind) => {
      const found = effect(kind);
      return found && { params: String(found['params_schema']), receipt: String(found['receipt_schema']) };
    },
    plan: (name) => {
      const found = named('defplan', name);
      return found && { input: String(found['input']) };
    },
  };
  return nodes
    .filter((node) => node.kind === 'defplan')
    .map((node) => {
      const normal = normalizePlan(node.node, lookup);
      if (normal.problems.length > 0) throw new Error(JSON.stringify(normal.problems));
      return {
        plan: normal.plan,
        origin: node.origin,
        schemas,
        effectByKind: (kind) => {
          const found = effect(kind);
          return (
            found && {
              paramsTerm: schemas.named(String(found['params_schema'])),
              receiptTerm: schemas.named(String(found['receipt_schema'])),
              capType: String(found['cap_type']),
            }
          );
        },
        planByName: (name) => {
          const found = named('defplan', name);
          return found && { input: String(found['input']), output: found['output'] as string | undefined };
        },
      };
    });
}

export function findingsIn(text: string, adapt: (view: PlanView) => PlanView = (view) => view): readonly Finding[] {
  return toFindings(plansOf(text).flatMap((view) => checkPlan(adapt(view))), () => text);
}

/** The findings as people read them. */
export function rendered(text: string, adapt?: (view: PlanView) => PlanView): string {
  return renderText(findingsIn(text, adapt));
}

export type Json = JsonValue;
