// Projections of triggers (AIR 1.1): `when` and `input_expr` read the event and nothing else.
import type { Problem } from '@nx-air/air';
import type { JsonValue } from '@nx-air/canon';
import { checkCondition, expectType } from '../expr/check.ts';
import { parseExpr, type Expr } from '../expr/expr.ts';
import { TypeScope, type Report, type Resolver } from '../expr/scope.ts';
import { typeOfTerm } from '../expr/type.ts';
import { FactTable, noFacts } from '../flow/facts.ts';
import type { Formula } from '../flow/formula.ts';
import { isObject, textOf } from '../members.ts';
import { normaliseValue } from '../normalise-value.ts';
import { problemIn } from '../report.ts';
import type { Term } from '../terms.ts';
import type { Trigger, WorldView } from '../world-view.ts';

export function checkTriggerExprs(world: WorldView, trigger: Trigger): readonly Problem[] {
  const { definitions, place } = world;
  const event = definitions.schemas.named(trigger.event);
  const problems: Problem[] = [];
  const reportAt = (base: string): Report => (code, at, detail) => problems.push(problemIn(place, code, trigger.pointer + base + at, detail));
  const table = new FactTable();
  const scopeAt = (base: string): TypeScope =>
    new TypeScope({ schemas: definitions.schemas, table, facts: noFacts(), resolver: onlyEvent(event), report: reportAt(base), flow: true });
  const when = exprIn(trigger.json['when']);
  let holds: Formula | undefined;
  if (when) holds = checkCondition(when, scopeAt('/when'));
  const input = inputOf(world, trigger);
  const projection = trigger.json['input_expr'];
  if (projection === undefined || !input) return problems;
  const expr = exprIn(projection);
  if (expr) expectType(expr, input, scopeAt('/input_expr').assume(holds, true));
  else problems.push(...checkJson(world, trigger, projection, input));
  return problems;
}

function inputOf({ definitions }: WorldView, { plan }: Trigger): Term | undefined {
  const found = definitions.find('defplan', plan);
  return found && definitions.schemas.named(textOf(found.node, 'input') ?? '');
}

function onlyEvent(event: Term | undefined): Resolver {
  return {
    root: (reference, at, scope) => {
      if (reference.root === 'event') return { type: typeOfTerm(event), key: 'e', path: reference.path };
      scope.report('trigger_reads_event_only', at, { actual: reference.text });
      return undefined;
    },
  };
}

function exprIn(json: JsonValue | undefined): Expr | undefined {
  if (!isObject(json)) return undefined;
  const parsed = parseExpr(json);
  return parsed.ok ? parsed.expr : undefined;
}

/** Plain JSON is read by the input schema. */
function checkJson({ definitions, place }: WorldView, { pointer }: Trigger, json: JsonValue, input: Term): readonly Problem[] {
  const fitted = normaliseValue(json, input, definitions.schemas, 'json');
  if (fitted.ok) return [];
  const { path, expected, actual } = fitted.fault;
  return [problemIn(place, 'bad_literal', `${pointer}/input_expr`, { expected: `${expected}${path === '' ? '' : ` in \`${path.slice(1)}\``}`, actual })];
}
