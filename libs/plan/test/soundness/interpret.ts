// A small interpreter of plans by 10.15 and 10.16, for tests: every choice the rules leave open is made by chance.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { evaluate, type Scope } from '../../src/expr/eval.ts';
import { parseExpr } from '../../src/expr/expr.ts';
import type { EvalFault } from '../../src/expr/fault.ts';
import { normaliseValue } from '../../src/normalise-value.ts';
import type { Term } from '../../src/terms.ts';
import { NULL, record, text, type Value } from '../../src/value.ts';
import { toCanon } from '../../src/value-canon.ts';
import type { PlanView } from '../../src/view.ts';
import type { Random } from './random.ts';
import { schemas, valueOf } from './world.ts';

export type Outcome =
  | { readonly end: 'ended' | 'completed' | 'adapter_fault' | 'waiting' }
  | { readonly end: 'no_result' }
  | { readonly end: 'fault'; readonly code: EvalFault['code'] | 'slot'; readonly where: string; readonly message: string };

/** Runs one instance to its end, or until events have not matched for a while. */
export function run(view: PlanView, random: Random): Outcome {
  try {
    return new Instance(view, random).run();
  } catch (error) {
    if (error instanceof Stop) return error.outcome;
    throw error;
  }
}

class Stop extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.end);
    this.outcome = outcome;
  }
}

type Status = 'pending' | 'ready' | 'waiting' | 'completed' | 'skipped';

const str = (json: JsonValue | undefined): string => (typeof json === 'string' ? json : '');
const MOST_MISSES = 12;

class Instance {
  readonly #view: PlanView;
  readonly #random: Random;
  readonly #steps: readonly JsonObject[];
  readonly #edges: readonly JsonObject[];
  readonly #status = new Map<string, Status>();
  readonly #variables = new Map<string, Value>([['correlation_id', text('k')]]);
  readonly #values = new Map<string, Value>();
  readonly #receipts = new Map<string, Value>();
  readonly #kinds = new Map<string, string>();
  readonly #input: Value;

  constructor(view: PlanView, random: Random) {
    this.#view = view;
    this.#random = random;
    this.#steps = view.plan['steps'] as readonly JsonObject[];
    this.#edges = (view.plan['edges'] ?? []) as readonly JsonObject[];
    this.#input = valueOf({ kind: 'ref', name: str(view.plan['input']) }, random);
    for (const step of this.#steps) this.#status.set(str(step['id']), 'pending');
  }

  run(): Outcome {
    for (let misses = 0; ; ) {
      this.#decideAll();
      const next = this.#steps.find((step) => this.#is(step, 'ready'));
      if (next) {
        if (this.#perform(next)) return { end: 'ended' };
        continue;
      }
      const waiting = this.#steps.filter((step) => this.#is(step, 'waiting'));
      if (waiting.length === 0) return { end: this.#view.plan['output'] === undefined ? 'completed' : 'no_result' };
      if (!this.#resolve(this.#random.pick(waiting))) misses += 1;
      if (misses > MOST_MISSES) return { end: 'waiting' };
    }
  }

  #is(step: JsonObject, status: Status): boolean {
    return this.#status.get(str(step['id'])) === status;
  }

  #decideAll(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const step of this.#steps) {
        if (!this.#is(step, 'pending')) continue;
        const id = str(step['id']);
        const into = this.#edges.filter((edge) => edge['to'] === id);
        const sources = into.map((edge) => this.#status.get(str(edge['from'])));
        if (!sources.every((status) => status === 'completed' || status === 'skipped')) continue;
        // All guards are evaluated, also behind one that holds: a kernel that stops early meets fewer faults.
        const holds = into.filter((edge) => this.#status.get(str(edge['from'])) === 'completed' && this.#holds(edge)).length > 0;
        this.#status.set(id, into.length === 0 || holds ? 'ready' : 'skipped');
        changed = true;
      }
    }
  }

  #holds(edge: JsonObject): boolean {
    const when = edge['when'];
    if (when === undefined) return true;
    const value = this.#evaluate(when, `edge ${str(edge['from'])} -> ${str(edge['to'])}`);
    if (value.t !== 'bool') throw new Stop({ end: 'fault', code: 'type', where: 'guard', message: value.t });
    return value.v;
  }

  /** True when the plan has ended. */
  #perform(step: JsonObject): boolean {
    const id = str(step['id']);
    const bind = str(Object.values((step['bind'] ?? {}) as JsonObject)[0]);
    switch (step['op']) {
      case 'emit_effect': {
        const effect = this.#view.effectByKind(str(step['kind']));
        const params = this.#slot(step, 'params', effect?.paramsTerm);
        if (step['idempotency_key'] !== undefined) this.#slot(step, 'idempotency_key', undefined);
        this.#kinds.set(bind, str(step['kind']));
        this.#complete(id, record([['intent_id', valueOf({ kind: 'hash' }, this.#random)], ['params', params]]));
        return false;
      }
      case 'await_receipt':
      case 'await_event':
        this.#status.set(id, 'waiting');
        return false;
      case 'raise_event':
        this.#complete(id, this.#slot(step, 'value', { kind: 'ref', name: str(step['event']) }));
        return false;
      case 'assign': {
        const local = ((this.#view.plan['locals'] ?? {}) as JsonObject)[bind];
        const value = this.#slot(step, 'expr', typeof local === 'string' ? { kind: 'ref', name: local } : undefined);
        this.#variables.set(bind, value);
        this.#complete(id, value);
        return false;
      }
      case 'end': {
        const output = this.#view.plan['output'];
        if (typeof output === 'string') this.#slot(step, 'result', { kind: 'ref', name: output });
        return true;
      }
      default:
        throw new Error(`no op ${str(step['op'])}`);
    }
  }

  #complete(id: string, value: Value): void {
    this.#values.set(id, value);
    this.#status.set(id, 'completed');
  }

  /** Whether the await got what it waits for. */
  #resolve(step: JsonObject): boolean {
    const id = str(step['id']);
    const bind = str((step['bind'] as JsonObject)['as']);
    if (step['op'] === 'await_event') {
      const event = valueOf({ kind: 'ref', name: str(step['event']) }, this.#random);
      if (step['where'] !== undefined) {
        const match = this.#evaluate(step['where'], `${id} where`, event);
        if (match.t !== 'bool') throw new Stop({ end: 'fault', code: 'type', where: id, message: 'where' });
        if (!match.v) return false;
      }
      this.#variables.set(bind, event);
      this.#complete(id, event);
      return true;
    }
    const handle = str((step['for'] as JsonObject)['ref']).slice('@var:'.length);
    const kind = this.#kinds.get(handle);
    if (kind === undefined) throw new Stop({ end: 'fault', code: 'unbound', where: id, message: handle });
    const status = this.#random.pick(['ok', 'ok', 'ok', 'error', 'timeout']);
    const fault = status === 'ok' ? NULL : record([['code', text('x')], ['message', text('')]]);
    this.#receipts.set(id, record([['$status', text(status)], ['$fault', fault]]));
    if (status === 'ok') {
      const payload = valueOf(this.#view.effectByKind(kind)?.receiptTerm ?? { kind: 'unit' }, this.#random);
      this.#variables.set(bind, payload);
      this.#complete(id, payload);
      return true;
    }
    const guards = this.#edges.filter((edge) => edge['from'] === id);
    if (!JSON.stringify(guards.map((edge) => edge['when'] ?? null)).includes(`@step:${id}.$status`)) {
      throw new Stop({ end: 'adapter_fault' });
    }
    this.#status.set(id, 'completed');
    return true;
  }

  /** Evaluates a slot and types the value by the schema of the slot, as a kernel has to. */
  #slot(step: JsonObject, field: string, term: Term | undefined): Value {
    const where = `${str(step['id'])} ${field}`;
    const value = this.#evaluate(step[field] ?? null, where);
    if (!term) return value;
    const normal = normaliseValue(toCanon(value), term, schemas);
    if (normal.ok) return normal.value;
    const { expected, actual, path } = normal.fault;
    const isRange = (expected === 'nat' || expected === 'int') && /^-?\d+$/.test(actual);
    throw new Stop({ end: 'fault', code: isRange ? 'overflow' : 'slot', where, message: `${path} ${expected} ${actual}` });
  }

  #evaluate(json: JsonValue, where: string, event?: Value): Value {
    const parsed = parseExpr(json);
    if (!parsed.ok) throw new Stop({ end: 'fault', code: 'slot', where, message: parsed.fault.expected });
    const scope: Scope = {
      input: this.#input,
      event,
      variable: (name) => this.#variables.get(name),
      step: (id) => this.#values.get(id),
      receipt: (id) => this.#receipts.get(id),
    };
    const result = evaluate(parsed.expr, scope);
    if (result.ok) return result.value;
    throw new Stop({ end: 'fault', code: result.fault.code, where, message: `${result.fault.at} ${result.fault.message}` });
  }
}
