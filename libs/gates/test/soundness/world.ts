// The definitions that random plans are written against: every type, effects with receipts of several kinds.
import { normalizePlan, type PlanLookup } from '@nx-air/air';
import type { CanonValue, JsonObject, JsonValue } from '@nx-air/canon';
import type { PlanView } from '@nx-air/plan/check';
import { normaliseValue, Schemas, type Term, type Value } from '@nx-air/plan/runtime';
import type { Random } from './random.ts';

const p = (kind: string): JsonValue => ({ [kind]: {} });
const option = (item: JsonValue): JsonValue => ({ option: item });
const record = (fields: JsonObject): JsonValue => ({ record: fields });
const ref = (name: string): JsonValue => ({ ref: name });

export const TYPES: Readonly<Record<string, JsonValue>> = {
  't/Text@1': p('text'),
  't/Nat@1': p('nat'),
  't/Int@1': p('int'),
  't/Bool@1': p('bool'),
  't/OptBool@1': option(p('bool')),
  't/Hash@1': p('hash'),
  't/OptText@1': option(p('text')),
  't/OptPoint@1': option(ref('t/Point@1')),
  't/Point@1': record({ x: p('nat'), label: option(p('text')) }),
  't/Choice@1': { variant: { A: ref('t/Point@1'), B: p('unit'), C: p('text') } },
  't/Nats@1': { list: p('nat') },
  't/Words@1': { set: p('text') },
  't/Counts@1': { map: { key: p('text'), value: p('nat') } },
  't/In@1': record({
    name: p('text'),
    count: p('nat'),
    delta: p('int'),
    flag: p('bool'),
    sum: p('hash'),
    price: p('dec128'),
    at: p('time'),
    span: p('duration'),
    raw: p('bytes'),
    id: p('uuid'),
    note: option(p('text')),
    limit: option(p('nat')),
    agreed: option(p('bool')),
    point: ref('t/Point@1'),
    maybe: ref('t/OptPoint@1'),
    choice: ref('t/Choice@1'),
    nats: ref('t/Nats@1'),
    words: ref('t/Words@1'),
    counts: ref('t/Counts@1'),
  }),
  't/Event@1': record({ name: p('text'), count: p('nat'), note: option(p('text')), choice: ref('t/Choice@1') }),
  't/Params@1': record({ name: p('text'), count: p('nat'), note: option(p('text')), choice: ref('t/Choice@1') }),
  't/Receipt@1': record({ status: p('int'), body: option(p('text')), done: p('bool'), agreed: option(p('bool')), count: p('nat') }),
  't/Out@1': { variant: { Done: p('text'), Failed: ref('t/Point@1'), Nothing: p('unit') } },
};

const EFFECTS: Readonly<Record<string, readonly [params: string, receipt: string]>> = {
  plain: ['t/Params@1', 't/Receipt@1'],
  maybe: ['t/Params@1', 't/OptPoint@1'],
  words: ['t/Point@1', 't/Text@1'],
  choose: ['t/Params@1', 't/Choice@1'],
};

export const KINDS = Object.keys(EFFECTS);

/** Schemas, effects, the cap `any` and a policy that allows everything. */
export const DEFINITIONS: readonly JsonObject[] = [
  ...Object.entries(TYPES).map(([name, type]) => ({ $kind: 'defschema', name, type })),
  ...Object.entries(EFFECTS).map(([kind, [params, receipt]]) => ({ $kind: 'defeffect', name: `t/${kind}@1`, kind, params_schema: params, receipt_schema: receipt, cap_type: 'any', origin_scope: 'plan' })),
  { $kind: 'defcap', name: 't/any@1', cap_type: 'any', schema: { record: {} } },
  { $kind: 'defpolicy', name: 't/policy@1', rules: [{ when: {}, decision: 'allow' }] },
];

export const paramsOf = (kind: string): string => EFFECTS[kind]?.[0] ?? '';
export const receiptOf = (kind: string): string => EFFECTS[kind]?.[1] ?? '';

export const schemas = new Schemas((name) => TYPES[name]);

const lookup: PlanLookup = {
  schema: (name) => TYPES[name] as JsonObject | undefined,
  effectByKind: (kind) => (EFFECTS[kind] ? { params: paramsOf(kind), receipt: receiptOf(kind) } : undefined),
  plan: () => undefined,
};

/** The view of a plan, or what the loader says about its literals. */
export function viewOf(plan: JsonObject): PlanView | string {
  const normal = normalizePlan(plan, lookup);
  const [problem] = normal.problems;
  if (problem) return problem.code;
  return {
    plan: normal.plan,
    origin: { file: 'random.air.json', pointer: '' },
    schemas,
    effectByKind: (kind) =>
      EFFECTS[kind] && { paramsTerm: schemas.named(paramsOf(kind)), receiptTerm: schemas.named(receiptOf(kind)), capType: 'any' },
    planByName: () => undefined,
    correlation: { type: schemas.named('t/Text@1') },
  };
}

/** A random value of a type. */
export function valueOf(term: Term, random: Random): Value {
  const normal = normaliseValue(dataOf(term, random, 0), term, schemas);
  if (!normal.ok) throw new Error(JSON.stringify(normal.fault));
  return normal.value;
}

function dataOf(term: Term, random: Random, depth: number): CanonValue {
  const open = schemas.open(term);
  switch (open?.kind) {
    case undefined:
    case 'unit':
      return null;
    case 'bool':
      return random.chance(50);
    case 'nat':
    case 'time':
      return random.below(4);
    case 'int':
    case 'duration':
      return random.below(7) - 3;
    case 'dec128':
      return random.pick(['0', '1.5', '-2']);
    case 'text':
      return random.pick(['', 'a', 'ab', 'ok', 'k']);
    case 'bytes':
      return new Uint8Array(random.below(3));
    case 'hash':
      return `sha256:${random.pick(['0', 'a']).repeat(64)}`;
    case 'uuid':
      return `00000000-0000-0000-0000-00000000000${random.below(3)}`;
    case 'option':
      return random.chance(40) ? null : dataOf(open.item, random, depth + 1);
    case 'list':
    case 'set':
      return Array.from({ length: random.below(3) }, () => dataOf(open.item, random, depth + 1));
    case 'map':
      return new Map(
        Array.from({ length: random.below(3) }, () => [String(dataOf(open.key, random, depth)), dataOf(open.value, random, depth + 1)] as const),
      );
    case 'record':
      return new Map([...open.fields].map(([name, field]) => [name, dataOf(field, random, depth + 1)]));
    case 'variant': {
      const [tag, body] = random.pick([...open.arms]);
      return new Map<string, CanonValue>([['$tag', tag], ['$value', dataOf(body, random, depth + 1)]]);
    }
  }
}
