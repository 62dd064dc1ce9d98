// Lint: every await that a correlated trigger leads to, through children and raised events, pins its event to the correlation value.
import { joinPointer } from '@nx-air/canon';
import type { Related } from '@nx-air/air';
import { Carriers, type Correlation } from '../correlation.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { Trigger, WorldView } from '../world-view.ts';
import { readExpr } from '../flow/plan-model.ts';
import { memberOf, slotOf, type LintPlan } from './lint-plan.ts';
import type { Lint, LintSubject } from './lint.ts';

/** Plans that a trigger with `correlate_by` starts itself are checked for it: there it is an error. */
export const UNCORRELATED_PATH: Lint = {
  code: 'uncorrelated_path',
  in: ['world'],
  find: ({ world, plans }) => {
    if (!world) return [];
    return [...correlatedPlans(world, plans)].flatMap(([name, reached]) => {
      const plan = plans.get(name);
      if (!plan || reached.direct) return [];
      const carriers = new Carriers(plan.model, reached.correlation);
      const open = plan.model.steps.filter((step) => step.op === 'await_event' && !pins(slotOf(step, 'where'), carriers));
      return open.map((step) => problemIn(plan.def, 'uncorrelated_path', step.at, { actual: `${step.id} takes any ${memberOf(step, 'event')}`, related: [reached.origin] }));
    });
  },
};

const pins = (where: ReturnType<typeof slotOf>, carriers: Carriers): boolean => where !== undefined && carriers.pins(where);

interface Reached {
  /** Started by a trigger with `correlate_by` itself. */
  readonly direct: boolean;
  readonly correlation: Correlation;
  readonly origin: Related;
}

/** Plans by name with what they know of the correlation value; breadth first, so that the nearest trigger counts. */
function correlatedPlans(world: WorldView, plans: LintSubject['plans']): ReadonlyMap<string, Reached> {
  const reached = new Map<string, Reached>();
  for (const { plan, correlateBy, pointer } of world.triggers) {
    if (correlateBy === undefined) continue;
    const origin = relatedIn(world.place, `${pointer}/correlate_by`, `the trigger that correlates by ${correlateBy}`);
    reached.set(plan, { direct: true, correlation: { inputPaths: [correlateBy.split('.')], variable: true }, origin });
  }
  const triggersOf = groupTriggers(world);
  // A Map iterates over what is added meanwhile.
  for (const [name, { correlation, origin }] of reached) {
    const plan = plans.get(name);
    if (!plan) continue;
    for (const [next, inputPaths] of startedBy(plan, new Carriers(plan.model, correlation), triggersOf)) {
      if (!reached.has(next)) reached.set(next, { direct: false, correlation: { inputPaths, variable: false }, origin });
    }
  }
  return reached;
}

type Paths = Correlation['inputPaths'];

/** Plans that the steps of a plan start, with the paths of their input that hold the correlation value. */
function startedBy({ model }: LintPlan, carriers: Carriers, triggersOf: ReadonlyMap<string, readonly Trigger[]>): readonly (readonly [plan: string, paths: Paths])[] {
  return model.steps.flatMap((step): readonly (readonly [string, Paths])[] => {
    switch (step.op) {
      case 'spawn_plan': {
        const input = slotOf(step, 'input');
        return [[memberOf(step, 'plan'), input ? carriers.pathsIn(input) : []]];
      }
      case 'spawn_for_each': {
        const inputs = slotOf(step, 'inputs');
        const items = inputs?.k === 'list' ? inputs.items : [];
        return [[memberOf(step, 'plan'), shared(items.map((item) => carriers.pathsIn(item)))]];
      }
      case 'raise_event': {
        const value = slotOf(step, 'value');
        const paths = value ? carriers.pathsIn(value) : [];
        return (triggersOf.get(memberOf(step, 'event')) ?? []).map((trigger) => [trigger.plan, projected(trigger, paths)]);
      }
      default:
        return [];
    }
  });
}

/** What every item has. */
function shared(lists: readonly Paths[]): Paths {
  const [first = [], ...others] = lists;
  const has = (paths: Paths, path: readonly string[]): boolean => paths.some((each) => joinPointer('', ...each) === joinPointer('', ...path));
  return first.filter((path) => others.every((paths) => has(paths, path)));
}

/** The paths of the event as paths of the input that `input_expr` makes of it. */
function projected({ json }: Trigger, paths: Paths): Paths {
  const expr = readExpr(json['input_expr']);
  if (!expr) return paths;
  return eventPaths(expr, paths);
}

function eventPaths(expr: NonNullable<ReturnType<typeof readExpr>>, paths: Paths): Paths {
  if (expr.k === 'ref' && expr.ref.root === 'event') {
    const { path } = expr.ref;
    return paths.filter((each) => path.every((segment, index) => each[index] === segment)).map((each) => each.slice(path.length));
  }
  if (expr.k !== 'record') return [];
  return expr.fields.flatMap(([name, field]) => eventPaths(field, paths).map((path) => [name, ...path]));
}

function groupTriggers(world: WorldView): ReadonlyMap<string, readonly Trigger[]> {
  const groups = new Map<string, Trigger[]>();
  for (const trigger of world.triggers) groups.set(trigger.event, [...(groups.get(trigger.event) ?? []), trigger]);
  return groups;
}
