// A plan read once: its steps, edges and variables, ready for questions by number.
import type { PlanGaps } from '@nx-air/air';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { parseExpr, type Expr } from '../expr/expr.ts';
import { Bits } from './bits.ts';

export interface StepModel {
  readonly index: number;
  readonly id: string;
  readonly op: string;
  /** Pointer inside the plan. */
  readonly at: string;
  readonly json: JsonObject;
  /** The name that the step binds. */
  readonly binds: string | undefined;
  /** Members that could not be read. */
  readonly gaps: ReadonlySet<string>;
}

export interface EdgeModel {
  /** Position in the plan's `edges`. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly at: string;
  readonly when: Expr | undefined;
}

export interface Variable {
  readonly index: number;
  readonly name: string;
  /** Steps that bind it, in declared order. */
  readonly writers: readonly number[];
  /** Schema of the local of that name. */
  readonly schema: string | undefined;
}

/** A plan whose graph has no cycle. */
export interface PlanModel {
  readonly steps: readonly StepModel[];
  readonly into: readonly (readonly EdgeModel[])[];
  readonly outOf: readonly (readonly EdgeModel[])[];
  /** Every edge points forward in it. */
  readonly order: readonly number[];
  /** Where each step stands in `order`. */
  readonly positions: readonly number[];
  readonly before: readonly Bits[];
  readonly after: readonly Bits[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** The first step of each id. */
  readonly byId: ReadonlyMap<string, StepModel>;
}

export function modelOf(
  plan: JsonObject,
  steps: readonly StepModel[],
  edges: readonly EdgeModel[],
  order: readonly number[],
  bound: readonly string[],
): PlanModel {
  const into: EdgeModel[][] = steps.map(() => []);
  const outOf: EdgeModel[][] = steps.map(() => []);
  for (const edge of edges) {
    into[edge.to]?.push(edge);
    outOf[edge.from]?.push(edge);
  }
  const before = closure(order, (step) => (into[step] ?? []).map((edge) => edge.from));
  const after = closure(order.toReversed(), (step) => (outOf[step] ?? []).map((edge) => edge.to));
  const byId = new Map(steps.toReversed().flatMap((step) => (step.gaps.has('id') ? [] : [[step.id, step] as const])));
  const positions: number[] = [];
  for (const [position, step] of order.entries()) positions[step] = position;
  return { steps, into, outOf, order, positions, before, after, variables: variablesOf(plan, steps, bound), byId };
}

/** For every step all others that `next` leads to; `order` lists a step after all of those. */
function closure(order: readonly number[], next: (step: number) => readonly number[]): readonly Bits[] {
  const reached: Bits[] = order.map(() => new Bits());
  for (const step of order) {
    const all = new Bits();
    for (const other of next(step)) all.addAll(reached[other] ?? new Bits()).add(other);
    reached[step] = all;
  }
  return reached;
}

function variablesOf(plan: JsonObject, steps: readonly StepModel[], bound: readonly string[]): ReadonlyMap<string, Variable> {
  const locals = plan['locals'];
  const writers = new Map<string, number[]>(bound.map((name) => [name, []]));
  if (isObject(locals)) for (const name of Object.keys(locals)) writers.set(name, []);
  for (const { binds, index } of steps) {
    if (binds === undefined) continue;
    const known = writers.get(binds);
    if (known) known.push(index);
    else writers.set(binds, [index]);
  }
  const schemaOf = (name: string): string | undefined => {
    const schema = isObject(locals) && Object.hasOwn(locals, name) ? locals[name] : undefined;
    return typeof schema === 'string' ? schema : undefined;
  };
  return new Map(
    [...writers].map(([name, by], index) => [name, { index, name, writers: by, schema: schemaOf(name) }]),
  );
}

const NO_GAPS: ReadonlySet<string> = new Set();

/** The steps of a plan; `gaps` says what a broken one lacks. */
export function readSteps(plan: JsonObject, gaps?: PlanGaps): readonly StepModel[] {
  const list = arrayOf(plan['steps']);
  return list.filter(isObject).map((json, index) => ({
    index,
    id: textOf(json['id']),
    op: textOf(json['op']),
    at: `/steps/${index}`,
    json,
    binds: boundName(json),
    gaps: gaps?.steps.get(index) ?? NO_GAPS,
  }));
}

/** Whether some step may be, hold or do what the plan seems to lack. */
export const lacks = ({ steps }: Pick<PlanModel, 'steps'>, member: 'id' | 'op' | 'bind'): boolean => steps.some(({ gaps }) => gaps.has(member));

/** The name in `bind`, whatever the op calls it. */
function boundName(step: JsonObject): string | undefined {
  const bind = step['bind'];
  if (!isObject(bind)) return undefined;
  for (const name of Object.values(bind)) if (typeof name === 'string') return name;
  return undefined;
}

export interface AuthoredEdge {
  readonly index: number;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly when: Expr | undefined;
}

export function readEdges(plan: JsonObject): readonly AuthoredEdge[] {
  return arrayOf(plan['edges'])
    .filter(isObject)
    .map((json, index) => ({
      index,
      at: `/edges/${index}`,
      from: textOf(json['from']),
      to: textOf(json['to']),
      when: readExpr(json['when']),
    }));
}

/** An expression, or undefined where there is none or one that the loader has reported. */
export function readExpr(json: JsonValue | undefined): Expr | undefined {
  if (json === undefined || json === null) return undefined;
  const parsed = parseExpr(json);
  return parsed.ok ? parsed.expr : undefined;
}

export function arrayOf(json: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(json) ? json : [];
}

export function textOf(json: JsonValue | undefined): string {
  return typeof json === 'string' ? json : '';
}

export function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
