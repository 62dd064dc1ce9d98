// Children of a plan (AIR 1.1): handles that nobody awaits or that would leave the plan, and fan-out without a bound.
import { PLAN_HANDLE } from '../assign.ts';
import { parseExpr } from '../expr/expr.ts';
import { referencesOf } from '../flow/mentions.ts';
import { isObject, readExpr, textOf, type PlanModel, type StepModel } from '../flow/plan-model.ts';
import type { Schemas } from '../schemas.ts';
import type { Term } from '../terms.ts';
import type { PlanView } from '../view.ts';
import type { PlanReport } from './report.ts';

export function checkChildren(view: PlanView, model: PlanModel, out: PlanReport): void {
  checkLeaving(view, model, out);
  const spawning = model.steps.filter(({ op }) => op === 'spawn_plan' || op === 'spawn_for_each');
  // Reading every expression of a plan is much for one without children.
  if (spawning.length === 0) return;
  const used = namesUsed(model);
  // What could not be read may read a handle.
  const isWhole = view.gaps === undefined;
  for (const step of spawning) {
    if (step.op === 'spawn_for_each') checkBound(step, out);
    if (isWhole && !used.has(`step ${step.id}`) && !used.has(`var ${step.binds ?? ''}`)) {
      out.report('handle_not_awaited', step.at, { actual: `nothing reads ${step.binds ?? 'the handle'} of ${step.id}` });
    }
  }
}

/** Names of steps and variables that an expression of the plan mentions. */
function namesUsed(model: PlanModel): ReadonlySet<string> {
  const used = new Set<string>();
  const slots = model.steps.flatMap(({ json }) => Object.values(json).filter(isObject).map(parseExpr));
  const guards = model.outOf.flat().flatMap(({ when }) => (when ? [when] : []));
  for (const expr of [...slots.flatMap((slot) => (slot.ok ? [slot.expr] : [])), ...guards]) {
    for (const { root, name, path } of referencesOf(expr)) {
      used.add(`${root} ${name}`);
      if (root === 'var' && path.length > 0) used.add(`var ${[name, ...path].join('.')}`);
    }
  }
  return used;
}

/** With inputs written out their number is known. */
function checkBound(step: StepModel, out: PlanReport): void {
  const inputs = readExpr(step.json['inputs']);
  const count = inputs?.k === 'list' ? inputs.items.length : undefined;
  const bound = step.json['max_fanout'];
  if (bound === undefined || bound === null) {
    if (count === undefined && !step.gaps.has('inputs') && !step.gaps.has('max_fanout')) out.report('fanout_unbounded', step.at, { actual: step.id });
    return;
  }
  if (count !== undefined && (typeof bound === 'number' || typeof bound === 'bigint') && count > bound) {
    out.report('fanout_over_bound', `${step.at}/inputs`, { expected: `at most ${bound}`, actual: `${count} inputs` });
  }
}

/** A handle means nothing outside of the instance that spawned the child. */
function checkLeaving({ plan, schemas, effectByKind }: PlanView, model: PlanModel, out: PlanReport): void {
  const refuse = (pointer: string, schema: string): void => {
    if (holdsHandle({ kind: 'ref', name: schema }, schemas)) out.report('handle_leaves_plan', pointer, { actual: schema });
  };
  refuse('/input', textOf(plan['input']));
  refuse('/output', textOf(plan['output']));
  for (const step of model.steps) {
    if (step.op === 'raise_event') refuse(`${step.at}/event`, textOf(step.json['event']));
    const params = step.op === 'emit_effect' ? effectByKind(textOf(step.json['kind']))?.paramsTerm : undefined;
    if (params && holdsHandle(params, schemas)) out.report('handle_leaves_plan', `${step.at}/kind`, { actual: textOf(step.json['kind']) });
  }
}

function holdsHandle(term: Term, schemas: Schemas): boolean {
  const seen = new Set<string>();
  const open: Term[] = [term];
  for (let next = open.pop(); next; next = open.pop()) {
    switch (next.kind) {
      case 'ref': {
        if (next.name === PLAN_HANDLE) return true;
        const named = seen.has(next.name) ? undefined : schemas.named(next.name);
        seen.add(next.name);
        if (named) open.push(named);
        break;
      }
      case 'record':
        open.push(...next.fields.values());
        break;
      case 'variant':
        open.push(...next.arms.values());
        break;
      case 'list':
      case 'set':
      case 'option':
        open.push(next.item);
        break;
      case 'map':
        open.push(next.key, next.value);
        break;
      default:
    }
  }
  return false;
}
