// Lint: a plan of one's own does not repeat the work of an imported core plan: it raises the core's event or, with AIR 1.1, spawns it.
import type { JsonValue } from '@nx-air/canon';
import { isArray, isObject } from '../members.ts';
import { problemIn, relatedIn } from '../report.ts';
import { roleOf } from '../roles.ts';
import { canSpawn } from '../check/versions.ts';
import type { StepModel } from '../flow/plan-model.ts';
import type { LintPlan } from './lint-plan.ts';
import type { Lint } from './lint.ts';

/** With fewer steps that do something, likeness says nothing. */
const LEAST_STEPS = 2;

/**
 * Compares what steps do, with step ids, variables and local names left out. Copies and near-copies have all steps in
 * common and are a finding of their own; this is a plan that has all of a core and more.
 */
export const PREFER_CORE: Lint = {
  code: 'prefer_core',
  in: ['world'],
  find: ({ definitions, own, world }) => {
    const cores = definitions.all.filter((def) => def.kind === 'defplan' && def.origin.import !== undefined && roleOf(def.name) === 'core');
    const shapes = cores.map((core) => ({ core, work: workOf(core.normalized['steps']), steps: stepCount(core.normalized['steps']) }));
    return own.flatMap((plan) => {
      const mine = workOf(plan.model.steps.map(({ json }) => json));
      const repeated = shapes.find(({ work, steps }) => sizeOf(work) >= LEAST_STEPS && holds(mine, work) && !isCopy(plan, steps, mine, work));
      if (!repeated) return [];
      const related = [relatedIn(repeated.core, '/name', 'the core plan')];
      return [problemIn(plan.def, 'prefer_core', '/name', { actual: `${plan.def.name} repeats the ${sizeOf(repeated.work)} effects, events and waits of ${repeated.core.name}`, related, ...(world && canSpawn(world) ? { hint: spawnHint(repeated.core.name) } : {}) })];
    });
  },
};

const spawnHint = (core: string): string => `Spawn ${core} with \`spawn_plan\`, await it, and keep only what it does not do.`;

type Shapes = ReadonlyMap<string, number>;

const stepCount = (steps: JsonValue | undefined): number => (isArray(steps) ? steps.length : 0);
const sizeOf = (shapes: Shapes): number => [...shapes.values()].reduce((sum, count) => sum + count, 0);
const holds = (all: Shapes, part: Shapes): boolean => [...part].every(([shape, count]) => (all.get(shape) ?? 0) >= count);

const isCopy = ({ model }: LintPlan, steps: number, mine: Shapes, work: Shapes): boolean => model.steps.length === steps && sizeOf(mine) === sizeOf(work);

const WORK: ReadonlySet<StepModel['op']> = new Set(['emit_effect', 'raise_event', 'await_event', 'spawn_plan', 'spawn_for_each']);

function workOf(steps: JsonValue | undefined): Shapes {
  const shapes = new Map<string, number>();
  for (const step of isArray(steps) ? steps.filter(isObject) : []) {
    if (typeof step['op'] !== 'string' || !WORK.has(step['op'])) continue;
    const { id: _id, bind: _bind, $comment: _comment, ...rest } = step;
    const shape = JSON.stringify(withoutNames(rest));
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  return shapes;
}

/** Members in one order; references keep their root and path, not the name of the step or variable. */
function withoutNames(value: JsonValue): unknown {
  if (isArray(value)) return value.map(withoutNames);
  if (typeof value === 'bigint') return `${value}`;
  if (!isObject(value)) return value;
  return Object.keys(value).sort().map((key) => {
    const member = value[key] ?? null;
    const isReference = key === 'ref' && typeof member === 'string';
    return [key, isReference ? member.replace(/^@(var|step):[^.]*/u, '@$1') : withoutNames(member)];
  });
}
