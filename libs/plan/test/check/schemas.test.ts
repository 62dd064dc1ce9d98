// Schemas without a finite value.
import { describe, expect, test } from 'vitest';
import { record, ref, schema } from '../support/defs.ts';
import { findingsOf } from '../support/rules.ts';
import { worldFindings, type Json } from '../support/world.ts';

const world = (...types: readonly (readonly [name: string, type: Json])[]) => ({ defs: types.map(([name, type]) => schema(`t/${name}@1`, type)) });

describe('a schema that holds itself', () => {
  test('directly', () => {
    expect(findingsOf(world(['Node', record({ next: { option: ref('t/Node@1') } })]), world(['Node', record({ next: ref('t/Node@1') })]))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:5:13 error uninhabitable_schema
        defschema t/Node@1: schema without values
        found a value would have to hold another value of its own type
        hint: Put an option, a list or another variant where it contains itself."
    `);
  });

  test('through others: one finding for the circle', () => {
    const circle = (last: Json) => world(['A', record({ b: ref('t/B@1') })], ['B', record({ c: ref('t/C@1') })], ['C', last]);
    expect(findingsOf(circle(record({ a: { list: ref('t/A@1') } })), circle(record({ a: ref('t/A@1') })))).toMatchInlineSnapshot(`
      "w/air/defs.air.json:5:13 error uninhabitable_schema
        defschema t/A@1: schema without values
        found a value would have to hold values of t/B@1 and t/C@1 and then of its own type
        hint: Put an option, a list or another variant where it contains itself."
    `);
  });

  test('a name for itself', () => expect(worldFindings(world(['Me', ref('t/Me@1')]))).toContain('uninhabitable_schema'));

  test('every arm of a variant', () => {
    const tree = (leaf: Json) => world(['Tree', { variant: { Node: ref('t/Tree@1'), Leaf: leaf } }]);
    expect(findingsOf(tree({ unit: {} }), tree(record({ up: ref('t/Tree@1') })))).toContain('uninhabitable_schema');
  });

  test('who only refers to one is no second finding', () => {
    const report = worldFindings(world(['Node', record({ next: ref('t/Node@1') })], ['Box', record({ node: ref('t/Node@1') })], ['Also', ref('t/Box@1')]));
    expect(report.match(/uninhabitable_schema/gu)).toHaveLength(1);
  });

  test('two circles are two findings', () => {
    const report = worldFindings(world(['A', ref('t/A@1')], ['B', record({ b: ref('t/B@1'), a: ref('t/A@1') })]));
    expect(report.match(/uninhabitable_schema/gu)).toHaveLength(2);
  });

  test.each<[string, Json]>([
    ['list', { list: ref('t/X@1') }],
    ['set', { set: ref('t/X@1') }],
    ['map', { map: { key: { text: {} }, value: ref('t/X@1') } }],
    ['option', { option: ref('t/X@1') }],
  ])('may stand behind a %s', (_name, type) => expect(worldFindings(world(['X', type]))).toBe(''));
});
