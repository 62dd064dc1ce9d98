// Random expressions of a wanted type over what is readable at a place.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import type { OpenTerm, Term } from '@nx-air/plan/runtime';
import type { Random } from './random.ts';
import { fits, open as openTerm } from './symbol.ts';
import { schemas } from './world.ts';

/** Something readable: a reference and its type there. */
export interface Readable {
  readonly ref: string;
  readonly term: Term;
}

const op = (name: string, ...args: JsonValue[]): JsonValue => ({ op: name, args });
const P = (kind: OpenTerm['kind']): Term => ({ kind }) as Term;

/** The reference and the fields that can be read behind it without a guard. */
export function readables(ref: string, term: Term, depth = 0): readonly Readable[] {
  const open = schemas.open(term);
  const here: Readable = { ref, term };
  if (depth > 2 || !open) return [here];
  if (open.kind === 'record') return [here, ...[...open.fields].flatMap(([name, field]) => readables(`${ref}.${name}`, field, depth + 1))];
  if (open.kind === 'variant') return [here, { ref: `${ref}.$tag`, term: P('text') }];
  return [here];
}

export class Expressions {
  readonly #random: Random;
  readonly #known: readonly Readable[];

  constructor(random: Random, known: readonly Readable[]) {
    this.#random = random;
    this.#known = known;
  }

  of(term: Term, depth = 0): JsonValue {
    const open = schemas.open(term);
    if (!open) throw new Error('unknown schema');
    const fitting = this.#known.filter((each) => fits(each.term, term));
    if (fitting.length > 0 && this.#random.chance(depth > 2 ? 80 : 45)) return { ref: this.#random.pick(fitting).ref };
    return depth > 3 ? this.#leaf(open, depth) : this.#random.chance(55) ? this.#computed(open, depth) : this.#leaf(open, depth);
  }

  #leaf(open: OpenTerm, depth: number): JsonValue {
    const random = this.#random;
    const items = (item: Term): JsonValue[] => Array.from({ length: random.below(3) }, () => this.of(item, depth + 1));
    switch (open.kind) {
      case 'bool':
        return { bool: random.chance(50) };
      case 'nat':
        return { nat: random.below(4) };
      case 'int':
        return { int: random.below(7) - 3 };
      case 'dec128':
        return { dec128: '0.5' };
      case 'bytes':
        return { bytes_b64: 'AAE=' };
      case 'text':
        return { text: random.pick(['', 'a', 'ok', 'k']) };
      case 'time':
        return { time_ns: random.below(3) };
      case 'duration':
        return { duration_ns: random.below(3) };
      case 'hash':
        return { hash: `sha256:${'0'.repeat(64)}` };
      case 'uuid':
        return { uuid: '00000000-0000-0000-0000-000000000000' };
      case 'unit':
        return { null: {} };
      case 'option':
        return random.chance(40) ? { null: {} } : this.of(open.item, depth + 1);
      case 'list':
        return { list: items(open.item) };
      case 'set':
        return { set: items(open.item) };
      case 'map':
        return { map: [{ key: this.of(open.key, depth + 1), value: this.of(open.value, depth + 1) }] };
      case 'record':
        return { record: Object.fromEntries([...open.fields].map(([name, field]) => [name, this.of(field, depth + 1)])) };
      case 'variant': {
        const [tag, body] = random.pick([...open.arms]);
        if (schemas.open(body)?.kind === 'unit') return { variant: { tag } };
        return { variant: { tag, value: this.of(body, depth + 1) } };
      }
    }
  }

  #computed(open: OpenTerm, depth: number): JsonValue {
    const random = this.#random;
    const arg = (kind: OpenTerm['kind']): JsonValue => this.of(P(kind), depth + 1);
    switch (open.kind) {
      case 'bool':
        return this.condition(depth);
      case 'text':
        return op('concat', arg('text'), arg('text'));
      case 'nat':
        return random.pick([
          () => op('len', arg(random.pick(['text', 'bytes']))),
          () => op(random.pick(['add', 'mul', 'sub', 'div', 'mod']), arg('nat'), arg('nat')),
          () => op('get', this.#container('nats'), { nat: 0 }),
          () => op('get', this.#container('counts'), { text: 'a' }),
        ])();
      case 'int':
        return op(random.pick(['add', 'sub', 'mul', 'div', 'mod']), arg('int'), arg(random.pick(['int', 'nat'])));
      case 'dec128':
        return op(random.pick(['add', 'sub', 'mul']), arg('dec128'), arg('dec128'));
      case 'hash':
        return random.chance(30) ? op('hash', arg(random.pick(['text', 'nat', 'bool']))) : op('hash_bytes', arg('bytes'));
      default:
        return this.#leaf(open, depth);
    }
  }

  condition(depth = 0): JsonValue {
    const random = this.#random;
    const arg = (kind: OpenTerm['kind']): JsonValue => this.of(P(kind), depth + 1);
    const pair = (kind: OpenTerm['kind']): [JsonValue, JsonValue] => [arg(kind), arg(kind)];
    const choices: (() => JsonValue)[] = [
      () => op(random.pick(['eq', 'ne']), ...pair(random.pick(['text', 'nat', 'int', 'bool', 'hash', 'uuid']))),
      () => op(random.pick(['lt', 'le', 'gt', 'ge']), ...pair(random.pick(['text', 'nat', 'int', 'time', 'dec128']))),
      () => op(random.pick(['starts_with', 'ends_with', 'contains']), ...pair('text')),
      () => op(random.pick(['has', 'contains']), this.#container('words'), arg('text')),
      () => op('eq', op('hash_bytes', arg('bytes')), arg('hash')),
      () => op('not', arg('bool')),
      () => op(random.pick(['and', 'or']), arg('bool'), arg('bool')),
      () => this.#guarded(depth),
    ];
    return random.pick(choices)();
  }

  /** Tests an option and reads it in the same condition: `and` and `or` stop before they would fault. */
  #guarded(depth: number): JsonValue {
    const random = this.#random;
    const options = this.#known.filter((each) => openTerm(each.term).kind === 'option');
    if (options.length === 0) return { bool: true };
    const { ref, term } = random.pick(options);
    const open = openTerm(term);
    const item = open.kind === 'option' ? (open.item) : term;
    const inner = new Expressions(random, [...this.#known.filter((each) => each.ref !== ref), ...readables(ref, item, 1)]);
    const isNull = random.chance(50);
    const test = op(isNull ? 'eq' : 'ne', { ref }, { null: {} });
    return op(isNull ? 'or' : 'and', test, inner.condition(depth + 2));
  }

  #container(field: string): JsonObject {
    return { ref: `@plan.input.${field}` };
  }
}
