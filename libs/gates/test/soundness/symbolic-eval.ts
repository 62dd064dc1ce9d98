// Evaluates expressions over symbolic values. What is not known is chosen, once for each value, so that going through
// all choices covers every run; what only values decide (overflow, a missing key) ends the run.
import { evaluate, OPERATORS, scopeOf, type Expr, type OpenTerm, type Operator, type Term, type Value } from '@nx-air/plan/runtime';
import { Choices } from './choices.ts';
import { rootOf, rootsOf, textOf } from './roots.ts';
import { Excluded, RunEnds } from './run-ends.ts';
import { anyOf, constant, fieldsOf, kindOf, nameOf, NO_BODY, NOTHING, open, recordOf, truthOf, variantOf, type Kind, type Symbolic } from './symbol.ts';

type Operation = Expr & { readonly k: 'op' };
/** What references resolve to, by root: `@plan.input`, `@event`, `@var:name`, `@step:id`, `@step:id.$status`. */
export type Environment = ReadonlyMap<string, Symbolic>;

const NUMBERS: readonly Kind[] = ['int', 'nat', 'time', 'duration'];
const TEXT: Term = { kind: 'text' };

export class Evaluator {
  choices = new Choices();
  /** What has been chosen so far. */
  decided = new Map<string, number>();
  #equal = new Map<string, Symbolic>();

  restart(): void {
    this.decided = new Map();
    this.#equal = new Map();
  }

  #decide(question: string, of: number): number {
    const known = this.decided.get(question);
    if (known !== undefined) return known;
    const made = this.choices.choose(of);
    this.decided.set(question, made);
    return made;
  }

  #isTrue(question: string): boolean {
    return this.#decide(nameOf(question), 2) === 0;
  }

  /** The value with its outermost shape decided. */
  force(symbol: Symbolic): Symbolic {
    if (symbol.k !== 'any') return symbol;
    const known = this.#equal.get(symbol.key);
    if (known) return known;
    if (symbol.truth) return truthOf(symbol.truth());
    const type = open(symbol.term);
    switch (type.kind) {
      case 'option':
        return this.#isTrue(`some ${symbol.key}`) ? this.force(anyOf(`${symbol.key}!`, type.item)) : NOTHING;
      case 'bool':
        return truthOf(this.#isTrue(`true ${symbol.key}`));
      case 'unit':
        return NO_BODY;
      case 'record':
        return fieldsOf(symbol.key, type);
      case 'variant': {
        const arms = [...type.arms];
        const [tag, body] = arms[this.#decide(nameOf(`tag ${symbol.key}`), arms.length)] ?? ['', TEXT];
        return { k: 'variant', key: symbol.key, tag, value: anyOf(`${symbol.key}#${tag}`, body) };
      }
      default:
        return symbol;
    }
  }

  /** As a condition; anything but a bool is a fault. */
  truth(expr: Expr, scope: Environment): boolean {
    return this.#bool(this.evaluate(expr, scope));
  }

  #bool(symbol: Symbolic): boolean {
    const forced = this.force(symbol);
    if (forced.k !== 'const' || forced.value.t !== 'bool') throw new Excluded('type', `${kindOf(forced)} instead of bool`);
    return forced.value.v;
  }

  /**
   * The value of a slot. All choices inside it are gone through at once, so that the slot and not the run carries them:
   * a bool stays open, an opaque value is one symbol. What can have several shapes is chosen as usual.
   */
  slot(expr: Expr, scope: Environment): Symbolic {
    if (expr.k === 'record') return recordOf(new Map(expr.fields.map(([name, field]) => [name, this.slot(field, scope)])));
    if (expr.k === 'variant') return variantOf(expr.tag, expr.value ? this.slot(expr.value, scope) : NO_BODY);
    if (expr.k !== 'op') return this.evaluate(expr, scope);
    const results = this.#allResults(expr, scope);
    const [first] = results;
    if (!first) throw new RunEnds('no value');
    if (results.every(({ key }) => key === first.key)) return first;
    const kind = kindOf(first);
    if (!results.every((each) => (each.k === 'const' || each.k === 'any') && kindOf(each) === kind) || kind === 'option') return this.evaluate(expr, scope);
    const key = nameOf(`slot ${textOf(expr)} ${[...rootsOf(expr)].map((root) => scope.get(root)?.key ?? '').join(' ')}`);
    return { k: 'any', key, term: { kind } as Term, ...(kind === 'bool' ? { truth: () => this.truth(expr, scope) } : {}), natural: results.every(isNatural) };
  }

  #allResults(expr: Expr, scope: Environment): readonly Symbolic[] {
    const [choices, decided, equal] = [this.choices, this.decided, this.#equal];
    const results = new Map<string, Symbolic>();
    this.choices = new Choices();
    try {
      do {
        [this.decided, this.#equal] = [new Map(decided), new Map(equal)];
        try {
          const result = this.evaluate(expr, scope);
          results.set(result.key, result);
        } catch (error) {
          if (!(error instanceof RunEnds)) throw error;
        }
      } while (this.choices.next());
    } finally {
      [this.choices, this.decided, this.#equal] = [choices, decided, equal];
    }
    return [...results.values()];
  }

  evaluate(expr: Expr, scope: Environment): Symbolic {
    switch (expr.k) {
      case 'const':
        return constant(expr.value);
      case 'ref':
        return this.#follow(expr, scope);
      case 'record':
        return recordOf(new Map(expr.fields.map(([name, field]) => [name, this.evaluate(field, scope)])));
      case 'variant':
        return variantOf(expr.tag, expr.value ? this.evaluate(expr.value, scope) : NO_BODY);
      case 'list':
      case 'set': {
        const items = expr.items.map((item) => this.evaluate(item, scope));
        if (expr.k === 'set') for (const item of items) this.#key(item);
        return { k: expr.k, key: nameOf(`${expr.k} ${items.map(({ key }) => key).join(' ')}`), items };
      }
      case 'map': {
        const entries = expr.entries.map(([key, value]) => [this.#key(this.evaluate(key, scope)), this.evaluate(value, scope)] as const);
        return { k: 'map', key: nameOf(`map ${entries.flat().map(({ key }) => key).join(' ')}`), entries };
      }
      case 'op':
        return this.#operation(expr, scope);
    }
  }

  #key(symbol: Symbolic): Symbolic {
    const forced = this.force(symbol);
    return this.#kind(forced, ['int', 'nat', 'text', 'hash', 'uuid']);
  }

  #kind(symbol: Symbolic, kinds: readonly Kind[]): Symbolic {
    if (!kinds.includes(kindOf(symbol))) throw new Excluded('type', `${kindOf(symbol)} instead of ${kinds.join(', ')}`);
    return symbol;
  }

  #follow({ ref }: Expr & { readonly k: 'ref' }, scope: Environment): Symbolic {
    const dotted = ref.root === 'var' && ref.path.length > 0 ? scope.get(`@var:${[ref.name, ...ref.path].join('.')}`) : undefined;
    if (dotted) return dotted;
    const isReceipt = ref.root === 'step' && (ref.path[0] === '$status' || ref.path[0] === '$fault');
    let here = scope.get(isReceipt ? `@step:${ref.name}.$receipt` : rootOf(ref));
    if (!here) throw new Excluded('unbound', ref.text);
    for (const segment of ref.path) here = this.#member(this.force(here), segment, ref.text);
    return here;
  }

  #member(from: Symbolic, segment: string, text: string): Symbolic {
    if (from.k === 'record') {
      const field = from.fields.get(segment);
      if (!field) throw new Excluded('missing_field', `${text}: no ${segment}`);
      return field;
    }
    if (from.k === 'variant') {
      if (segment === '$tag') return constant({ t: 'text', v: from.tag });
      if (segment === '$value') return from.value;
      throw new Excluded('missing_field', `${text}: no ${segment}`);
    }
    if (kindOf(from) !== 'map') throw new Excluded('type', `${text}: ${kindOf(from)} has no ${segment}`);
    const found = this.#entry(from, constant({ t: 'text', v: segment }));
    // Checks promise more than the evaluator tells apart: a path into a map stands behind `has`.
    if (!found) throw new Excluded('missing_key', `${text}: no key ${segment}`);
    return found;
  }

  /** The value under a key of a map, or undefined where the map does not have it. */
  #entry(map: Symbolic, key: Symbolic): Symbolic | undefined {
    if (map.k === 'map') return map.entries.find(([known]) => this.#isEqual(known, key))?.[1];
    const type = map.k === 'any' ? open(map.term) : undefined;
    if (map.k !== 'any' || type?.kind !== 'map') throw new Error('no map');
    return this.#isTrue(`has ${map.key} ${key.key}`) ? anyOf(`${map.key}[${key.key}]`, type.value) : undefined;
  }

  #operation(expr: Operation, scope: Environment): Symbolic {
    if (expr.op === 'and' || expr.op === 'or') {
      const deciding = expr.op === 'or';
      for (const arg of expr.args) if (this.truth(arg, scope) === deciding) return truthOf(deciding);
      return truthOf(!deciding);
    }
    const args = expr.args.map((arg) => this.force(this.evaluate(arg, scope)));
    const [least, most] = OPERATORS[expr.op];
    const [first, second = first] = args;
    if (args.length < least || args.length > most || !first || !second) throw new Excluded('arity', expr.op);
    if (args.every((arg) => arg.k === 'const')) return this.#calculate(expr.op, args.map((arg) => (arg.k === 'const' ? arg.value : { t: 'null' })));
    return this.#apply(expr.op, first, second);
  }

  /** Constants alone: what the evaluator says. */
  #calculate(op: Operator, values: readonly Value[]): Symbolic {
    const args = values.map((value): Expr => ({ k: 'const', at: '', value }));
    const result = evaluate({ k: 'op', at: '', op, args }, scopeOf({}));
    if (result.ok) return constant(result.value);
    const { code, message } = result.fault;
    if (['unbound', 'missing_field', 'type', 'arity'].includes(code)) throw new Excluded(code, message);
    throw new RunEnds(code);
  }

  #apply(op: Exclude<Operator, 'and' | 'or'>, first: Symbolic, second: Symbolic): Symbolic {
    const opaque = (kind: OpenTerm['kind'], name: string = op): Symbolic => anyOf(`${name}(${first.key},${second.key})`, { kind } as Term);
    switch (op) {
      case 'len':
        this.#kind(first, ['text', 'bytes', 'list', 'set', 'map', 'record']);
        return opaque('nat');
      case 'not':
        return truthOf(!this.#bool(first));
      case 'hash':
        return opaque('hash');
      case 'hash_bytes':
        this.#kind(first, ['bytes']);
        return opaque('hash');
      case 'eq':
      case 'ne':
        return truthOf(this.#isEqual(first, second) === (op === 'eq'));
      case 'lt':
      case 'ge':
        return truthOf(this.#isLess(first, second) === (op === 'lt'));
      case 'gt':
      case 'le':
        return truthOf(this.#isLess(second, first) === (op === 'gt'));
      case 'concat':
      case 'starts_with':
      case 'ends_with':
        this.#kind(first, ['text']);
        this.#kind(second, ['text']);
        return op === 'concat' ? opaque('text') : truthOf(this.#isTrue(`${op} ${first.key} ${second.key}`));
      case 'contains':
        this.#kind(first, ['text', 'bytes', 'list', 'set', 'map']);
        if (kindOf(first) === 'text' || kindOf(first) === 'bytes') {
          this.#kind(second, [kindOf(first)]);
          return truthOf(this.#isTrue(`contains ${first.key} ${second.key}`));
        }
        return truthOf(this.#has(first, second));
      case 'has':
        this.#kind(first, ['record', 'list', 'set', 'map']);
        return truthOf(this.#has(first, second));
      case 'get':
        return this.#get(first, second);
      default:
        return this.#arithmetic(op, first, second);
    }
  }

  #has(container: Symbolic, needle: Symbolic): boolean {
    if (container.k === 'record') {
      this.#kind(needle, ['text']);
      return needle.k === 'const' && needle.value.t === 'text' ? container.fields.has(needle.value.v) : this.#isTrue(`has ${container.key} ${needle.key}`);
    }
    if (kindOf(container) === 'map') return this.#entry(container, needle) !== undefined;
    if (container.k === 'list' || container.k === 'set') return container.items.some((item) => this.#isEqual(item, needle));
    return this.#isTrue(`has ${container.key} ${needle.key}`);
  }

  #get(container: Symbolic, key: Symbolic): Symbolic {
    this.#kind(container, ['record', 'list', 'map']);
    if (container.k === 'record') {
      this.#kind(key, ['text']);
      const field = key.k === 'const' && key.value.t === 'text' ? container.fields.get(key.value.v) : undefined;
      if (!field) throw new Excluded('missing_field', 'get');
      return field;
    }
    if (kindOf(container) === 'map') {
      const found = this.#entry(container, key);
      if (!found) throw new RunEnds('missing_key');
      return found;
    }
    this.#kind(key, ['nat', 'int']);
    if (container.k === 'list') {
      const items = container.items;
      if (items.length === 0) throw new RunEnds('index_out_of_range');
      return items[this.#decide(nameOf(`at ${container.key} ${key.key}`), items.length)] ?? NOTHING;
    }
    const type = container.k === 'any' ? open(container.term) : undefined;
    if (type?.kind !== 'list') throw new Error('no list');
    return anyOf(`${container.key}[${key.key}]`, type.item);
  }

  #arithmetic(op: Operator, first: Symbolic, second: Symbolic): Symbolic {
    const [a, b] = [kindOf(first), kindOf(second)];
    if (a === 'dec128' && b === 'dec128' && op !== 'div' && op !== 'mod') return anyOf(`${op}(${first.key},${second.key})`, { kind: 'dec128' });
    this.#kind(first, ['int', 'nat']);
    this.#kind(second, ['int', 'nat']);
    const result = anyOf(`${op}(${first.key},${second.key})`, { kind: a === 'nat' && b === 'nat' && op !== 'sub' ? 'nat' : 'int' });
    return result.k === 'any' && isNatural(first) && isNatural(second) ? { ...result, natural: true } : result;
  }

  #isLess(first: Symbolic, second: Symbolic): boolean {
    const kind = kindOf(this.#kind(first, [...NUMBERS, 'text', 'dec128']));
    this.#kind(second, NUMBERS.includes(kind) ? NUMBERS : [kind]);
    return first.key !== second.key && this.#isTrue(`less ${first.key} ${second.key}`);
  }

  #isEqual(left: Symbolic, right: Symbolic): boolean {
    const [a, b] = [this.force(left), this.force(right)];
    if (a.key === b.key) return true;
    if (a.k === 'const' && b.k === 'const') {
      const same = this.#calculate('eq', [a.value, b.value]);
      return same.k === 'const' && same.value.t === 'bool' && same.value.v;
    }
    if (a.key === NOTHING.key || b.key === NOTHING.key) return false;
    if (a.k === 'record' && b.k === 'record') {
      return a.fields.size === b.fields.size && [...a.fields].every(([name, field]) => this.#isEqual(field, b.fields.get(name) ?? NOTHING));
    }
    if (a.k === 'variant' && b.k === 'variant') return a.tag === b.tag && this.#isEqual(a.value, b.value);
    if (!this.#isTrue(`same ${[a.key, b.key].sort().join(' ')}`)) return false;
    const [one, other] = a.k === 'const' ? [b, a] : [a, b];
    if (one.k === 'any' && other.k === 'const' && kindOf(one) === kindOf(other)) this.#equal.set(one.key, other);
    return true;
  }
}

/** Made of nats alone: where a nat is asked for, only its range can be wrong. */
function isNatural(symbol: Symbolic): boolean {
  return kindOf(symbol) === 'nat' || (symbol.k === 'any' && symbol.natural === true) || (symbol.k === 'const' && symbol.value.t === 'int' && symbol.value.v >= 0n);
}

