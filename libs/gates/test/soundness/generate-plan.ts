// Random plans that are meant to be correct: nested blocks in sequence, side by side, or excluding each other.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { Term } from '@nx-air/plan/runtime';
import { Expressions, readables, type Readable } from './generate-expr.ts';
import type { Random } from './random.ts';
import { open as openType } from './symbol.ts';
import { KINDS, paramsOf, receiptOf } from './world.ts';

export const SHAPES = ['chain', 'fork_join', 'exclusive_join', 'race', 'guarded_diamond', 'status_branch', 'early_end', 'deadline', 'correlation_rebound', 'option_bool_guard'] as const;
export type Shape = (typeof SHAPES)[number];

export interface RandomPlan {
  readonly plan: JsonObject;
  readonly shapes: readonly Shape[];
}

/** A way out of the steps so far: the next step gets an edge from it. */
interface Way {
  readonly from: string;
  readonly when?: JsonValue;
}

interface Place {
  readonly ways: readonly Way[];
  readonly known: readonly Readable[];
}

const LOCALS = ['t/Text@1', 't/Nat@1', 't/Int@1', 't/OptText@1', 't/Point@1', 't/OptPoint@1', 't/Choice@1', 't/Bool@1', 't/OptBool@1'];
const ref = (name: string): Term => ({ kind: 'ref', name });
const op = (name: string, ...args: JsonValue[]): JsonValue => ({ op: name, args });
const not = (condition: JsonValue): JsonValue => op('not', condition);

/** `depth`: how far blocks nest. */
export function randomPlan(random: Random, depth = 2): RandomPlan {
  return new Builder(random).build(depth);
}

class Builder {
  readonly #random: Random;
  readonly #steps: JsonObject[] = [];
  readonly #edges: JsonObject[] = [];
  readonly #locals: Record<string, string> = {};
  readonly #shapes: Shape[] = [];
  readonly #hasOutput: boolean;
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#hasOutput = random.chance(60);
  }

  build(depth: number): RandomPlan {
    const start: Place = { ways: [], known: [...readables('@plan.input', ref('t/In@1')), { ref: '@var:correlation_id', term: ref('t/Text@1') }] };
    const first = this.#assign(start);
    if (this.#random.chance(20)) this.#deadline(start);
    const second = this.#random.chance(25) ? this.#correlate(first) : first;
    const last = this.#block(second, depth);
    if (this.#hasOutput || this.#random.chance(50)) this.#end(last);
    const plan: JsonObject = {
      $kind: 'defplan',
      name: 't/random@1',
      input: 't/In@1',
      ...(this.#hasOutput ? { output: 't/Out@1' } : {}),
      ...(Object.keys(this.#locals).length > 0 ? { locals: this.#locals } : {}),
      steps: this.#random.chance(30) ? this.#steps.toReversed() : this.#steps,
      edges: this.#edges,
    };
    return { plan, shapes: this.#shapes };
  }

  #name(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  #expr(known: readonly Readable[]): Expressions {
    return new Expressions(this.#random, known);
  }

  #step(place: Place, json: JsonObject, adds: readonly Readable[] = []): Place {
    const id = String(json['id']);
    this.#steps.push(json);
    for (const { from, when } of place.ways) this.#edges.push({ from, to: id, ...(when === undefined ? {} : { when }) });
    return { ways: [{ from: id }], known: [...adds, ...place.known] };
  }

  #block(place: Place, depth: number): Place {
    let here = place;
    const length = 1 + this.#random.below(depth > 0 ? 3 : 2);
    if (length > 1) this.#shapes.push('chain');
    for (let item = 0; item < length; item += 1) here = this.#item(here, depth);
    return here;
  }

  #item(place: Place, depth: number): Place {
    const simple = [
      () => this.#assign(place),
      () => this.#raise(place),
      () => this.#awaitEvent(place),
      () => this.#effect(place),
    ];
    const nested = [
      () => this.#fork(place, depth - 1),
      () => this.#exclusive(place, depth - 1),
      () => this.#race(place),
      () => this.#diamond(place, depth - 1),
      () => this.#statusBranch(place, depth - 1),
      () => this.#earlyEnd(place),
    ];
    return this.#random.pick(depth > 0 && this.#random.chance(65) ? nested : simple)();
  }

  #assign(place: Place, into?: string, schema?: string): Place {
    const name = into ?? this.#name('v');
    const type = schema ?? this.#random.pick(LOCALS);
    if (schema !== undefined || this.#random.chance(70)) this.#locals[name] = type;
    const id = this.#name('s');
    const term = ref(type);
    const json = { id, op: 'assign', expr: this.#expr(place.known).of(term), bind: { as: name } };
    const isTyped = this.#locals[name] !== undefined;
    return this.#step(place, json, isTyped ? [...readables(`@step:${id}`, term), ...readables(`@var:${name}`, term)] : []);
  }

  /** Binds the name under which the run began with the correlation value. */
  #correlate(place: Place): Place {
    const id = this.#name('s');
    this.#shapes.push('correlation_rebound');
    return this.#step(place, { id, op: 'assign', expr: this.#expr(place.known).of({ kind: 'text' }), bind: { as: 'correlation_id' } });
  }

  #raise(place: Place): Place {
    const id = this.#name('s');
    const term = ref('t/Event@1');
    return this.#step(place, { id, op: 'raise_event', event: 't/Event@1', value: this.#expr(place.known).of(term) }, readables(`@step:${id}`, term));
  }

  #awaitEvent(place: Place): Place {
    const id = this.#name('s');
    const name = this.#name('v');
    const term = ref('t/Event@1');
    const where = this.#expr([...place.known, ...readables('@event', term)]).condition();
    const json = { id, op: 'await_event', event: 't/Event@1', ...(this.#random.chance(60) ? { where } : {}), bind: { as: name } };
    return this.#step(place, json, [...readables(`@step:${id}`, term), ...readables(`@var:${name}`, term)]);
  }

  #emit(place: Place): { place: Place; awaitId: string; payload: readonly Readable[] } {
    const kind = this.#random.pick(KINDS);
    const [emitId, awaitId, handle, name] = [this.#name('s'), this.#name('s'), this.#name('h'), this.#name('v')];
    const expr = this.#expr(place.known);
    const key = this.#random.chance(50) ? op('hash', { text: emitId }) : this.#random.chance(40) ? expr.of({ kind: 'hash' }) : undefined;
    const emit = { id: emitId, op: 'emit_effect', kind, params: expr.of(ref(paramsOf(kind))), cap: 'any', ...(key === undefined ? {} : { idempotency_key: key }), bind: { effect_id_as: handle } };
    const emitted = this.#step(place, emit);
    const waiting = { id: awaitId, op: 'await_receipt', for: { ref: `@var:${handle}` }, bind: { as: name } };
    const term = ref(receiptOf(kind));
    return { place: this.#step(emitted, waiting), awaitId, payload: [...readables(`@step:${awaitId}`, term), ...readables(`@var:${name}`, term)] };
  }

  #effect(place: Place): Place {
    const { place: after, payload } = this.#emit(place);
    return { ...after, known: [...payload, ...after.known] };
  }

  #statusBranch(place: Place, depth: number): Place {
    this.#shapes.push('status_branch');
    const { place: after, awaitId, payload } = this.#emit(place);
    const status = { ref: `@step:${awaitId}.$status` };
    const ok = op('eq', status, { text: 'ok' });
    const failed = this.#random.chance(50) ? op('ne', status, { text: 'ok' }) : not(ok);
    const shared = this.#name('v');
    const well = this.#assign({ ways: [{ from: awaitId, when: ok }], known: [...payload, ...after.known] }, shared, 't/OptText@1');
    const ill: Place = {
      ways: [{ from: awaitId, when: failed }],
      known: [{ ref: `@step:${awaitId}.$fault.code`, term: { kind: 'text' } }, ...after.known],
    };
    const more = this.#block(well, depth);
    const bad = this.#assign(ill, shared, 't/OptText@1');
    if (this.#random.chance(30)) {
      this.#end(bad);
      return more;
    }
    return { ways: [...more.ways, ...bad.ways], known: [...readables(`@var:${shared}`, ref('t/OptText@1')), ...after.known] };
  }

  #fork(place: Place, depth: number): Place {
    this.#shapes.push('fork_join');
    const source = this.#assign(place);
    const branches = Array.from({ length: 2 + this.#random.below(2) }, () => this.#block(this.#assign(source), depth));
    const seen = new Set<string>();
    const known = branches.flatMap((branch) => branch.known).filter(({ ref: text }) => !seen.has(text) && seen.add(text));
    return { ways: branches.flatMap((branch) => branch.ways), known };
  }

  #exclusive(place: Place, depth: number): Place {
    this.#shapes.push('exclusive_join');
    const source = this.#assign(place);
    const condition = this.#expr(source.known).condition();
    return this.#either(source, condition, source.known, source.known, depth);
  }

  #diamond(place: Place, depth: number): Place {
    const source = this.#assign(place);
    const guards = source.known.flatMap((each) => this.#guardsOf(each));
    if (guards.length === 0) return source;
    this.#shapes.push('guarded_diamond');
    const flags = guards.filter((each) => each.shape === 'option_bool_guard');
    const { condition, gained, shape } = this.#random.pick(flags.length > 0 && this.#random.chance(40) ? flags : guards);
    if (shape) this.#shapes.push(shape);
    return this.#either(source, condition, [...gained, ...source.known], source.known, depth);
  }

  /** Guards that make more readable. */
  #guardsOf({ ref: text, term }: Readable): readonly { readonly condition: JsonValue; readonly gained: readonly Readable[]; readonly shape?: Shape }[] {
    const open = openType(term);
    switch (open.kind) {
      case 'option':
        if (openType(open.item).kind === 'bool') {
          const is = { bool: this.#random.chance(50) };
          return [{ condition: op('eq', { ref: text }, is), gained: [{ ref: text, term: { kind: 'bool' } }], shape: 'option_bool_guard' }];
        }
        return [{ condition: op('ne', { ref: text }, { null: {} }), gained: readables(text, open.item, 1) }];
      case 'variant':
        return [...open.arms].map(([tag, body]) => ({
          condition: op('eq', { ref: `${text}.$tag` }, { text: tag }),
          gained: readables(`${text}.$value`, body, 1),
        }));
      case 'map':
        return [{ condition: op('has', { ref: text }, { text: 'a' }), gained: [{ ref: `${text}.a`, term: { kind: 'nat' } }] }];
      default:
        return [];
    }
  }

  #either(source: Place, condition: JsonValue, thenKnown: readonly Readable[], elseKnown: readonly Readable[], depth: number): Place {
    const [way] = source.ways;
    if (!way) return source;
    const shared = this.#name('v');
    const schema = this.#random.pick(LOCALS);
    const yes = this.#block(this.#assign({ ways: [{ from: way.from, when: condition }], known: thenKnown }, shared, schema), depth);
    const no = this.#assign({ ways: [{ from: way.from, when: not(condition) }], known: elseKnown }, shared, schema);
    return { ways: [...yes.ways, ...no.ways], known: [...readables(`@var:${shared}`, ref(schema)), ...source.known] };
  }

  #race(place: Place): Place {
    this.#shapes.push('race');
    const shared = this.#name('v');
    const schema = this.#random.pick(LOCALS);
    const source = this.#assign(place, shared, schema);
    const safe = source.known.filter((each) => !each.ref.startsWith('@step:'));
    const branch = (): Place => this.#assign(this.#random.chance(50) ? this.#awaitEvent({ ...source, known: safe }) : this.#raise({ ...source, known: safe }), shared, schema);
    const [left, right] = [branch(), branch()];
    return { ways: [...left.ways, ...right.ways], known: source.known };
  }

  #earlyEnd(place: Place): Place {
    this.#shapes.push('early_end');
    const source = this.#assign(place);
    const [way] = source.ways;
    if (!way) return source;
    const condition = this.#expr(source.known).condition();
    this.#end({ ways: [{ from: way.from, when: condition }], known: source.known });
    return this.#assign({ ways: [{ from: way.from, when: not(condition) }], known: source.known });
  }

  /** A branch from the start that ends the plan when its effect is settled. */
  #deadline(start: Place): void {
    this.#shapes.push('deadline');
    this.#end(this.#effect(start));
  }

  #end(place: Place): Place {
    const result = this.#hasOutput ? { result: this.#expr(place.known).of(ref('t/Out@1')) } : {};
    return this.#step(place, { id: this.#name('s'), op: 'end', ...result });
  }
}
