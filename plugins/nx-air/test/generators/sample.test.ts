// Values made up from schemas, and grants that let them through.
import { describe, expect, test } from 'vitest';
import { sampleGrant } from '../../src/generators/sample/sample-grant.ts';
import { createSampler } from '../../src/generators/sample/sample-value.ts';

const schemas: Readonly<Record<string, any>> = {
  'a/Tree@1': { record: { left: { option: { ref: 'a/Tree@1' } }, label: { text: {} } } },
  'a/Loop@1': { list: { ref: 'a/Loop@1' } },
};
const sampler = (full: boolean) => createSampler({ schemaOf: (name) => schemas[name], full });

describe('values', () => {
  test.each<[string, any, string, unknown, unknown]>([
    ['an id', { text: {} }, 'order_id', 'order-1', 'order-1'],
    ['a URL', { text: {} }, 'source_url', 'https://example.org/source', 'https://example.org/source'],
    ['a path', { text: {} }, 'prompt_path', 'example/file.txt', 'example/file.txt'],
    ['a time', { nat: {} }, 'due_ns', '@time:1h', 1],
    ['a number', { nat: {} }, 'count', 1, 1],
    ['a status', { int: {} }, 'status', 200, 200],
    ['content', { hash: {} }, 'body_ref', '@hash:sample', '@hash:sample'],
    ['an option', { option: { text: {} } }, 'note', null, 'note-1'],
    ['a list', { list: { nat: {} } }, 'parts', [1], [1]],
    ['a map', { map: { key: { text: {} }, value: { nat: {} } } }, 'headers', {}, {}],
    ['a variant takes an arm without a value', { variant: { Full: { text: {} }, Empty: { unit: {} } } }, 'kind', { Empty: null }, { Empty: null }],
    ['a reference', { ref: 'a/Tree@1' }, 'tree', { left: null, label: 'label-1' }, expect.objectContaining({ label: 'label-1' })],
    ['a schema that is not there', { ref: 'a/None@1' }, 'x', {}, {}],
  ])('%s', (_label, type, field, input, answer) => {
    expect(sampler(false).value(type, field)).toEqual(input);
    expect(sampler(true).value(type, field)).toEqual(answer);
  });

  test('times of one value come one after the other', () => {
    expect(sampler(false).value({ record: { deadline_ns: { nat: {} }, grace_until_ns: { nat: {} } } }, '')).toEqual({ deadline_ns: '@time:1h', grace_until_ns: '@time:2h' });
  });

  test('a type that holds itself ends', () => {
    expect(JSON.stringify(sampler(true).value({ ref: 'a/Loop@1' }, 'x')).length).toBeLessThan(200);
  });

  test('content is asked for only where it is named', () => {
    const each = sampler(false);
    each.value({ text: {} }, 'a');
    expect(each.usesContent()).toBe(false);
    each.value({ hash: {} }, 'a');
    expect(each.usesContent()).toBe(true);
  });
});

describe('grants', () => {
  const use = (kinds: string[], ...params: any[]) => ({ kinds, params });

  test.each<[string, ReturnType<typeof use>, any, unknown]>([
    ['http.out', use(['http.request'], { record: { method: { text: 'POST' } } }, { record: { method: { ref: '@plan.input.method' } } }), undefined, { hosts: { set: [{ text: 'example.org' }] }, schemes: { set: [{ text: 'https' }] }, methods: { set: [{ text: 'POST' }] } }],
    ['http.out', use(['http.request']), undefined, expect.objectContaining({ methods: { set: [{ text: 'GET' }] } })],
    ['llm.basic', use(['llm.generate'], { record: { max_tokens: { nat: 5000 }, model: { text: 'large' } } }), undefined, { providers: { set: [{ text: 'local' }] }, models: { set: [{ text: 'example' }, { text: 'large' }] }, max_tokens: { nat: 5000 } }],
    ['workspace', use(['workspace.resolve', 'workspace.read_ref']), undefined, expect.objectContaining({ ops: { set: [{ text: 'read_ref' }, { text: 'resolve' }] } })],
    ['timer', use(['timer.set']), { record: {} }, {}],
    ['theirs', use(['theirs.do']), { record: { names: { set: { text: {} } }, most: { nat: {} }, note: { option: { text: {} } } } }, { names: { set: [] }, most: { nat: 0 } }],
  ])('%s', (capType, uses, schema, record) => {
    expect(sampleGrant(capType, schema, uses)).toEqual({ record });
  });
});
