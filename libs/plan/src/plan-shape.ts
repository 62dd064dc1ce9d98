// The shape of a plan: a hash of its graph that does not depend on names of plan, steps and variables or on their order.
import { hashValue, type CanonValue, type Hash, type JsonObject, type JsonValue } from '@nx-air/canon';
import { compareText } from '@nx-air/canon/json';
import { parseReference } from './expr/reference.ts';
import { isArray, isObject, objectOf, objectsOf, textMembers, textOf } from './members.ts';

/** Rounds of refinement; a label then knows everything within this many edges or references. */
const MOST_ROUNDS = 12;

type Labels = ReadonlyMap<string, string>;

interface Names {
  readonly steps: Labels;
  readonly variables: Labels;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly when: JsonValue;
}

/**
 * Equal for plans that are equal after renaming (and with a collision of labels, which takes graphs built for it, for
 * some that are not: good for a warning, no proof). Colour refinement over steps and variables.
 */
export function shapeOf(plan: JsonObject): Hash {
  const steps = objectsOf(plan, 'steps').map((step) => ({ id: textOf(step, 'id') ?? '', step, binds: textMembers(objectOf(step, 'bind')) }));
  const edges = objectsOf(plan, 'edges').map((edge): Edge => ({ from: textOf(edge, 'from') ?? '', to: textOf(edge, 'to') ?? '', when: edge['when'] ?? null }));
  const locals = new Map(textMembers(objectOf(plan, 'locals')));
  const variables = [...new Set([...locals.keys(), ...steps.flatMap(({ binds }) => binds.map(([, name]) => name))])];
  let names: Names = { steps: new Map(), variables: new Map(variables.map((name) => [name, locals.get(name) ?? ''])) };
  let distinct = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    names = refine(names);
    const count = new Set(names.steps.values()).size + new Set(names.variables.values()).size;
    if (round > 1 && count === distinct) break;
    distinct = count;
  }
  const { name: _name, steps: _steps, edges: _edges, locals: _locals, ...rest }: JsonObject = plan;
  return hashValue({
    rest,
    steps: sorted(names.steps.values()),
    locals: sorted([...locals.keys()].map((name) => names.variables.get(name) ?? '')),
    edges: sorted(edges.map((edge) => hashValue([names.steps.get(edge.from) ?? '', names.steps.get(edge.to) ?? '', renamed(edge.when, names)]))),
  });

  function refine(known: Names): Names {
    const label = (id: string): string => known.steps.get(id) ?? '';
    const inward = groupBy(edges, ({ to }) => to, (edge) => hashValue([label(edge.from), renamed(edge.when, known)]));
    const outward = groupBy(edges, ({ from }) => from, (edge) => hashValue([label(edge.to), renamed(edge.when, known)]));
    const labels = new Map<string, string>();
    for (const { id, step, binds } of steps) {
      const { id: _id, bind: _bind, ...body }: JsonObject = step;
      const bound = binds.map(([key, name]) => [key, known.variables.get(name) ?? '']);
      labels.set(id, hashValue([renamed(body, known), bound, sorted(inward.get(id) ?? []), sorted(outward.get(id) ?? [])]));
    }
    const writers = groupBy(steps.flatMap(({ id, binds }) => binds.map(([, name]) => ({ id, name }))), ({ name }) => name, ({ id }) => labels.get(id) ?? '');
    return { steps: labels, variables: new Map(variables.map((name) => [name, hashValue([locals.get(name) ?? '', sorted(writers.get(name) ?? [])])])) };
  }
}

const sorted = (texts: Iterable<string>): readonly string[] => [...texts].sort(compareText);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string, valueOf: (item: T) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(valueOf(item));
    else groups.set(key, [valueOf(item)]);
  }
  return groups;
}

/** The value with every reference to a step or variable written with the label of what it means. */
function renamed(value: JsonValue, names: Names): CanonValue {
  if (isArray(value)) return value.map((item) => renamed(item, names));
  if (!isObject(value)) return value;
  const reference = typeof value['ref'] === 'string' ? parseReference(value['ref']) : undefined;
  if (reference?.root === 'step') return ['step', names.steps.get(reference.name) ?? '', ...reference.path];
  if (reference?.root === 'var') {
    const dotted = [reference.name, ...reference.path].join('.');
    const whole = names.variables.get(dotted);
    if (whole !== undefined) return ['var', whole];
    // A name that no step binds, such as `correlation_id`, keeps its meaning.
    return ['var', names.variables.get(reference.name) ?? reference.name, ...reference.path];
  }
  return new Map(Object.entries(value).map(([key, item]) => [key, renamed(item, names)]));
}
