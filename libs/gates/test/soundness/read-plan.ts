// A plan as the explorer walks it: steps by number, expressions read once.
import type { PlanView } from '@nx-air/plan/check';
import { parseExpr, type Expr, type Term } from '@nx-air/plan/runtime';
import type { JsonObject, JsonValue } from '@nx-air/canon';

export interface Step {
  readonly index: number;
  readonly id: string;
  readonly op: string;
  readonly binds: string;
  /** By slot. */
  readonly exprs: ReadonlyMap<string, Expr>;
  /** Type of the value: of the event, parameters, local or result; undefined where there is none. */
  readonly term: Term | undefined;
  /** Of an await_receipt: the emit whose receipt it takes. */
  readonly emit: number;
  /** Of an emit_effect. */
  readonly kind: string;
  readonly receipt: Term | undefined;
  readonly event: string;
  /** Whether an outgoing guard reads the status. */
  readonly isTested: boolean;
}

export interface Guarded {
  readonly from: number;
  readonly when: Expr | undefined;
}

export interface ReadPlan {
  readonly input: Term;
  readonly output: Term | undefined;
  readonly steps: readonly Step[];
  readonly into: readonly (readonly Guarded[])[];
  readonly next: readonly (readonly number[])[];
}

const text = (json: JsonValue | undefined): string => (typeof json === 'string' ? json : '');
const named = (name: string): Term | undefined => (name === '' ? undefined : { kind: 'ref', name });
const SLOTS = ['params', 'idempotency_key', 'value', 'where', 'expr', 'result'];

/** Undefined where the plan cannot run at all: an id twice, an edge to nowhere, an await of no handle. */
export function readPlan({ plan, effectByKind }: PlanView): ReadPlan | undefined {
  const list = plan['steps'] as readonly JsonObject[];
  const edges = (plan['edges'] ?? []) as readonly JsonObject[];
  const numbers = new Map(list.map((step, index) => [text(step['id']), index]));
  const numberOf = (json: JsonValue | undefined): number => numbers.get(text(json)) ?? -1;
  const ends = edges.map((edge) => ({ from: numberOf(edge['from']), to: numberOf(edge['to']), when: edge['when'] === undefined ? undefined : read(edge['when']) }));
  if (numbers.size < list.length || ends.some(({ from, to }) => from < 0 || to < 0)) return undefined;
  const handle = (step: JsonObject): number => {
    const awaited = text((step['for'] as JsonObject)['ref']).slice('@var:'.length);
    return list.findIndex((other) => other['op'] === 'emit_effect' && bound(other) === awaited);
  };
  const locals = (plan['locals'] ?? {}) as JsonObject;
  const output = named(text(plan['output']));
  const steps = list.map((step, index): Step => {
    const [op, kind] = [text(step['op']), text(step['kind'])];
    const effect = effectByKind(kind);
    const terms: Readonly<Record<string, Term | undefined>> = { emit_effect: effect?.paramsTerm, raise_event: named(text(step['event'])), await_event: named(text(step['event'])), assign: named(text(locals[bound(step)])), end: output };
    const status = `"@step:${text(step['id'])}.$status"`;
    return {
      index,
      id: text(step['id']),
      op,
      binds: bound(step),
      exprs: new Map(SLOTS.flatMap((slot) => (step[slot] === undefined ? [] : [[slot, read(step[slot])] as const]))),
      term: terms[op],
      emit: op === 'await_receipt' ? handle(step) : -1,
      kind,
      receipt: effect?.receiptTerm,
      event: text(step['event']),
      isTested: edges.some((edge) => edge['from'] === step['id'] && JSON.stringify(edge['when'] ?? null).includes(status)),
    };
  });
  if (steps.some(({ op, emit }) => op === 'await_receipt' && emit < 0)) return undefined;
  return {
    input: { kind: 'ref', name: text(plan['input']) },
    output,
    steps,
    into: steps.map(({ index }) => ends.filter(({ to }) => to === index)),
    next: steps.map(({ index }) => [...new Set(ends.filter(({ from }) => from === index).map(({ to }) => to))].sort((a, b) => a - b)),
  };
}

function bound(step: JsonObject): string {
  return text(Object.values((step['bind'] ?? {}) as JsonObject)[0]);
}

function read(json: JsonValue | undefined): Expr {
  const parsed = parseExpr(json ?? null);
  if (!parsed.ok) throw new Error(`${parsed.fault.at}: ${parsed.fault.expected}`);
  return parsed.expr;
}
