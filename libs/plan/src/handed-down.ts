// Which paths of a child's input hold the correlation value of its parent.
import { joinPointer } from '@nx-air/canon';
import type { Carriers } from './correlation.ts';
import type { Expr } from './expr/expr.ts';
import { readExpr, type StepModel } from './flow/plan-model.ts';

type Paths = ReturnType<Carriers['pathsIn']>;

/** For `spawn_plan`, and for `spawn_for_each` those that every item has; of another step none. */
export function handedDown(step: StepModel, carriers: Carriers): Paths {
  if (step.op === 'spawn_plan') return pathsOf(readExpr(step.json['input']), carriers);
  if (step.op !== 'spawn_for_each') return [];
  const inputs = readExpr(step.json['inputs']);
  const items = inputs && carriers.itemsOf(inputs);
  return items ? inAll(items.map((item) => carriers.pathsIn(item))) : [];
}

const pathsOf = (expr: Expr | undefined, carriers: Carriers): Paths => (expr ? carriers.pathsIn(expr) : []);

const nameOf = (path: readonly string[]): string => joinPointer('', ...path);

/** The paths that every list has. */
export function inAll(lists: readonly Paths[]): Paths {
  const [first = [], ...others] = lists.map((paths) => new Map(paths.map((path) => [nameOf(path), path])));
  return [...first].flatMap(([name, path]) => (others.every((other) => other.has(name)) ? [path] : []));
}
