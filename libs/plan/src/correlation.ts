// Which references of a plan hold the correlation value, and whether a predicate pins an event to it.
import type { Expr } from './expr/expr.ts';
import type { Reference } from './expr/reference.ts';
import { CORRELATION } from './flow/dataflow.ts';
import { readExpr, type PlanModel } from './flow/plan-model.ts';

/** Paths inside the plan's input that hold the correlation value, and whether `@var:correlation_id` does. */
export interface Correlation {
  readonly inputPaths: readonly (readonly string[])[];
  /** `kept` also where a step binds the name. */
  readonly variable: boolean | 'kept';
}

/** The path behind the reference at which the correlation value lies; `[]` where the reference is that value itself. */
export class Carriers {
  readonly #model: PlanModel;
  readonly #correlation: Correlation;
  readonly #ofStep = new Map<number, readonly (readonly string[])[]>();

  constructor(model: PlanModel, correlation: Correlation) {
    this.#model = model;
    this.#correlation = correlation;
    for (const index of model.order) {
      const step = model.steps[index];
      const slot = step?.op === 'assign' ? 'expr' : step?.op === 'raise_event' ? 'value' : undefined;
      const expr = slot === undefined ? undefined : readExpr(step?.json[slot]);
      if (expr) this.#ofStep.set(index, this.pathsIn(expr));
    }
  }

  /** Where the value of `expr` holds the correlation value: copies and records built of copies, nothing computed. */
  pathsIn(expr: Expr): readonly (readonly string[])[] {
    if (expr.k === 'ref') return this.#pathsOf(expr.ref);
    if (expr.k === 'variant') return expr.value ? this.pathsIn(expr.value).map((path) => ['$value', ...path]) : [];
    if (expr.k !== 'record') return [];
    return expr.fields.flatMap(([name, field]) => this.pathsIn(field).map((path) => [name, ...path]));
  }

  /** The items of a list that is written out, here or where the variable is assigned; undefined for any other. */
  itemsOf(expr: Expr): readonly Expr[] | undefined {
    if (expr.k === 'list') return expr.items;
    const source = expr.k === 'ref' && expr.ref.path.length === 0 ? this.#assigned(expr.ref) : undefined;
    return source?.k === 'list' ? source.items : undefined;
  }

  /**
   * Whether the predicate holds only for events of which a field equals the correlation value. One that names both
   * sides but can hold without them, such as `or(…, true)`, does not.
   */
  pins(where: Expr): boolean {
    if (where.k === 'const') return where.value.t === 'bool' && !where.value.v;
    if (where.k !== 'op') return false;
    switch (where.op) {
      case 'and':
        return where.args.some((arg) => this.pins(arg));
      case 'or':
        return where.args.length > 0 && where.args.every((arg) => this.pins(arg));
      case 'not': {
        const [inner] = where.args;
        return inner?.k === 'op' && inner.op === 'ne' && this.#pinsEqual(inner.args);
      }
      case 'eq':
        return this.#pinsEqual(where.args);
      default:
        return false;
    }
  }

  #pinsEqual([left, right]: readonly Expr[]): boolean {
    return left !== undefined && right !== undefined && (this.#pinsPair(left, right) || this.#pinsPair(right, left));
  }

  /** The event on the left, the correlation on the right; equal hashes and equal records mean equal parts. */
  #pinsPair(event: Expr, other: Expr): boolean {
    if (event.k === 'ref') return event.ref.root === 'event' && this.pathsIn(other).length > 0;
    if (event.k === 'op' && other.k === 'op') {
      const [inner, twin] = [event.args[0], other.args[0]];
      const oneToOne = event.op === other.op && (event.op === 'hash' || event.op === 'hash_bytes');
      return oneToOne && inner !== undefined && twin !== undefined && this.#pinsPair(inner, twin);
    }
    if (event.k === 'record' && other.k === 'record') {
      return event.fields.some(([name, field]) => {
        const twin = other.fields.find(([otherName]) => otherName === name)?.[1];
        return twin !== undefined && this.#pinsPair(field, twin);
      });
    }
    return false;
  }

  /** What the only step that binds the variable assigns to it, or the step that is named. */
  #assigned({ root, name }: Reference): Expr | undefined {
    const [only, ...others] = root === 'var' ? (this.#model.variables.get(name)?.writers ?? []) : root === 'step' ? [this.#model.byId.get(name)?.index ?? -1] : [];
    const step = only === undefined || others.length > 0 ? undefined : this.#model.steps[only];
    return step?.op === 'assign' ? readExpr(step.json['expr']) : undefined;
  }

  #pathsOf({ root, name, path }: Reference): readonly (readonly string[])[] {
    switch (root) {
      case 'input':
        return behind(this.#correlation.inputPaths, path);
      case 'event':
        return [];
      case 'step':
        return behind(this.#ofStep.get(this.#model.byId.get(name)?.index ?? -1) ?? [], path);
      case 'var': {
        const [only, ...others] = this.#model.variables.get(name)?.writers ?? [];
        // A step that binds the name takes the value of the run away.
        if (name === CORRELATION && path.length === 0) return this.#correlation.variable === 'kept' || (this.#correlation.variable && only === undefined) ? [[]] : [];
        return only === undefined || others.length > 0 ? [] : behind(this.#ofStep.get(only) ?? [], path);
      }
    }
  }
}

/** What is left of the paths that begin with `path`. */
function behind(paths: readonly (readonly string[])[], path: readonly string[]): readonly (readonly string[])[] {
  return paths.filter((each) => path.every((segment, index) => each[index] === segment)).map((each) => each.slice(path.length));
}
