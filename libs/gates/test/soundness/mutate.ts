// Single changes to a plan: what people get wrong, and changes at random.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { Random } from './random.ts';

type Json = { [key: string]: JsonValue };
interface Plan extends Json {
  steps: Json[];
  edges: Json[];
}
/** A place that holds an expression. */
interface Slot {
  readonly holder: Json | JsonValue[];
  readonly key: string | number;
  readonly value: Json;
}

export type Mutation = (plan: Plan, random: Random) => void;

const op = (name: string, ...args: JsonValue[]): JsonValue => ({ op: name, args });
const ref = (text: string): JsonValue => ({ ref: text });
const EMIT_PARAMS: JsonValue = { record: { x: { nat: 1 }, label: { null: {} } } };

/** Every expression node below steps and edges. */
function slots(plan: Plan): Slot[] {
  const found: Slot[] = [];
  const walk = (holder: Json | JsonValue[], key: string | number): void => {
    const value = (holder as Json)[key];
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value) && ('ref' in value || 'op' in value)) found.push({ holder, key, value: value as Json });
    for (const inner of Object.keys(value)) walk(value as Json, inner);
  };
  for (const step of plan.steps) for (const field of ['params', 'idempotency_key', 'value', 'where', 'expr', 'result']) walk(step, field);
  for (const edge of plan.edges) walk(edge, 'when');
  return found;
}

function put({ holder, key }: Slot, value: JsonValue): void {
  (holder as Json)[key] = value;
}

function replace(plan: Plan, random: Random, by: (slot: Slot) => JsonValue, which: (slot: Slot) => boolean = () => true): void {
  const fitting = slots(plan).filter(which);
  if (fitting.length > 0) {
    const slot = random.pick(fitting);
    put(slot, by(slot));
  }
}

const isRef = ({ value }: Slot): boolean => 'ref' in value;
const isOp = ({ value }: Slot): boolean => 'op' in value;

/** A step after a random one, so that what it reads may be bound. */
function insert(plan: Plan, random: Random, step: Json): void {
  const source = random.pick(plan.steps.filter((each) => each['op'] !== 'end'));
  plan.steps.push(step);
  plan.edges.push({ from: String(source['id']), to: String(step['id']) });
}

const assign = (expr: JsonValue, as = 'mv'): Json => ({ id: 'mutant', op: 'assign', expr, bind: { as } });
const adding = (...exprs: JsonValue[]): Mutation => (plan, random) => insert(plan, random, assign(random.pick(exprs)));

function steps(plan: Plan, name: string): Json[] {
  return plan.steps.filter((step) => step['op'] === name);
}

const emit = (id: string, handle: string): Json => ({ id, op: 'emit_effect', kind: 'words', params: EMIT_PARAMS, cap: 'any', bind: { effect_id_as: handle } });
const await_ = (id: string, handle: string): Json => ({ id, op: 'await_receipt', for: ref(`@var:${handle}`), bind: { as: `${id}_v` } });

const isStatusTest = ({ value }: Slot): boolean => (value['op'] === 'eq' || value['op'] === 'ne') && JSON.stringify(value).includes('.$status');

/** Another step, behind a guard. */
function guarded(plan: Plan, random: Random, when: JsonValue): void {
  insert(plan, random, assign({ nat: 1 }));
  const edge = plan.edges.at(-1);
  if (edge) edge['when'] = when;
}

/** By what they are called in the counts. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'drop an edge': (plan, random) => void plan.edges.splice(random.below(plan.edges.length || 1), 1),
  'drop a guard': (plan, random) => {
    const guarded = plan.edges.filter((edge) => 'when' in edge);
    if (guarded.length > 0) delete random.pick(guarded)['when'];
  },
  'negate a guard': (plan, random) => {
    const guarded = plan.edges.filter((edge) => 'when' in edge);
    if (guarded.length === 0) return;
    const edge = random.pick(guarded);
    edge['when'] = op('not', edge['when'] ?? null);
  },
  'add an edge': (plan, random) => {
    const [from, to] = [random.pick(plan.steps), random.pick(plan.steps)];
    plan.edges.push({ from: String(from['id']), to: String(to['id']) });
  },
  'move an edge': (plan, random) => {
    if (plan.edges.length > 0) random.pick(plan.edges)['from'] = String(random.pick(plan.steps)['id']);
  },
  'duplicate an edge': (plan, random) => void (plan.edges.length > 0 && plan.edges.push({ ...random.pick(plan.edges) })),
  'name an unknown step in an edge': (plan, random) => void (plan.edges.length > 0 && (random.pick(plan.edges)['to'] = 'nowhere')),
  'give an id twice': (plan, random) => void (random.pick(plan.steps)['id'] = String(random.pick(plan.steps)['id'])),
  'remove a step': (plan, random) => void plan.steps.splice(random.below(plan.steps.length), 1),
  'reverse the steps': (plan) => void plan.steps.reverse(),
  'swap two references': (plan, random) => {
    const other = slots(plan).filter(isRef);
    if (other.length > 0) replace(plan, random, () => ({ ...random.pick(other).value }), isRef);
  },
  'read a variable from anywhere': (plan, random) => {
    const binds = plan.steps.flatMap((step) => Object.values((step['bind'] ?? {}) as Json));
    if (binds.length > 0) replace(plan, random, () => ref(`@var:${String(random.pick(binds))}`), isRef);
  },
  'read a step from anywhere': (plan, random) => replace(plan, random, () => ref(`@step:${String(random.pick(plan.steps)['id'])}`), isRef),
  'close a cycle': (plan, random) => {
    if (plan.edges.length === 0) return;
    const edge = random.pick(plan.edges);
    plan.edges.push({ from: String(edge['to']), to: String(edge['from']) });
  },
  'unknown variable': (plan, random) => replace(plan, random, () => ref('@var:nobody')),
  'unknown step': (plan, random) => replace(plan, random, () => ref('@step:nobody')),
  'unknown field': (plan, random) => replace(plan, random, ({ value }) => ref(`${String(value['ref'])}.nothing`), isRef),
  'another operator': (plan, random) => replace(plan, random, ({ value }) => ({ ...value, op: random.pick(['len', 'add', 'concat', 'eq', 'not', 'get', 'lt']) }), isOp),
  'fewer arguments': (plan, random) => replace(plan, random, ({ value }) => ({ ...value, args: [] }), isOp),
  'another constant': (plan, random) => replace(plan, random, () => random.pick<JsonValue>([{ nat: 1 }, { text: 'a' }, { bool: true }, { null: {} }])),
  'a variable before it is bound': (plan, random) => {
    plan.steps.push(assign({ nat: 1 }));
    replace(plan, random, () => ref('@var:mv'));
  },
  'a variable bound on one of two ways': (plan, random) => {
    guarded(plan, random, ref('@plan.input.flag'));
    const from = plan.edges.at(-1)?.['from'] ?? '';
    plan.steps.push({ ...assign(ref('@var:mv'), 'mv2'), id: 'mutant2' });
    plan.edges.push({ from: 'mutant', to: 'mutant2' }, { from, to: 'mutant2' });
  },
  'an event where there is none': adding(ref('@event.name')),
  'a fault without status': (plan) => {
    plan.steps.push(emit('mutant', 'mh'), await_('mutant2', 'mh'), { ...assign(ref('@step:mutant2.$fault.code')), id: 'mutant3' });
    plan.edges.push({ from: 'mutant', to: 'mutant2' }, { from: 'mutant2', to: 'mutant3' });
  },
  'a payload without status': (plan) => {
    const tested = steps(plan, 'await_receipt').find((step) => JSON.stringify(plan.edges).includes(`@step:${String(step['id'])}.$status`));
    if (!tested) return;
    const id = String(tested['id']);
    plan.steps.push(assign(ref(`@step:${id}`)));
    plan.edges.push({ from: id, to: 'mutant' });
  },
  'an option as it is': adding(op('len', ref('@plan.input.note')), ref('@plan.input.maybe.x'), op('add', ref('@plan.input.limit'), { nat: 1 })),
  'an arm as it is': adding(ref('@plan.input.choice.$value')),
  'a key as it is': adding(ref('@plan.input.counts.a')),
  'two meanings': (plan, random) => {
    insert(plan, random, assign(ref('@plan.input'), 'amb'));
    plan.steps.push({ ...assign({ nat: 1 }, 'amb.count'), id: 'mutant2' });
    plan.steps.push({ ...assign(ref('@var:amb.count'), 'mv2'), id: 'mutant3' });
    plan.edges.push({ from: 'mutant', to: 'mutant2' }, { from: 'mutant2', to: 'mutant3' });
  },
  'a wrong operand': adding(op('len', ref('@plan.input.count')), op('not', ref('@plan.input.name')), op('add', ref('@plan.input.at'), { nat: 1 })),
  'a comparison of two types': adding(op('eq', ref('@plan.input.name'), { nat: 1 }), op('ne', ref('@plan.input.sum'), ref('@plan.input.raw'))),
  'a bad key': adding({ set: [ref('@plan.input.flag')] }, { map: [{ key: ref('@plan.input.raw'), value: { nat: 1 } }] }),
  'mixed items': adding({ list: [ref('@plan.input.name'), ref('@plan.input.count')] }),
  'a record that lacks a field': (plan) => {
    const raise = steps(plan, 'raise_event')[0];
    if (raise) raise['value'] = { record: { name: ref('@plan.input.name'), choice: ref('@plan.input.choice') } };
    else plan.steps.push({ id: 'mutant', op: 'raise_event', event: 't/Point@1', value: { record: { label: ref('@plan.input.note') } } });
  },
  'a record with another field': (plan) =>
    void plan.steps.push({ id: 'mutant', op: 'raise_event', event: 't/Point@1', value: { record: { x: ref('@plan.input.count'), y: { nat: 1 } } } }),
  'another arm': (plan) =>
    void plan.steps.push({ id: 'mutant', op: 'raise_event', event: 't/Choice@1', value: { variant: { tag: 'D', value: ref('@plan.input.name') } } }),
  'a value of another type': (plan) => void plan.steps.push({ id: 'mutant', op: 'raise_event', event: 't/Nat@1', value: ref('@plan.input.name') }),
  'two types for one variable': (plan, random) => {
    insert(plan, random, assign(ref('@plan.input.name'), 'mv'));
    plan.steps.push({ ...assign(ref('@plan.input.count'), 'mv'), id: 'mutant2' });
    plan.edges.push({ from: 'mutant', to: 'mutant2' });
  },
  'a race': (plan) => void plan.steps.push(assign({ nat: 1 }), { ...assign({ nat: 2 }), id: 'mutant2' }),
  'a handle bound twice': (plan) => void plan.steps.push(emit('mutant', 'mh'), emit('mutant2', 'mh')),
  'a handle awaited twice': (plan) => {
    plan.steps.push(emit('mutant', 'mh'), await_('mutant2', 'mh'), await_('mutant3', 'mh'));
    plan.edges.push({ from: 'mutant', to: 'mutant2' }, { from: 'mutant2', to: 'mutant3' });
  },
  'a handle as a value': (plan) => {
    plan.steps.push(emit('mutant', 'mh'), { ...assign(ref('@var:mh')), id: 'mutant2' });
    plan.edges.push({ from: 'mutant', to: 'mutant2' });
  },
  'an await of no handle': (plan, random) => {
    const awaits = steps(plan, 'await_receipt');
    if (awaits.length > 0) random.pick(awaits)['for'] = ref('@var:nobody');
    else plan.steps.push(await_('mutant', 'nobody'));
  },
  'an await beside its emit': (plan) => void plan.steps.push(await_('mutant2', 'mh'), emit('mutant', 'mh')),
  'an end without a result': (plan, random) => {
    const ends = steps(plan, 'end').filter((step) => 'result' in step);
    if (ends.length > 0) delete random.pick(ends)['result'];
  },
  'no end': (plan) => {
    plan['output'] ??= 't/Out@1';
    plan.steps = plan.steps.filter((step) => step['op'] !== 'end');
    const ids = new Set(plan.steps.map((step) => step['id']));
    plan.edges = plan.edges.filter((edge) => ids.has(edge['to'] ?? '') && ids.has(edge['from'] ?? ''));
  },
  'a step behind an end': (plan, random) => {
    const ends = steps(plan, 'end');
    if (ends.length === 0) return;
    plan.steps.push(assign({ nat: 1 }));
    plan.edges.push({ from: String(random.pick(ends)['id']), to: 'mutant' });
  },
  'a join with an end': (plan, random) => {
    const ends = steps(plan, 'end');
    if (ends.length === 0) return;
    insert(plan, random, assign({ nat: 1 }));
    plan.edges.push({ from: String(random.pick(ends)['id']), to: 'mutant' });
  },
  'a guard that is false': (plan, random) => {
    insert(plan, random, assign({ nat: 1 }));
    const edge = plan.edges.at(-1);
    if (edge) edge['when'] = random.pick<JsonValue>([{ bool: false }, op('eq', ref('@plan.input.name'), { null: {} }), op('and', ref('@plan.input.flag'), op('not', ref('@plan.input.flag')))]);
  },
  'an option of bool as a guard': (plan, random) => guarded(plan, random, ref('@plan.input.agreed')),
  'an option of bool compared': (plan, random) => guarded(plan, random, op(random.pick(['eq', 'ne']), ref('@plan.input.agreed'), { bool: random.chance(50) })),
  'an option of bool negated': (plan, random) => guarded(plan, random, op('not', ref('@plan.input.agreed'))),
  'correlation_id bound again': (plan, random) => insert(plan, random, assign(ref('@plan.input.name'), 'correlation_id')),
  'correlation_id bound to another type': (plan, random) => insert(plan, random, assign(ref('@plan.input.count'), 'correlation_id')),
  'correlation_id bound beside': (plan) => void plan.steps.push(assign(ref('@plan.input.name'), 'correlation_id')),
  'bind a name again': (plan, random) => {
    const binding = plan.steps.filter((step) => step['op'] !== 'emit_effect' && 'bind' in step);
    if (binding.length < 2) return;
    const other = (random.pick(binding)['bind'] as Json)['as'] ?? '';
    random.pick(binding)['bind'] = { as: other };
  },
  'swap two guards': (plan, random) => {
    const holding = plan.edges.filter((edge) => 'when' in edge);
    if (holding.length < 2) return;
    const [left, right] = [random.pick(holding), random.pick(holding)];
    [left['when'], right['when']] = [right['when'] ?? null, left['when'] ?? null];
  },
  'swap the arguments': (plan, random) => replace(plan, random, ({ value }) => ({ ...value, args: (value['args'] as JsonValue[]).toReversed() }), isOp),
  'and for or': (plan, random) =>
    replace(plan, random, ({ value }) => ({ ...value, op: value['op'] === 'and' ? 'or' : 'and' }), ({ value }) => value['op'] === 'and' || value['op'] === 'or'),
  'equal for unequal': (plan, random) =>
    replace(plan, random, ({ value }) => ({ ...value, op: value['op'] === 'eq' ? 'ne' : 'eq' }), ({ value }) => value['op'] === 'eq' || value['op'] === 'ne'),
  'another local': (plan, random) => {
    const locals = (plan['locals'] ?? {}) as Json;
    const names = Object.keys(locals);
    if (names.length > 0) locals[random.pick(names)] = random.pick(['t/Text@1', 't/Nat@1', 't/Int@1', 't/OptText@1', 't/Point@1', 't/OptPoint@1', 't/Bool@1', 't/OptBool@1']);
  },
  'no local': (plan, random) => {
    const locals = (plan['locals'] ?? {}) as Json;
    const names = Object.keys(locals);
    if (names.length > 0) delete locals[random.pick(names)];
  },
  'another effect': (plan, random) => {
    const emits = steps(plan, 'emit_effect');
    if (emits.length > 0) random.pick(emits)['kind'] = random.pick(['plain', 'maybe', 'words', 'choose']);
  },
  'another status': (plan, random) =>
    replace(plan, random, ({ value }) => ({ ...value, args: [(value['args'] as JsonValue[])[0] ?? null, { text: random.pick(['ok', 'error', 'timeout']) }] }), isStatusTest),
  'the value of an emit': (plan, random) => {
    const emits = steps(plan, 'emit_effect');
    if (emits.length === 0) return;
    const id = String(random.pick(emits)['id']);
    plan.steps.push(assign(ref(random.chance(50) ? `@step:${id}` : `@step:${id}.intent_id`)));
    plan.edges.push({ from: id, to: 'mutant' });
  },
  'wait for another event': (plan, random) => {
    const waits = steps(plan, 'await_event');
    if (waits.length > 0) random.pick(waits)['event'] = random.pick(['t/Point@1', 't/Choice@1', 't/Text@1']);
  },
};

export const MUTATION_NAMES = Object.keys(MUTATIONS);

/** A copy of the plan with one change; undefined where the plan has nothing to change so. */
export function mutate(plan: JsonObject, name: string, random: Random): JsonObject | undefined {
  const copy = structuredClone(plan) as Plan;
  MUTATIONS[name]?.(copy, random);
  return JSON.stringify(copy) === JSON.stringify(plan) ? undefined : copy;
}
