// Every run of a plan by 10.15 to 10.18: each value that decides something, each outcome of an effect, each order of arrival.
import { NULL, record, text, type Value } from '@nx-air/plan/runtime';
import type { PlanView } from '@nx-air/plan/check';
import { Choices } from './choices.ts';
import { readPlan, type Guarded, type ReadPlan, type Step } from './read-plan.ts';
import { conform } from './conform.ts';
import { rootsOf } from './roots.ts';
import { Excluded, RunEnds } from './run-ends.ts';
import { Evaluator, type Environment } from './symbolic-eval.ts';
import { anyOf, constant, recordOf, type Symbolic } from './symbol.ts';

export type Verdict =
  /** No run fails for a reason that checks exclude. */
  | { readonly is: 'harmless'; readonly runs: number }
  | { readonly is: 'fault'; readonly code: string; readonly where: string; readonly message: string }
  | { readonly is: 'cannot_run' }
  /** More runs than this were not tried. */
  | { readonly is: 'too_many'; readonly runs: number };

/** Where some runs begin without a correlation value, those: the others can do no less. */
export function everyRun(view: PlanView, mostRuns: number): Verdict {
  const isCorrelated = view.correlation !== undefined && view.correlation.missing === undefined;
  const plan = readPlan(view);
  if (!plan) return { is: 'cannot_run' };
  const evaluator = new Evaluator();
  const seen = new Set<string>();
  evaluator.choices = new Choices();
  for (let runs = 1; ; runs += 1) {
    if (runs > mostRuns) return { is: 'too_many', runs };
    evaluator.restart();
    const instance = new Instance(plan, evaluator, seen, isCorrelated);
    try {
      instance.run();
    } catch (error) {
      if (error instanceof Excluded) return { is: 'fault', code: error.code, where: instance.where, message: error.message };
      if (!(error instanceof RunEnds)) throw error;
    }
    if (!evaluator.choices.next()) return { is: 'harmless', runs };
  }
}

type Status = 'pending' | 'ready' | 'waiting' | 'completed' | 'skipped';

interface Outcome {
  readonly status: 'ok' | 'error' | 'timeout';
  readonly payload?: Symbolic;
}

const FAULT = record([['code', text('x')], ['message', text('')]]);
const RECEIPTS: Readonly<Record<Outcome['status'], Value>> = {
  ok: record([['$status', text('ok')], ['$fault', NULL]]),
  error: record([['$status', text('error')], ['$fault', FAULT]]),
  timeout: record([['$status', text('timeout')], ['$fault', FAULT]]),
};
const receiptOf = (status: Outcome['status']): Symbolic => {
  const value = RECEIPTS[status];
  if (value.t !== 'record') throw new Error('no record');
  const fields = [...value.v].map(([name, field]): readonly [string, Symbolic] => [name, field.t === 'record' ? recordOf(new Map([...field.v].map(([inner, each]) => [inner, constant(each)]))) : constant(field)]);
  return recordOf(new Map(fields));
};

class Instance {
  /** The expression under evaluation. */
  where = '';
  readonly #plan: ReadPlan;
  readonly #evaluator: Evaluator;
  readonly #seen: Set<string>;
  readonly #status: Status[];
  readonly #values: (Symbolic | undefined)[] = [];
  /** By name, the step that bound it last. */
  readonly #bound = new Map<string, number>();
  readonly #emitted = new Set<number>();
  readonly #outcomes = new Map<number, Outcome>();
  readonly #input: Symbolic;
  readonly #correlation: Symbolic | undefined;

  constructor(plan: ReadPlan, evaluator: Evaluator, seen: Set<string>, isCorrelated: boolean) {
    this.#plan = plan;
    this.#evaluator = evaluator;
    this.#seen = seen;
    this.#status = plan.steps.map((_, index) => (plan.into[index]?.length === 0 ? 'ready' : 'pending'));
    this.#input = anyOf('input', plan.input);
    this.#correlation = isCorrelated ? anyOf('correlation', { kind: 'text' }) : undefined;
  }

  run(): void {
    for (;;) {
      this.#turn();
      const arrivals = this.#arrivals();
      if (arrivals.length === 0) return this.#finish();
      this.#stopWhereSeen();
      arrivals[this.#evaluator.choices.choose(arrivals.length)]?.();
    }
  }

  #finish(): void {
    if (this.#status.includes('waiting')) return;
    if (this.#status.some((status) => status !== 'completed' && status !== 'skipped')) throw new Excluded('stalled', 'steps wait for each other');
    if (this.#plan.output) throw new Excluded('no_result', 'no end ran');
  }

  /** What is the same from here on was gone through before, in another order. */
  #stopWhereSeen(): void {
    if (!this.#evaluator.choices.isNew) return;
    const values = this.#values.map((value) => value?.key ?? '').join(' ');
    const bound = [...this.#bound].sort().join(' ');
    const outcomes = [...this.#outcomes].map(([emit, { status }]) => `${emit}${status}`).sort().join(' ');
    const decided = [...this.#evaluator.decided].map(([question, made]) => `${question}=${made}`).sort().join(' ');
    const state = [this.#status.join(' '), values, bound, [...this.#emitted].sort().join(' '), outcomes, decided].join('|');
    if (this.#seen.has(state)) throw new RunEnds('seen');
    this.#seen.add(state);
  }

  #turn(): void {
    for (let index = this.#status.indexOf('ready'); index >= 0; index = this.#status.indexOf('ready')) {
      const step = this.#plan.steps[index];
      if (!step) return;
      this.#perform(step);
    }
  }

  #perform(step: Step): void {
    switch (step.op) {
      case 'emit_effect':
        this.#slot(step, 'params');
        if (step.exprs.has('idempotency_key')) this.#slot(step, 'idempotency_key', false);
        this.#emitted.add(step.index);
        return this.#complete(step.index);
      case 'await_receipt': {
        if (!this.#emitted.has(step.emit)) throw new Excluded('not_emitted', step.id);
        const outcome = this.#outcomes.get(step.emit);
        if (!outcome) return void (this.#status[step.index] = 'waiting');
        return this.#settleAwait(step, outcome);
      }
      case 'await_event':
        return void (this.#status[step.index] = 'waiting');
      case 'raise_event':
        return this.#complete(step.index, this.#slot(step, 'value'));
      case 'assign':
        return this.#complete(step.index, this.#slot(step, 'expr'), step.binds);
      case 'end':
        if (this.#plan.output && !step.exprs.has('result')) throw new Excluded('no_result', step.id);
        if (step.exprs.has('result')) this.#slot(step, 'result');
        throw new RunEnds('ended');
      default:
        throw new Error(`no op ${step.op}`);
    }
  }

  #slot(step: Step, name: string, isTyped = true): Symbolic {
    this.where = `${step.id} ${name}`;
    const expr = step.exprs.get(name);
    if (!expr) throw new Error(`${step.id} has no ${name}`);
    const value = this.#evaluator.slot(expr, this.#scope(rootsOf(expr)));
    return isTyped && step.term ? conform(value, step.term, (symbol) => this.#evaluator.force(symbol)) : value;
  }

  #settleAwait(step: Step, { status, payload }: Outcome): void {
    if (payload) this.#bound.set(step.binds, step.index);
    if (status !== 'ok' && !step.isTested) throw new RunEnds('adapter fault');
    this.#complete(step.index);
  }

  /** Completes the step and decides those that waited for it alone, breadth first. */
  #complete(index: number, value?: Symbolic, binds?: string): void {
    this.#status[index] = 'completed';
    if (value) this.#values[index] = value;
    if (binds !== undefined) this.#bound.set(binds, index);
    const settled = [index];
    for (const at of settled) {
      for (const next of this.#plan.next[at] ?? []) {
        const into = this.#plan.into[next] ?? [];
        if (this.#status[next] !== 'pending' || !into.every(({ from }) => this.#status[from] === 'completed' || this.#status[from] === 'skipped')) continue;
        const runs = into.filter(({ from }) => this.#status[from] === 'completed').some((edge) => this.#holds(edge, next));
        this.#status[next] = runs ? 'ready' : 'skipped';
        if (!runs) settled.push(next);
      }
    }
  }

  #holds({ from, when }: Guarded, to: number): boolean {
    if (!when) return true;
    this.where = `${this.#plan.steps[from]?.id ?? ''} -> ${this.#plan.steps[to]?.id ?? ''}`;
    return this.#evaluator.truth(when, this.#scope(rootsOf(when)));
  }

  /** What may arrive next, one case each: a receipt, an event, or several of them before any step runs. */
  #arrivals(): readonly (() => void)[] {
    const awaited = new Set(this.#plan.steps.filter(({ op, index }) => op === 'await_receipt' && (this.#status[index] === 'waiting' || this.#status[index] === 'pending')).map(({ emit }) => emit));
    const emits = this.#plan.steps.filter(({ index }) => awaited.has(index) && this.#emitted.has(index) && !this.#outcomes.has(index));
    const waits = this.#plan.steps.filter(({ op, index }) => op === 'await_event' && this.#status[index] === 'waiting');
    return [...emits.map((emit) => () => this.#receive(emit, emits)), ...waits.map((wait, position) => () => this.#event(wait, waits.slice(position + 1)))];
  }

  #receive(emit: Step, others: readonly Step[]): void {
    const status = (['ok', 'error', 'timeout'] as const)[this.#evaluator.choices.choose(3)] ?? 'ok';
    const outcome: Outcome = { status, ...(status === 'ok' && emit.receipt ? { payload: anyOf(`receipt ${emit.index}`, emit.receipt) } : {}) };
    const keyed = ({ exprs }: Step): boolean => exprs.has('idempotency_key');
    // One key: the later intents are settled with the first, before any step runs.
    const same = others.filter((other) => other.index > emit.index && other.kind === emit.kind && keyed(other) && keyed(emit) && this.#evaluator.choices.choose(2) === 1);
    for (const each of [emit, ...same]) {
      this.#outcomes.set(each.index, outcome);
      for (const step of this.#plan.steps) if (step.op === 'await_receipt' && step.emit === each.index && this.#status[step.index] === 'waiting') this.#settleAwait(step, outcome);
    }
  }

  /** One event may satisfy several waits: all are asked before any completes. */
  #event(first: Step, later: readonly Step[]): void {
    const event = anyOf(`event ${first.index}`, first.term ?? { kind: 'unit' });
    const waits = [first, ...later.filter((step) => step.event === first.event && this.#evaluator.choices.choose(2) === 1)];
    for (const step of waits) {
      const where = step.exprs.get('where');
      if (!where) continue;
      this.where = `${step.id} where`;
      if (!this.#evaluator.truth(where, this.#scope(rootsOf(where), event))) throw new RunEnds('no match');
    }
    for (const step of waits) this.#complete(step.index, event, step.binds);
  }

  #scope(roots: ReadonlySet<string>, event?: Symbolic): Environment {
    const scope = new Map<string, Symbolic>();
    for (const root of roots) {
      const value = root === '@event' ? event : this.#root(root);
      if (value) scope.set(root, value);
    }
    return scope;
  }

  #root(root: string): Symbolic | undefined {
    if (root === '@plan.input') return this.#input;
    const name = root.slice(root.indexOf(':') + 1);
    if (root.startsWith('@var:')) {
      const step = this.#bound.get(name);
      return step === undefined ? (name === 'correlation_id' ? this.#correlation : undefined) : this.#valueOf(this.#plan.steps[step]);
    }
    const isReceipt = name.endsWith('.$receipt');
    const id = isReceipt ? name.slice(0, -'.$receipt'.length) : name;
    const step = this.#plan.steps.find((each) => each.id === id && this.#status[each.index] === 'completed');
    if (!isReceipt) return this.#valueOf(step);
    const outcome = step?.op === 'await_receipt' ? this.#outcomes.get(step.emit) : undefined;
    return outcome && receiptOf(outcome.status);
  }

  #valueOf(step: Step | undefined): Symbolic | undefined {
    return step && (step.op === 'await_receipt' ? this.#outcomes.get(step.emit)?.payload : this.#values[step.index]);
  }
}

