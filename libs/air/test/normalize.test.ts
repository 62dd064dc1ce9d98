// Normalising one slot at a time: what each kind of value becomes, and what is reported instead.
import type { JsonObject, JsonValue } from '@nx-air/canon';
import { describe, expect, it } from 'vitest';
import { identify } from '../src/identity.ts';
import { normalizePlan } from '../src/normalize.ts';
import type { LiteralProblem } from '../src/normalize/literal-problem.ts';
import { lookupOf } from './lookup.ts';

const HASH = `sha256:${'ab'.repeat(32)}`;

const show = (json: unknown): string =>
  JSON.stringify(json, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

const schemaNode = (name: string, type: JsonValue) => identify({ $kind: 'defschema', name, type })!;

/** One assign step whose local has the given type. */
function assign(type: JsonValue, expr: JsonValue, more: Readonly<Record<string, JsonValue>> = {}) {
  const nodes = [schemaNode('a.b/Local@1', type), ...Object.entries(more).map(([name, other]) => schemaNode(name, other))];
  const plan = identify({
    $kind: 'defplan',
    name: 'a.b/p@1',
    input: 'a.b/I@1',
    locals: { v: 'a.b/Local@1' },
    steps: [{ id: 's', op: 'assign', expr, bind: { as: 'v' } }],
  })!;
  const result = normalizePlan(plan.node, lookupOf(nodes));
  return { expr: (result.plan['steps'] as JsonObject[])[0]!['expr'], problems: result.problems.map(line) };
}

const line = ({ code, pointer, expected, actual }: LiteralProblem): string =>
  [code, pointer, expected && `expected ${expected}`, actual && `found ${actual}`].filter(Boolean).join(' · ');

const record = (fields: JsonObject): JsonObject => ({ record: fields });
const KIND = { variant: { Fast: { unit: {} }, Slow: record({ by: { nat: {} } }) } };

describe('plain JSON becomes a literal', () => {
  const cases: readonly (readonly [type: JsonValue, json: JsonValue, literal: JsonValue])[] = [
    [{ bool: {} }, true, { bool: true }],
    [{ int: {} }, -5, { int: -5 }],
    [{ int: {} }, '-9223372036854775808', { int: -(2n ** 63n) }],
    [{ int: {} }, '+007', { int: 7 }],
    [{ nat: {} }, '18446744073709551615', { nat: 2n ** 64n - 1n }],
    [{ nat: {} }, 2n ** 63n, { nat: 2n ** 63n }],
    [{ time: {} }, 5, { time_ns: 5 }],
    [{ duration: {} }, -5, { duration_ns: -5 }],
    [{ dec128: {} }, '1.50', { dec128: '1.50' }],
    [{ bytes: {} }, 'AAEC', { bytes_b64: 'AAEC' }],
    [{ text: {} }, 'x', { text: 'x' }],
    [{ hash: {} }, HASH, { hash: HASH }],
    [{ uuid: {} }, 'u', { uuid: 'u' }],
    [{ unit: {} }, 'anything', { null: {} }],
    [{ option: { text: {} } }, null, { null: {} }],
    [{ option: { text: {} } }, 'x', { text: 'x' }],
    [{ list: { nat: {} } }, [3, 1], { list: [{ nat: 3 }, { nat: 1 }] }],
    [{ set: { text: {} } }, ['b', 'a', 'cc', 'b'], { set: [{ text: 'a' }, { text: 'b' }, { text: 'cc' }] }],
    [{ set: { int: {} } }, [-1, 1000, 2], { set: [{ int: 2 }, { int: 1000 }, { int: -1 }] }],
    [KIND, { Slow: { by: '7' } }, { tag: 'Slow', value: record({ by: { nat: 7 } }) }],
    [KIND, { Fast: null }, { tag: 'Fast' }],
    [{ ref: 'a.b/Kind@1' }, { Fast: null }, { tag: 'Fast' }],
    [record({ b: { nat: {} }, a: { option: { nat: {} } } }), { a: null, b: 1 }, record({ a: { null: {} }, b: { nat: 1 } })],
    [
      { map: { key: { text: {} }, value: { int: {} } } },
      { bb: -2, a: 1 },
      { map: [{ key: { text: 'a' }, value: { int: 1 } }, { key: { text: 'bb' }, value: { int: -2 } }] },
    ],
    [
      { map: { key: { nat: {} }, value: { text: {} } } },
      [[300, 'x'], [2, 'y'], [2, 'z']],
      { map: [{ key: { nat: 2 }, value: { text: 'y' } }, { key: { nat: 300 }, value: { text: 'x' } }] },
    ],
  ];
  it.each(cases.map(([type, json, literal]) => [`${show(json)} as ${show(type)}`, type, json, literal] as const))(
    '%s',
    (_, type, json, literal) => {
      expect(assign(type, json, { 'a.b/Kind@1': KIND })).toEqual({ expr: literal, problems: [] });
    },
  );
});

describe('expressions and literals', () => {
  const cases: readonly (readonly [type: JsonValue, json: JsonValue, value: JsonValue])[] = [
    // Constants only: folded, then canonical.
    [KIND, { variant: { tag: 'Fast' } }, { tag: 'Fast' }],
    [{ set: { text: {} } }, { set: [{ text: 'b' }, { text: 'a' }, { text: 'b' }] }, { set: [{ text: 'a' }, { text: 'b' }] }],
    [{ list: KIND }, { list: [{ variant: { tag: 'Fast' } }] }, { list: [{ tag: 'Fast' }] }],
    [{ unit: {} }, { record: {} }, { record: {} }],
    [{ option: { nat: {} } }, { null: {} }, { null: {} }],
    // A reference or operator anywhere keeps the whole expression as written, unsorted and unchecked.
    [{ set: { text: {} } }, { set: [{ text: 'b' }, { text: 'a' }, { ref: '@x' }] }, { set: [{ text: 'b' }, { text: 'a' }, { ref: '@x' }] }],
    [{ nat: {} }, { record: { a: { op: 'len', args: [] } } }, { record: { a: { op: 'len', args: [] } } }],
    [KIND, { variant: { tag: 'No', value: { ref: '@x' } } }, { variant: { tag: 'No', value: { ref: '@x' } } }],
    // Typed literals.
    [KIND, { tag: 'Slow', value: record({ by: { nat: 1 } }) }, { tag: 'Slow', value: record({ by: { nat: 1 } }) }],
    [
      { map: { key: { text: {} }, value: { set: { nat: {} } } } },
      { map: [{ key: { text: 'k' }, value: { set: [{ nat: 2 }, { nat: 1 }] } }] },
      { map: [{ key: { text: 'k' }, value: { set: [{ nat: 1 }, { nat: 2 }] } }] },
    ],
  ];
  it.each(cases.map(([type, json, value]) => [`${show(json)} as ${show(type)}`, type, json, value] as const))(
    '%s',
    (_, type, json, value) => {
      expect(assign(type, json)).toEqual({ expr: value, problems: [] });
    },
  );
});

describe('what does not fit', () => {
  it.each<readonly [string, JsonValue, JsonValue, readonly string[]]>([
    ['text for nat', { nat: {} }, 'x', ['bad_literal · /steps/0/expr · expected nat · found "x"']],
    ['negative nat', { nat: {} }, -1, ['bad_literal · /steps/0/expr · expected nat · found -1']],
    ['too large int', { int: {} }, '9223372036854775808', ['bad_literal · /steps/0/expr · expected int · found "9223372036854775808"']],
    ['text for time', { time: {} }, '5', ['bad_literal · /steps/0/expr · expected time · found "5"']],
    ['malformed hash', { hash: {} }, 'sha256:1', ['bad_literal · /steps/0/expr · expected hash · found "sha256:1"']],
    ['object for list', { list: { nat: {} } }, { a: 1 }, ['bad_literal · /steps/0/expr · expected list · found object']],
    ['item', { list: { nat: {} } }, [1, 'x'], ['bad_literal · /steps/0/expr/1 · expected nat · found "x"']],
    [
      'each field is reported',
      record({ a: { nat: {} }, b: { nat: {} }, c: { nat: {} } }),
      { a: 'x', b: null, d: 1 },
      [
        'literal_unknown_field · /steps/0/expr/d · expected a, b, c · found d',
        'bad_literal · /steps/0/expr/a · expected nat · found "x"',
        'bad_literal · /steps/0/expr/b · expected nat · found null',
        'literal_missing_field · /steps/0/expr · expected c',
      ],
    ],
    ['unknown tag', KIND, { Slwo: null }, ['literal_unknown_tag · /steps/0/expr/Slwo · expected Fast, Slow · found Slwo']],
    ['two tags', KIND, { Fast: null, Slow: null }, ['bad_literal · /steps/0/expr · expected variant: one member · found 2 members']],
    ['tag without its value', KIND, { Slow: null }, ['bad_literal · /steps/0/expr/Slow · expected record · found null']],
    ['typed tag without its value', KIND, { tag: 'Slow' }, ['bad_literal · /steps/0/expr · expected record · found Slow without a value']],
    ['typed constant', { nat: {} }, { text: '5' }, ['bad_literal · /steps/0/expr · expected nat · found text']],
    ['typed field', record({ a: { nat: {} } }), record({ a: { int: 1 } }), ['bad_literal · /steps/0/expr/record/a · expected nat · found int']],
    [
      'typed record',
      record({ a: { option: { nat: {} } } }),
      record({ b: { nat: 1 } }),
      [
        'literal_unknown_field · /steps/0/expr/record/b · expected a · found b',
        'literal_missing_field · /steps/0/expr · expected a',
      ],
    ],
    ['secret', { text: {} }, { alias: 'k', version: 1 }, ['bad_literal · /steps/0/expr · expected text · found secret']],
    ['pair', { map: { key: { nat: {} }, value: { nat: {} } } }, [[1, 2], [3]], ['bad_literal · /steps/0/expr/1 · expected [key, value] · found list']],
    ['nested reference', { ref: 'a.b/Gone@1' }, 1, ['literal_unknown_schema · /steps/0/expr · found a.b/Gone@1']],
    ['types that refer in a circle', { ref: 'a.b/Local@1' }, 1, ['literal_too_deep · /steps/0/expr · expected at most 256 levels']],
    ['option of itself', { option: { ref: 'a.b/Local@1' } }, 1, ['literal_too_deep · /steps/0/expr · expected at most 256 levels']],
  ])('%s', (_, type, json, problems) => {
    expect(assign(type, json).problems).toEqual(problems);
  });

  it('a type may refer to itself where values end', () => {
    const tree = record({ children: { list: { ref: 'a.b/Local@1' } } });
    expect(assign(tree, { children: [{ children: [] }] })).toEqual({
      expr: record({ children: { list: [record({ children: { list: [] } })] } }),
      problems: [],
    });
  });

  it('the value stays as written', () => {
    expect(assign({ nat: {} }, 'x').expr).toBe('x');
    expect(assign({ nat: {} }, { text: 'x' }).expr).toEqual({ text: 'x' });
  });
});

describe('slots', () => {
  const child = identify({ $kind: 'defplan', name: 'a.b/child@1', input: 'a.b/Req@1', steps: [] })!;
  const lookup = lookupOf([schemaNode('a.b/Req@1', record({ id: { text: {} } })), child]);
  const normalized = (step: JsonObject, plan: JsonObject = {}) => {
    const identity = identify({ $kind: 'defplan', name: 'a.b/p@1', input: 'a.b/Req@1', steps: [{ id: 's', ...step }], ...plan })!;
    const result = normalizePlan(identity.node, lookup);
    return { step: (result.plan['steps'] as JsonObject[])[0]!, problems: result.problems.map(line), plan: result.plan };
  };
  const req = { id: 'x' };
  const typedReq = record({ id: { text: 'x' } });
  const emit = { op: 'emit_effect', cap: 'g', bind: { effect_id_as: 'h' } };
  const spawn = { op: 'spawn_plan', plan: 'a.b/child@1', bind: { handle_as: 'h' } };
  const each = { op: 'spawn_for_each', plan: 'a.b/child@1', bind: { handles_as: 'h' } };

  it.each<readonly [string, JsonObject, JsonObject, JsonObject]>([
    ['raise_event.value', { op: 'raise_event', event: 'a.b/Req@1', value: req }, {}, { value: typedReq }],
    ['end.result', { op: 'end', result: req }, { output: 'a.b/Req@1' }, { result: typedReq }],
    ['emit_effect.params', { ...emit, kind: 'blob.get', params: { blob_ref: HASH } }, {}, { params: record({ blob_ref: { hash: HASH } }) }],
    ['emit_effect.idempotency_key', { ...emit, kind: 'timer.set', params: { ref: '@x' }, idempotency_key: HASH }, {}, { idempotency_key: { hash: HASH } }],
    ['spawn_plan.input', { ...spawn, input: req }, {}, { input: typedReq }],
    ['spawn_for_each.inputs', { ...each, inputs: [req, req] }, {}, { inputs: { list: [typedReq, typedReq] } }],
    ['assign without local: a literal stays', { op: 'assign', expr: { set: [{ nat: 2 }, { nat: 1 }] }, bind: { as: 'v' } }, {}, { expr: { set: [{ nat: 2 }, { nat: 1 }] } }],
  ])('%s', (_, step, plan, expected) => {
    const result = normalized(step, plan);
    expect(result.problems).toEqual([]);
    expect(result.step).toMatchObject(expected);
  });

  it.each<readonly [string, JsonObject, JsonObject, readonly string[]]>([
    ['assign without local', { op: 'assign', expr: [1, 2], bind: { as: 'v' } }, {}, ['literal_without_schema · /steps/0/expr · expected local v']],
    ['unknown schema of a local', { op: 'assign', expr: { nat: 1 }, bind: { as: 'v' } }, { locals: { v: 'a.b/No@1' } }, ['literal_unknown_schema · /locals/v · found a.b/No@1']],
    ['result without output', { op: 'end', result: { nat: 1 } }, {}, ['result_without_output · /steps/0/result']],
    ['unknown output', { op: 'end', result: { nat: 1 } }, { output: 'a.b/No@1' }, ['literal_unknown_schema · /output · found a.b/No@1']],
    ['unknown event', { op: 'raise_event', event: 'a.b/No@1', value: {} }, {}, ['literal_unknown_schema · /steps/0/event · found a.b/No@1']],
    ['unknown effect', { ...emit, kind: 'no.such', params: {} }, {}, ['literal_unknown_effect · /steps/0/kind · found no.such']],
    ['key that is no hash', { ...emit, kind: 'timer.set', params: { ref: '@x' }, idempotency_key: 'k' }, {}, ['bad_literal · /steps/0/idempotency_key · expected hash · found "k"']],
    ['plain input of an unknown plan', { ...spawn, plan: 'a.b/no@1', input: req }, {}, ['literal_unknown_plan · /steps/0/plan · found a.b/no@1']],
    ['typed input of an unknown plan', { ...spawn, plan: 'a.b/no@1', input: typedReq }, {}, []],
    ['one bad input of many', { ...each, inputs: [req, {}] }, {}, ['literal_missing_field · /steps/0/inputs/1 · expected id']],
  ])('%s', (_, step, plan, problems) => {
    expect(normalized(step, plan).problems).toEqual(problems);
  });

  it('waits and edges stay as written', () => {
    const step = { op: 'await_event', event: 'a.b/Req@1', where: { set: [{ nat: 2 }, { nat: 1 }] }, bind: { as: 'o' } };
    const edges = [{ from: 's', to: 's', when: { set: [{ nat: 2 }, { nat: 1 }] } }];
    const result = normalized(step, { edges });
    expect(result.step).toMatchObject(step);
    expect(result.plan['edges']).toEqual(edges);
  });
});

describe('required_caps and allowed_effects', () => {
  const emit = (id: string, kind: string, cap: string): JsonObject => ({
    id,
    op: 'emit_effect',
    kind,
    params: { ref: '@x' },
    cap,
    bind: { effect_id_as: id },
  });
  const lists = (plan: JsonObject) => {
    const identity = identify({ $kind: 'defplan', name: 'a.b/p@1', input: 'a.b/I@1', ...plan })!;
    const { required_caps, allowed_effects } = normalizePlan(identity.node, lookupOf([])).plan;
    return [required_caps, allowed_effects];
  };
  const steps = [emit('a', 'timer.set', 'z'), emit('b', 'blob.get', 'B'), emit('c', 'timer.set', 'z')];

  it.each<readonly [string, JsonObject, readonly (JsonValue | undefined)[]]>([
    ['derived from the steps', { steps }, [['B', 'z'], ['blob.get', 'timer.set']]],
    ['authored ones sorted, each once', { steps, required_caps: ['z', 'a', 'z'], allowed_effects: ['x'] }, [['a', 'z'], ['x']]],
    ['only the empty one derived', { steps, required_caps: ['q'] }, [['q'], ['blob.get', 'timer.set']]],
    ['left out without effects', { steps: [] }, [undefined, undefined]],
    ['by code points', { steps: [], required_caps: ['\u{10000}', '\uffff'] }, [['\uffff', '\u{10000}'], undefined]],
  ])('%s', (_, plan, expected) => {
    expect(lists(plan)).toEqual(expected);
  });
});
