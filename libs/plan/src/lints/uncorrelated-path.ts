// Lint: every await that a correlated trigger leads to, through children and raised events, pins its event to the correlation value.
import type { Related } from '@nx-air/air';
import { joinPointer } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { Carriers, type Correlation } from '../correlation.ts';
import { readExpr, type StepModel } from '../flow/plan-model.ts';
import { handedDown } from '../handed-down.ts';
import { problemIn, relatedIn } from '../report.ts';
import type { Trigger, WorldView } from '../world-view.ts';
import { memberOf, slotOf } from './lint-plan.ts';
import type { Lint, LintSubject } from './lint.ts';

/** In the plan that a trigger with `correlate_by` starts itself the same is an error, and not found here. */
export const UNCORRELATED_PATH: Lint = {
  code: 'uncorrelated_path',
  in: ['world'],
  find: ({ world, plans }) => {
    const reported = new Set<string>();
    return (world ? waysFrom(world, plans) : []).flatMap(({ name, direct, correlation, related }) => {
      const plan = direct ? undefined : plans.get(name);
      if (!plan) return [];
      const carriers = new Carriers(plan.model, correlation);
      return plan.model.steps.flatMap((step) => {
        const key = `${name} ${step.id}`;
        if (step.op !== 'await_event' || reported.has(key) || pins(slotOf(step, 'where'), carriers)) return [];
        reported.add(key);
        return [problemIn(plan.def, 'uncorrelated_path', step.at, { actual: `${step.id} takes any ${memberOf(step, 'event')}`, related })];
      });
    });
  },
};

const pins = (where: ReturnType<typeof slotOf>, carriers: Carriers): boolean => where !== undefined && carriers.pins(where);

/** One way to a plan, and what its runs then know of the correlation value. */
interface Way {
  readonly name: string;
  /** Started by a trigger with `correlate_by` itself. */
  readonly direct: boolean;
  readonly correlation: Correlation;
  /** The trigger, and the step that starts the plan. */
  readonly related: readonly Related[];
}

/** More ways to one plan than this are not followed: only plans that start each other with ever deeper records have so many. */
const MOST_WAYS = 16;

/** Breadth first, so that the nearest trigger is named; a plan comes once for each set of paths that it is started with. */
function waysFrom(world: WorldView, plans: LintSubject['plans']): readonly Way[] {
  const ways: Way[] = [];
  const known = new Map<string, Set<string>>();
  const add = (way: Way): void => {
    const { name, correlation } = way;
    const key = correlation.inputPaths.map((path) => joinPointer('', ...path)).sort(compareText).join(' ');
    const keys = known.get(name) ?? new Set();
    known.set(name, keys);
    const mark = `${way.direct ? 'direct' : 'led'} ${key}`;
    if (keys.has(mark) || keys.size === MOST_WAYS) return;
    keys.add(mark);
    ways.push(way);
  };
  for (const { plan, correlateBy, pointer } of world.triggers) {
    if (correlateBy === undefined) continue;
    const related = [relatedIn(world.place, `${pointer}/correlate_by`, `the trigger that correlates by ${correlateBy}`)];
    add({ name: plan, direct: true, correlation: { inputPaths: [correlateBy.split('.')], variable: true }, related });
  }
  const triggersOf = groupTriggers(world);
  // An array iterates over what is added meanwhile.
  for (const { name, correlation, related: [origin] } of ways) {
    const plan = plans.get(name);
    if (!plan) continue;
    const carriers = new Carriers(plan.model, correlation);
    for (const step of plan.model.steps) {
      for (const [next, inputPaths] of startedBy(step, carriers, triggersOf)) {
        const via = relatedIn(plan.def, step.at, `${step.id} of ${name} starts it`);
        add({ name: next, direct: false, correlation: { inputPaths, variable: false }, related: origin ? [origin, via] : [via] });
      }
    }
  }
  return ways;
}

type Paths = Correlation['inputPaths'];

/** Plans that a step starts, with the paths of their input that hold the correlation value. */
function startedBy(step: StepModel, carriers: Carriers, triggersOf: ReadonlyMap<string, readonly Trigger[]>): readonly (readonly [plan: string, paths: Paths])[] {
  if (step.op === 'spawn_plan' || step.op === 'spawn_for_each') return [[memberOf(step, 'plan'), handedDown(step, carriers)]];
  if (step.op !== 'raise_event') return [];
  const value = slotOf(step, 'value');
  const paths = value ? carriers.pathsIn(value) : [];
  return (triggersOf.get(memberOf(step, 'event')) ?? []).map((trigger) => [trigger.plan, projected(trigger, paths)]);
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
