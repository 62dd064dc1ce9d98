// Random definitions for property tests: sound types, expressions and plans, and any JSON.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import fc from 'fast-check';
import { EXPR_OPS } from '../src/model/expr.ts';
import { MAP_KEY_TYPES, PRIMITIVE_TYPES } from '../src/model/type-expr.ts';

/** Fixed, and printed when a property fails. */
export const SEED = 20_240_607;
export const CHECK = { seed: SEED, numRuns: 150, verbose: 1 } as const;

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);
const anyText = fc.string({ unit: 'grapheme', maxLength: 8 });
export const schemaName = fc.tuple(word, word, fc.integer({ min: 1, max: 99 })).map(([a, b, v]) => `${a}/${b}@${v}`);
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => `sha256:${Buffer.from(bytes).toString('hex')}`);

const dictionary = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonObject> =>
  fc.dictionary(fc.oneof(word, anyText.filter((key) => key !== '__proto__')), value, { maxKeys: 3 });
const single = (key: string, value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonObject> => value.map((body) => ({ [key]: body }));
const primitive = (names: readonly string[]): fc.Arbitrary<JsonObject> => fc.constantFrom(...names).map((name) => ({ [name]: {} }));

const safe = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
const nat = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(safe);
const int = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(safe);

export const { type: typeExpr } = fc.letrec<{ type: JsonObject }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    primitive(PRIMITIVE_TYPES),
    single('ref', schemaName),
    single('record', dictionary(tie('type'))),
    single('variant', dictionary(tie('type'))),
    single('list', tie('type')),
    single('set', tie('type')),
    single('option', tie('type')),
    fc.record({ key: primitive(MAP_KEY_TYPES), value: tie('type') }).map((map) => ({ map })),
  ),
}));

const constant: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ null: {} }),
  single('bool', fc.boolean()),
  single('int', int),
  single('nat', nat),
  single('text', anyText),
  single('bytes_b64', fc.base64String({ maxLength: 8 })),
  single('time_ns', nat),
  single('duration_ns', int),
  single('hash', hash),
);

export const { expr } = fc.letrec<{ expr: JsonObject }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    constant,
    single('ref', word.map((name) => `@var:${name}`)),
    fc.record({ op: fc.constantFrom(...EXPR_OPS), args: fc.array(tie('expr'), { maxLength: 3 }) }),
    single('record', dictionary(tie('expr'))),
    single('list', fc.array(tie('expr'), { maxLength: 3 })),
    single('set', fc.array(tie('expr'), { maxLength: 3 })),
    fc.array(fc.record({ key: tie('expr'), value: tie('expr') }), { maxLength: 2 }).map((map) => ({ map })),
    fc.record({ tag: word, value: tie('expr') }, { requiredKeys: ['tag'] }).map((variant) => ({ variant })),
  ),
}));

/** JSON without floats, as the strict reader yields it. */
export const { json: anyJson } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    int,
    nat,
    anyText,
    fc.array(tie('json'), { maxLength: 3 }),
    dictionary(tie('json')),
    constant,
  ),
}));

export const schemaNode: fc.Arbitrary<JsonObject> = fc.record({
  $kind: fc.constant('defschema'),
  name: schemaName,
  type: typeExpr,
});

const step: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ id: word, op: fc.constant('assign'), expr: fc.oneof(expr, anyJson), bind: fc.record({ as: word }) }),
  fc.record({ id: word, op: fc.constant('raise_event'), event: schemaName, value: fc.oneof(expr, anyJson) }),
  fc.record({ id: word, op: fc.constant('await_event'), event: schemaName, where: expr, bind: fc.record({ as: word }) }),
  fc.record({ id: word, op: fc.constant('end') }),
);

export const planNode: fc.Arbitrary<JsonObject> = fc.record({
  $kind: fc.constant('defplan'),
  name: schemaName,
  input: schemaName,
  locals: fc.dictionary(word, schemaName, { maxKeys: 3 }),
  steps: fc.array(step, { maxLength: 4 }),
  edges: fc.array(fc.record({ from: word, to: word, when: expr }, { requiredKeys: ['from', 'to'] }), { maxLength: 3 }),
  required_caps: fc.array(word, { maxLength: 2 }),
});

export const node: fc.Arbitrary<JsonObject> = fc.oneof(schemaNode, planNode);

/** The same JSON with the keys of every object in another order, chosen by `salt`. */
export function reordered(json: JsonValue, salt: number): JsonValue {
  if (Array.isArray(json)) return json.map((item: JsonValue) => reordered(item, salt));
  if (typeof json !== 'object' || json === null) return json;
  const weight = (key: string): number => {
    let sum = salt;
    for (const char of key) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) | 0;
    return sum;
  };
  const entries = Object.entries(json).sort(([a], [b]) => weight(a) - weight(b));
  return Object.fromEntries(entries.map(([key, value]) => [key, reordered(value, salt)]));
}

/** JSON text with white space of the author's choice. */
export function spaced(json: JsonValue, gap: string): string {
  if (Array.isArray(json)) return `[${gap}${json.map((item: JsonValue) => spaced(item, gap)).join(`${gap},${gap}`)}${gap}]`;
  if (typeof json === 'object' && json !== null) {
    const members = Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}${gap}:${gap}${spaced(value, gap)}`);
    return `{${gap}${members.join(`${gap},${gap}`)}${gap}}`;
  }
  return typeof json === 'bigint' ? String(json) : JSON.stringify(json);
}
