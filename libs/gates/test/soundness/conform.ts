// Types symbolic values by a schema, as the slots of steps do.
import type { Term } from '@nx-air/plan/runtime';
import { Excluded, RunEnds } from './run-ends.ts';
import { fits, kindOf, NOTHING, open, recordOf, variantOf, type Symbolic } from './symbol.ts';

/** Decides the outermost shape of a value. */
type Force = (symbol: Symbolic) => Symbolic;

/** The value typed by a schema, as the slot of a step has it. */
export function conform(symbol: Symbolic, term: Term, force: Force): Symbolic {
  const type = open(term);
  const refuse = (): never => {
    throw new Excluded('slot', `${kindOf(symbol)} where ${type.kind} is expected`);
  };
  if (type.kind === 'option') return symbol.key === NOTHING.key ? symbol : symbol.k === 'any' && kindOf(symbol) === 'option' ? conformAny(symbol, term, force) : conform(symbol, type.item, force);
  switch (symbol.k) {
    case 'any':
      return conformAny(symbol, term, force);
    case 'const': {
      const { t } = symbol.value;
      if (t === 'int' && type.kind === 'nat' && symbol.value.v < 0n) throw new RunEnds('overflow');
      const isFine = t === type.kind || (type.kind === 'unit' && t === 'null') || (t === 'nat' && type.kind === 'int') || (t === 'int' && type.kind === 'nat');
      return isFine ? symbol : refuse();
    }
    case 'record': {
      if (type.kind !== 'record' || [...symbol.fields.keys()].some((name) => !type.fields.has(name))) return refuse();
      return recordOf(new Map([...type.fields].map(([name, field]) => [name, conform(symbol.fields.get(name) ?? NOTHING, field, force)])));
    }
    case 'variant': {
      const arm = type.kind === 'variant' ? type.arms.get(symbol.tag) : undefined;
      return arm ? variantOf(symbol.tag, conform(symbol.value, arm, force)) : refuse();
    }
    case 'list':
    case 'set':
      return type.kind === symbol.k ? { ...symbol, items: symbol.items.map((item) => conform(item, type.item, force)) } : refuse();
    case 'map':
      if (type.kind !== 'map') return refuse();
      return { ...symbol, entries: symbol.entries.map(([key, value]) => [conform(key, type.key, force), conform(value, type.value, force)] as const) };
  }
}

function conformAny(symbol: Symbolic & { readonly k: 'any' }, term: Term, force: Force): Symbolic {
  if (fits(symbol.term, term)) return { ...symbol, term };
  if (symbol.natural === true && open(term).kind === 'nat') return { ...symbol, term };
  if (kindOf(symbol) === 'option') return conform(force(symbol), term, force);
  throw new Excluded('slot', `${kindOf(symbol)} where ${open(term).kind} is expected`);
}
