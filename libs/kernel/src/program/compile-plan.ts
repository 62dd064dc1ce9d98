// Compiles one normalised defplan.
import type { Hash, JsonObject, JsonValue } from '@nx-air/canon';
import { dottedName, parseExpr, type Expr, type Reference, type Schemas, type Term } from '@nx-air/plan/runtime';
import { objectOf, objectsOf, textMembers, textOf } from './members.ts';
import type { AwaitReceipt, CompiledEdge, CompiledPlan, CompiledStep } from './plan.ts';
import { readsStatus } from './reads-status.ts';
import { waitShape } from './wait-shape.ts';

/** Why a definition cannot run; loading and checking a world report the same with more words. */
export class CannotCompile extends Error {}

export function compilePlan(node: JsonObject, hash: Hash, schemas: Schemas): CompiledPlan {
  return new PlanCompiler(node, hash, schemas).compile();
}

class PlanCompiler {
  readonly #node: JsonObject;
  readonly #hash: Hash;
  readonly #schemas: Schemas;
  readonly #name: string;
  readonly #steps: readonly JsonObject[];
  readonly #stepIndex = new Map<string, number>();
  readonly #locals: ReadonlyMap<string, string>;
  /** How many steps bind each name. */
  readonly #writers = new Map<string, number>();
  /** The first step that binds each handle. */
  readonly #emitters = new Map<string, number>();

  constructor(node: JsonObject, hash: Hash, schemas: Schemas) {
    this.#node = node;
    this.#hash = hash;
    this.#schemas = schemas;
    this.#name = textOf(node, 'name') ?? '';
    this.#steps = objectsOf(node, 'steps');
    this.#locals = new Map(textMembers(objectOf(node, 'locals')));
    for (const [index, step] of this.#steps.entries()) {
      const id = textOf(step, 'id') ?? '';
      if (this.#stepIndex.has(id)) this.#fail(`two steps have the id ${id}`);
      this.#stepIndex.set(id, index);
      const bind = objectOf(step, 'bind');
      for (const [, name] of textMembers(bind)) this.#writers.set(name, (this.#writers.get(name) ?? 0) + 1);
      const handle = textOf(bind, 'effect_id_as');
      if (handle !== undefined && !this.#emitters.has(handle)) this.#emitters.set(handle, index);
    }
  }

  compile(): CompiledPlan {
    const edges = objectsOf(this.#node, 'edges');
    const into: CompiledEdge[][] = this.#steps.map(() => []);
    const next: Set<number>[] = this.#steps.map(() => new Set());
    const guards: Expr[][] = this.#steps.map(() => []);
    for (const edge of edges) {
      const from = this.#indexOf(textOf(edge, 'from'));
      const to = this.#indexOf(textOf(edge, 'to'));
      const when = edge['when'] === undefined ? undefined : this.#expr(edge['when'], `edge to ${textOf(edge, 'to')}`);
      into[to]?.push({ from, when });
      next[from]?.add(to);
      if (when) guards[from]?.push(when);
    }
    const steps = this.#steps.map((step, index) => this.#step(step, index, guards[index] ?? []));
    const awaitsOf = new Map<number, number[]>();
    for (const step of steps) {
      if (step.op === 'await_receipt') awaitsOf.set(step.emit, [...(awaitsOf.get(step.emit) ?? []), step.index]);
    }
    const output = textOf(this.#node, 'output');
    return {
      name: this.#name,
      hash: this.#hash,
      input: this.#term(textOf(this.#node, 'input')),
      output: output === undefined ? undefined : this.#term(output),
      steps,
      into,
      next: next.map((targets) => [...targets].sort((a, b) => a - b)),
      stepIndex: this.#stepIndex,
      awaitsOf,
    };
  }

  /** `guards`: of the edges from this step. */
  #step(step: JsonObject, index: number, guards: readonly Expr[]): CompiledStep {
    const id = textOf(step, 'id') ?? '';
    const op = textOf(step, 'op');
    const bind = objectOf(step, 'bind');
    const as = textOf(bind, 'as') ?? '';
    switch (op) {
      case 'emit_effect':
        return { op, index, id, kind: textOf(step, 'kind') ?? '', params: this.#slot(step, 'params'), cap: textOf(step, 'cap') ?? '', key: this.#optional(step, 'idempotency_key') };
      case 'await_receipt':
        return this.#awaitReceipt(step, { op, index, id, as }, guards);
      case 'raise_event': {
        const event = textOf(step, 'event') ?? '';
        return { op, index, id, event, term: this.#term(event), value: this.#slot(step, 'value') };
      }
      case 'await_event': {
        const where = this.#optional(step, 'where');
        const shape = waitShape(where, (reference) => this.#isStable(reference));
        return { op, index, id, event: textOf(step, 'event') ?? '', where, shape, as };
      }
      case 'assign': {
        const local = this.#locals.get(as);
        return { op, index, id, expr: this.#slot(step, 'expr'), as, term: local === undefined ? undefined : this.#term(local) };
      }
      case 'end':
        return { op, index, id, result: this.#optional(step, 'result') };
      case 'spawn_plan':
        return { op, index, id, plan: textOf(step, 'plan') ?? '', input: this.#slot(step, 'input'), as: textOf(bind, 'handle_as') ?? '' };
      case 'spawn_for_each':
        return { op, index, id, plan: textOf(step, 'plan') ?? '', inputs: this.#slot(step, 'inputs'), maxFanout: integerOf(step['max_fanout']), as: textOf(bind, 'handles_as') ?? '' };
      case 'await_plan':
        return { op, index, id, handles: this.#slot(step, 'for'), as };
      case 'await_plans_all':
        return { op, index, id, handles: this.#slot(step, 'handles'), as: textOf(bind, 'results_as') ?? '' };
      default:
        return this.#fail(`step ${id} has the unknown op ${op ?? ''}`);
    }
  }

  #awaitReceipt(step: JsonObject, base: Pick<AwaitReceipt, 'op' | 'index' | 'id' | 'as'>, guards: readonly Expr[]): AwaitReceipt {
    const handle = this.#slot(step, 'for');
    const name = handle.k === 'ref' && handle.ref.root === 'var' ? [handle.ref.name, ...handle.ref.path].join('.') : undefined;
    const emit = name === undefined ? undefined : this.#emitters.get(name);
    if (emit === undefined) return this.#fail(`step ${base.id} awaits no handle of an emit_effect`);
    return { ...base, emit, readsStatus: guards.some((guard) => readsStatus(guard, base.id)) };
  }

  /** Bound by one step, or by the trigger alone, and not to be taken for a variable with a dotted name. */
  #isStable(reference: Reference): boolean {
    if (reference.path.length > 0 && this.#writers.has(dottedName(reference))) return false;
    return (this.#writers.get(reference.name) ?? 0) + (reference.name === 'correlation_id' ? 1 : 0) === 1;
  }

  #slot(step: JsonObject, member: string): Expr {
    const json = step[member];
    if (json === undefined) return this.#fail(`step ${textOf(step, 'id') ?? ''} has no ${member}`);
    return this.#expr(json, `${member} of step ${textOf(step, 'id') ?? ''}`);
  }

  #optional(step: JsonObject, member: string): Expr | undefined {
    return step[member] === undefined || step[member] === null ? undefined : this.#slot(step, member);
  }

  #expr(json: JsonValue, what: string): Expr {
    const parsed = parseExpr(json);
    return parsed.ok ? parsed.expr : this.#fail(`${what}: expected ${parsed.fault.expected} at '${parsed.fault.at}'`);
  }

  #term(schema: string | undefined): Term {
    if (schema === undefined || !this.#schemas.named(schema)) return this.#fail(`unknown schema ${schema ?? ''}`);
    return { kind: 'ref', name: schema };
  }

  #indexOf(id: string | undefined): number {
    return this.#stepIndex.get(id ?? '') ?? this.#fail(`an edge names the unknown step ${id ?? ''}`);
  }

  #fail(message: string): never {
    throw new CannotCompile(`defplan ${this.#name}: ${message}`);
  }
}

function integerOf(json: JsonValue | undefined): bigint | undefined {
  return typeof json === 'number' || typeof json === 'bigint' ? BigInt(json) : undefined;
}
