// Whether a plan has the graph of another one: each step for a step, each edge for an edge, under other names and with another input.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { parseReference, type Reference } from '../expr/reference.ts';
import { isArray, isObject, objectOf, objectsOf, textMembers, textOf } from '../members.ts';
import { stepsInOrder } from '../step-order.ts';
import { inputPath, isCarried, sameJson, withPlace, type InputMap } from './input-map.ts';

export type Match = { readonly ok: true; readonly input: InputMap } | { readonly ok: false; readonly why: string };

/** Steps that are tried for one another; a plan built to have more likenesses is left as it is. */
const MOST_TRIES = 20_000;

/** What stands for what, from names of the core to names of the copy. Immutable. */
interface Pairing {
  readonly steps: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
  readonly input: InputMap;
}

interface Graph {
  readonly steps: readonly JsonObject[];
  readonly edges: ReadonlyMap<string, JsonValue>;
  readonly into: ReadonlyMap<string, readonly string[]>;
  readonly outOf: ReadonlyMap<string, number>;
  readonly bound: ReadonlySet<string>;
  readonly locals: JsonObject;
}

const idOf = (step: JsonObject): string => textOf(step, 'id') ?? '';

function graphOf(plan: JsonObject): Graph {
  const edges = objectsOf(plan, 'edges').map((edge) => ({ from: textOf(edge, 'from') ?? '', to: textOf(edge, 'to') ?? '', when: edge['when'] ?? null }));
  const into = new Map<string, string[]>();
  const outOf = new Map<string, number>();
  for (const { from, to } of edges) {
    into.set(to, [...(into.get(to) ?? []), from]);
    outOf.set(from, (outOf.get(from) ?? 0) + 1);
  }
  const steps = stepsInOrder(plan);
  const bound = new Set(steps.flatMap((step) => textMembers(objectOf(step, 'bind')).map(([, name]) => name)));
  return { steps, edges: new Map(edges.map(({ from, to, when }) => [`${from} ${to}`, when])), into, outOf, bound, locals: objectOf(plan, 'locals') };
}

/** Both normalised and free of findings about their graph. A match is a proof: every part of the core was compared. */
export function matchPlans(copy: JsonObject, core: JsonObject): Match {
  const [mine, theirs] = [graphOf(copy), graphOf(core)];
  if (mine.steps.length !== theirs.steps.length) return { ok: false, why: `${mine.steps.length} steps, the core has ${theirs.steps.length}` };
  if (mine.edges.size !== theirs.edges.size) return { ok: false, why: `${mine.edges.size} edges, the core has ${theirs.edges.size}` };
  if ((textOf(copy, 'output') ?? '') !== (textOf(core, 'output') ?? '')) return { ok: false, why: `output ${textOf(copy, 'output') ?? 'none'}, that of the core is ${textOf(core, 'output') ?? 'none'}` };
  return new Search(mine, theirs).run();
}

interface Frame {
  readonly pairing: Pairing;
  readonly candidates: readonly JsonObject[];
  next: number;
}

/** Depth first along the order of the core, with a stack of its own. */
class Search {
  readonly #mine: Graph;
  readonly #theirs: Graph;
  #tries = 0;
  /** How many steps of the core were matched at best. */
  #deepest = 0;

  constructor(mine: Graph, theirs: Graph) {
    this.#mine = mine;
    this.#theirs = theirs;
  }

  run(): Match {
    const start: Pairing = { steps: new Map(), variables: new Map(), input: new Map() };
    const frames: Frame[] = [{ pairing: start, candidates: this.#candidates(0, start), next: 0 }];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const step = this.#theirs.steps[frames.length - 1];
      if (!step) return { ok: true, input: frame.pairing.input };
      const candidate = frame.candidates[frame.next];
      frame.next += 1;
      this.#tries += 1;
      if (!candidate || this.#tries > MOST_TRIES) {
        frames.pop();
        continue;
      }
      const pairing = this.#pair(step, candidate, frame.pairing);
      if (!pairing) continue;
      this.#deepest = Math.max(this.#deepest, frames.length);
      frames.push({ pairing, candidates: this.#candidates(frames.length, pairing), next: 0 });
    }
    const stuck = this.#theirs.steps[this.#deepest];
    return { ok: false, why: `no step does what ${stuck ? idOf(stuck) : 'each step'} of the core does` };
  }

  /** Steps of the copy that stand in the graph where the core's step does. */
  #candidates(position: number, { steps }: Pairing): readonly JsonObject[] {
    const step = this.#theirs.steps[position];
    if (!step) return [];
    const taken = new Set(steps.values());
    const sources = (this.#theirs.into.get(idOf(step)) ?? []).map((source) => steps.get(source) ?? '');
    const outgoing = this.#theirs.outOf.get(idOf(step)) ?? 0;
    return this.#mine.steps.filter((each) => {
      const id = idOf(each);
      if (taken.has(id) || each['op'] !== step['op'] || (this.#mine.outOf.get(id) ?? 0) !== outgoing) return false;
      const into = this.#mine.into.get(id) ?? [];
      return into.length === sources.length && sources.every((source) => into.includes(source));
    });
  }

  #pair(step: JsonObject, candidate: JsonObject, before: Pairing): Pairing | undefined {
    const { id: _id, bind: _bind, ...body } = step;
    const { id: _mine, bind: _mineBind, ...mine } = candidate;
    let pairing = this.#unify(body, mine, before);
    const [given, wanted] = [textMembers(objectOf(candidate, 'bind')), textMembers(objectOf(step, 'bind'))];
    if (given.length !== wanted.length) return undefined;
    for (const [key, name] of wanted) pairing = pairing && this.#pairVariable(name, given.find(([other]) => other === key)?.[1] ?? '', pairing);
    pairing = pairing && { ...pairing, steps: new Map(pairing.steps).set(idOf(step), idOf(candidate)) };
    for (const source of this.#theirs.into.get(idOf(step)) ?? []) {
      const when = this.#theirs.edges.get(`${source} ${idOf(step)}`) ?? null;
      const mineWhen = this.#mine.edges.get(`${pairing?.steps.get(source) ?? ''} ${idOf(candidate)}`) ?? null;
      pairing = pairing && this.#unify(when, mineWhen, pairing);
    }
    return pairing;
  }

  #pairVariable(name: string, mine: string, pairing: Pairing): Pairing | undefined {
    const known = pairing.variables.get(name);
    if (known !== undefined) return known === mine ? pairing : undefined;
    if ([...pairing.variables.values()].includes(mine) || !sameJson(this.#theirs.locals[name] ?? null, this.#mine.locals[mine] ?? null)) return undefined;
    return { ...pairing, variables: new Map(pairing.variables).set(name, mine) };
  }

  /** Compares part by part; a reference to the core's input takes whatever the copy has there. */
  #unify(core: JsonValue, mine: JsonValue, pairing: Pairing): Pairing | undefined {
    const path = inputPath(core);
    if (path) {
      const input = isCarried(mine) && isObject(mine) ? withPlace(pairing.input, path, mine) : undefined;
      return input && { ...pairing, input };
    }
    if (isArray(core)) {
      if (!isArray(mine) || mine.length !== core.length) return undefined;
      return core.reduce<Pairing | undefined>((done, item, index) => done && this.#unify(item, mine[index] ?? null, done), pairing);
    }
    if (!isObject(core)) return sameJson(core, mine) ? pairing : undefined;
    if (!isObject(mine)) return undefined;
    const [theirs, ours] = [core['ref'], mine['ref']].map((text) => (typeof text === 'string' ? parseReference(text) : undefined));
    if (theirs || ours) return theirs && ours ? this.#unifyReference(theirs, ours, pairing) : undefined;
    const keys = Object.keys(core);
    if (keys.length !== Object.keys(mine).length) return undefined;
    return keys.reduce<Pairing | undefined>((done, key) => (done && Object.hasOwn(mine, key) ? this.#unify(core[key] ?? null, mine[key] ?? null, done) : undefined), pairing);
  }

  #unifyReference(core: Reference, mine: Reference, pairing: Pairing): Pairing | undefined {
    if (core.root !== mine.root) return undefined;
    if (core.root === 'step') {
      return pairing.steps.get(core.name) === mine.name && sameTexts(core.path, mine.path) ? pairing : undefined;
    }
    if (core.root !== 'var') return sameTexts(core.path, mine.path) ? pairing : undefined;
    const [theirs, ours] = [split(core, this.#theirs.bound), split(mine, this.#mine.bound)];
    if (!sameTexts(theirs.path, ours.path)) return undefined;
    // A name that no step binds, such as `correlation_id`, keeps its meaning.
    if (!this.#theirs.bound.has(theirs.name)) return theirs.name === ours.name && !this.#mine.bound.has(ours.name) ? pairing : undefined;
    return this.#pairVariable(theirs.name, ours.name, pairing);
  }
}

const sameTexts = (left: readonly string[], right: readonly string[]): boolean => left.length === right.length && left.every((text, index) => right[index] === text);

/** A variable whose name holds dots wins over a field. */
function split({ name, path }: Reference, bound: ReadonlySet<string>): { readonly name: string; readonly path: readonly string[] } {
  const dotted = [name, ...path].join('.');
  return bound.has(dotted) ? { name: dotted, path: [] } : { name, path };
}
