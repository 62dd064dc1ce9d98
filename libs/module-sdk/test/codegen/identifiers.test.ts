// Names in generated code.
import { describe, expect, test } from 'vitest';
import { armNames, ClassNames, fieldNames, kebabCase, pascalCase } from '../../src/codegen/identifiers.ts';

describe('case', () => {
  test.each([
    ['sync_fault', 'SyncFault', 'sync-fault'],
    ['SyncTracker', 'SyncTracker', 'sync-tracker'],
    ['HTTPLog', 'HTTPLog', 'http-log'],
    ['a.b-c', 'ABC', 'a-b-c'],
    ['2nd', 'T2nd', '2nd'],
    ['v2Log', 'V2Log', 'v2-log'],
  ])('%s', (text, pascal, kebab) => {
    expect([pascalCase(text), kebabCase(text)]).toEqual([pascal, kebab]);
  });
});

describe('fields', () => {
  test.each([
    [['count', 'new', 'u64', 'a-b', 'a b', '2x'], ['count', '_new', '_u64', 'a_b', 'a_b_2', '_2x']],
    [['ключ', 'клю'], ['____', '___']],
  ])('%j', (fields, names) => {
    expect([...fieldNames(fields).values()]).toEqual(names);
  });

  test('arms are classes of their own', () => {
    expect([...armNames(['read', 'Read', 'ok']).values()]).toEqual(['Read', 'Read_2', 'Ok']);
  });
});

describe('classes', () => {
  test('schemas with one last part, or with that of a class of the SDK, are told apart by namespace and version', () => {
    const names = new ClassNames(['a.b/Note@1', 'c/Note@2', 'c/Map@1', 'c/Order@7']);
    expect(['a.b/Note@1', 'c/Note@2', 'c/Map@1', 'c/Order@7'].map((schema) => names.ofSchema(schema))).toEqual(['ABNoteV1', 'CNoteV2', 'CMapV1', 'Order']);
    expect(names.add('Order')).toBe('Order_2');
  });

  test('do not depend on the order of schemas', () => {
    const one = new ClassNames(['a/X@1', 'b/X@1', 'a-b/X@1']);
    const other = new ClassNames(['a-b/X@1', 'b/X@1', 'a/X@1']);
    for (const schema of ['a/X@1', 'b/X@1', 'a-b/X@1']) expect(one.ofSchema(schema)).toBe(other.ofSchema(schema));
  });
});
