// What is left of a plan whose only mistakes stand in its steps and edges, so that the rest of it can be judged.
import { identify, type Identity } from './identity.ts';
import { STEP_FIELDS } from './identity/plan-reader.ts';
import { isJsonArray, isJsonObject, member, plainObject } from './identity/reader.ts';
import { coverOf } from './structure/cover.ts';
import { child, isIgnoredKey } from './structure/place.ts';
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { Memo } from './identity/reader.ts';
import type { StepOp } from './model/plan.ts';
import type { PlanGaps } from './node.ts';

export interface Salvaged {
  /** Broken steps lack the members that cannot be read, broken edges likewise; every step stands at its place. */
  readonly identity: Identity;
  readonly gaps: PlanGaps;
}

interface Part {
  readonly json: JsonObject;
  readonly gaps: ReadonlySet<string>;
}

const STAND_IN_STEP: JsonObject = plainObject([['id', 'x'], ['op', 'end']]);
const STAND_IN_EDGE: JsonObject = plainObject([['from', 'x'], ['to', 'x']]);

/** `faults` are pointers into `json`; those outside of steps and edges must be of members that `identify` drops. */
export const salvagePlan = (json: JsonObject, faults: readonly string[]): Salvaged | undefined => {
  const steps = member(json, 'steps');
  const edges = member(json, 'edges') ?? [];
  if (!isJsonArray(steps) || !isJsonArray(edges)) return undefined;
  const isFaulty = coverOf(faults);
  const broken = (list: string): ReadonlySet<number> => new Set(faults.flatMap((fault) => indexIn(fault, list) ?? []));
  const [badSteps, badEdges] = [broken('steps'), broken('edges')];
  const stubbed = (list: readonly JsonValue[], bad: ReadonlySet<number>, standIn: JsonObject): JsonValue => list.map((item, index) => (bad.has(index) ? standIn : item));
  const stub = plainObject([...Object.entries(json).filter(([key]) => key !== 'steps' && key !== 'edges'), ['steps', stubbed(steps, badSteps, STAND_IN_STEP)], ['edges', stubbed(edges, badEdges, STAND_IN_EDGE)]]);
  const identity = identify(stub);
  if (identity === undefined) return undefined;
  const parts = new Map([...badSteps].sort((a, b) => a - b).map((index) => [index, readStep(steps[index], (name) => isFaulty(child(`/steps/${index}`, name)) || hasBelow(faults, child(`/steps/${index}`, name)))]));
  const restored = (list: string, at: (index: number) => JsonObject | undefined): JsonValue => {
    const typed = member(identity.node, list);
    return isJsonArray(typed) ? typed.map((item, index) => at(index) ?? item) : [];
  };
  const node = plainObject([
    ...Object.entries(identity.node).filter(([key]) => key !== 'steps' && key !== 'edges'),
    ['steps', restored('steps', (index) => parts.get(index)?.json)],
    ['edges', restored('edges', (index) => (badEdges.has(index) ? readEdge(edges[index]) : undefined))],
  ]);
  return { identity: { ...identity, node }, gaps: { steps: new Map([...parts].map(([index, { gaps }]) => [index, gaps])), edges: badEdges.size > 0 } };
};

/** Whether a pointer stands in a step or an edge of a plan. */
export const isInGraph = (pointer: string): boolean => indexIn(pointer, 'steps') !== undefined || indexIn(pointer, 'edges') !== undefined;

const indexIn = (pointer: string, list: string): number | undefined => {
  const [, first, index] = pointer.split('/');
  return first === list && index !== undefined && /^\d+$/u.test(index) ? Number(index) : undefined;
};

const hasBelow = (faults: readonly string[], pointer: string): boolean => faults.some((fault) => fault.startsWith(`${pointer}/`));

const isStepOp = (op: JsonValue | undefined): op is StepOp => typeof op === 'string' && Object.hasOwn(STEP_FIELDS, op);

function readStep(json: JsonValue | undefined, isFaulty: (member: string) => boolean): Part {
  if (!isJsonObject(json)) return { json: plainObject([]), gaps: new Set(['id', 'op', 'bind']) };
  const id = member(json, 'id');
  const named: readonly (readonly [string, JsonValue])[] = typeof id === 'string' && id !== '' ? [['id', id]] : [];
  const op = member(json, 'op');
  const { members, gaps } = isStepOp(op) ? readMembers(json, op, isFaulty) : guessMembers(json);
  return { json: plainObject([...named, ...members]), gaps: named.length === 0 ? new Set([...gaps, 'id']) : gaps };
}

interface Members {
  readonly members: readonly (readonly [string, JsonValue])[];
  readonly gaps: ReadonlySet<string>;
}

/** A surplus member may be any absent one misspelt. */
function readMembers(json: JsonObject, op: StepOp, isFaulty: (member: string) => boolean): Members {
  const memo: Memo = new Map();
  const fields = STEP_FIELDS[op];
  const known = new Set(['id', 'op', ...fields.map(({ name }) => name)]);
  const hasSurplus = Object.keys(json).some((key) => !known.has(key) && !isIgnoredKey(key));
  const members: (readonly [string, JsonValue])[] = [['op', op]];
  const gaps = new Set<string>();
  for (const { name, rule, reader } of fields) {
    const given = member(json, name);
    if (given === undefined || (given === null && rule === 'optional')) {
      if (rule === 'required' || hasSurplus) gaps.add(name);
      continue;
    }
    // What a `bind` holds beside its name does not change the name.
    const typed = isFaulty(name) && name !== 'bind' ? undefined : reader(given, memo);
    if (typed === undefined) gaps.add(name);
    else members.push([name, typed.value]);
  }
  return { members, gaps };
}

/** Of an unknown op only what it binds is known: a handle is that of an emit, and what only has a result ends the plan. */
function guessMembers(json: JsonObject): Members {
  const bind = member(json, 'bind');
  const gaps = new Set(['op']);
  if (bind === undefined) return { members: [['op', Object.hasOwn(json, 'result') ? 'end' : '']], gaps: gaps.add('result') };
  const names = isJsonObject(bind) ? Object.entries(bind).filter(([, name]) => typeof name === 'string') : [];
  const [first] = names;
  if (names.length !== 1 || first === undefined) return { members: [['op', '']], gaps: gaps.add('bind') };
  return { members: [['op', first[0] === 'effect_id_as' ? 'emit_effect' : ''], ['bind', plainObject([first])]], gaps };
}

function readEdge(json: JsonValue | undefined): JsonObject {
  const ends = isJsonObject(json) ? ['from', 'to'].map((name) => [name, member(json, name)] as const) : [];
  return plainObject(ends.flatMap(([name, step]) => (typeof step === 'string' ? [[name, step] as const] : [])));
}
