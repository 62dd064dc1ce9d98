// Differences between two bodies, in AIR terms.
import { expect, it } from 'vitest';
import { changeText, sameJson } from '../../src/lock/diff-change.ts';
import { fieldChanges } from '../../src/lock/diff-fields.ts';
import { showType, showValue } from '../../src/lock/diff-show.ts';
import { emit, json, object, plan, raise, schema } from './lock-facts.ts';

const between = (before: object, after: object): readonly string[] => {
  const locked = object(before);
  return fieldChanges(String(locked['$kind']), locked, object(after)).map((change) => `${change.pointer} ${changeText(change)}`);
};

const charge = (members: object): object => ({ ...emit('http.request', 'net'), id: 'charge', ...members });
const end = { id: 'done', op: 'end' };
const edge = (from: string, to: string, when?: object): object => ({ from, to, ...(when === undefined ? {} : { when }) });
const record = (fields: object): object => ({ record: fields });

it.each([
  ['nothing', schema('a/A@1'), schema('a/A@1'), []],
  [
    'the kind of an effect',
    plan('a/p@1', charge({})),
    plan('a/p@1', charge({ kind: 'llm.generate' })),
    ['/steps/0/kind step `charge`: kind http.request -> llm.generate'],
  ],
  [
    'a step found by its id, not by its position',
    plan('a/p@1', charge({}), end),
    plan('a/p@1', raise('a/E@1'), charge({ params: { record: { url: { text: 'u' } } } }), end),
    [
      '/steps/0 step `tell` added: raise_event a/E@1',
      '/steps/1/params/record/url step `charge`: params.record.url added: {"text":"u"}',
    ],
  ],
  ['a step less', plan('a/p@1', charge({}), end), plan('a/p@1', end), ['/steps/0 step `charge` removed: emit_effect http.request']],
  ['the order of steps', plan('a/p@1', charge({}), end), plan('a/p@1', end, charge({})), ['/steps order of steps "charge, done" -> "done, charge"']],
  [
    'edges by their ends, repeated ones counted',
    { ...plan('a/p@1'), edges: [edge('a', 'b'), edge('b', 'c')] },
    { ...plan('a/p@1'), edges: [edge('a', 'b', { bool: true }), edge('a', 'b')] },
    [
      '/edges/1 edge `b -> c` removed: {"from":"b","to":"c"}',
      '/edges/0/when edge `a -> b`: when added: {"bool":true}',
      '/edges/1 edge `a -> b #2` added: {"from":"a","to":"b"}',
    ],
  ],
  [
    'lists of names',
    { ...plan('a/p@1'), allowed_effects: ['a.b', 'c.d'] },
    { ...plan('a/p@1'), allowed_effects: ['c.d', 'e.f'] },
    ['/allowed_effects/0 allowed_effects removed: a.b', '/allowed_effects/1 allowed_effects added: e.f'],
  ],
  ['input of a plan', plan('a/p@1'), { ...plan('a/p@1'), input: 'a/Other@1' }, ['/input input acme/In@1 -> a/Other@1']],
  [
    'fields of a schema, however deep',
    schema('a/A@1', record({ id: { text: {} }, parts: { list: record({ offset: { nat: {} } }) }, gone: { unit: {} } })),
    schema('a/A@1', record({ id: { uuid: {} }, parts: { list: record({ offset: { int: {} } }) }, note: { option: { text: {} } } })),
    [
      '/type/record/gone field `gone` removed: unit',
      '/type/record/id field `id` text -> uuid',
      '/type/record/note field `note` added: option of text',
      '/type/record/parts/list/record/offset field `parts[].offset` nat -> int',
    ],
  ],
  ['another form of type', schema('a/A@1'), schema('a/A@1', { list: { ref: 'a/B@1' } }), ['/type type text -> list of a/B@1']],
  [
    'values of a map',
    schema('a/A@1', { map: { key: { text: {} }, value: record({ a: { nat: {} } }) } }),
    schema('a/A@1', { map: { key: { text: {} }, value: record({ a: { int: {} } }) } }),
    ['/type/map/value/record/a field `{}.a` nat -> int'],
  ],
  ['keys of a map', schema('a/A@1', { map: { key: { text: {} }, value: { nat: {} } } }), schema('a/A@1', { map: { key: { uuid: {} }, value: { nat: {} } } }), ['/type type map of text to nat -> map of uuid to nat']],
  [
    'a rule of a policy',
    { $kind: 'defpolicy', name: 'a/P@1', rules: [{ when: { effect_kind: 'a.b' }, decision: 'allow' }] },
    { $kind: 'defpolicy', name: 'a/P@1', rules: [{ when: { effect_kind: 'a.b' }, decision: 'deny' }, { when: {}, decision: 'deny' }] },
    ['/rules/0/decision rule 1: decision allow -> deny', '/rules/1 rule 2 added: {"decision":"deny","when":{}}'],
  ],
  [
    'a capability',
    { $kind: 'defcap', name: 'a/C@1', cap_type: 'http.out', schema: record({ hosts: { set: { text: {} } } }) },
    { $kind: 'defcap', name: 'a/C@1', cap_type: 'http.in', schema: record({ hosts: { list: { text: {} } } }) },
    ['/cap_type cap_type http.out -> http.in', '/schema/record/hosts field `hosts` set of text -> list of text'],
  ],
  ['a value of another type', plan('a/p@1', charge({ params: { nat: 1 } })), plan('a/p@1', charge({ params: { text: 'a' } })), ['/steps/0/params step `charge`: params {"nat":1} -> {"text":"a"}']],
  ['a field called constructor', schema('a/A@1', record({})), schema('a/A@1', record({ constructor: { text: {} } })), ['/type/record/constructor field `constructor` added: text']],
])('%s', (_name, before, after, expected) => {
  expect(between(before, after)).toEqual(expected);
});

it('steps without an id do not break the walk', () => {
  expect(between({ $kind: 'defplan', steps: [1, null] }, { $kind: 'defplan', steps: [1, {}] })).toEqual(['/steps/1 step ` #2` null -> {}']);
});

it.each([
  [1, 1n, true],
  [1, '1', false],
  [[1, 2], [1], false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
] as const)('sameJson %j %s', (left, right, same) => {
  expect(sameJson(left, right)).toBe(same);
});

it('shows long values shortened and words as they are', () => {
  expect(showValue('http.request')).toBe('http.request');
  expect(showValue('two words')).toBe('"two words"');
  expect(showValue(json({ text: 'x'.repeat(200) }))).toHaveLength(81);
  expect(showType(json({ variant: { A: { unit: {} }, B: { unit: {} } } }))).toBe('variant {A, B}');
  expect(showValue(json({ b: 1, a: [{ d: 1, c: 2 }] }))).toBe('{"a":[{"c":2,"d":1}],"b":1}');
  expect(showType(json({ bogus: 1 }))).toBe('{"bogus":1}');
});
