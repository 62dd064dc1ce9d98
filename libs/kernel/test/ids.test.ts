// Ids depend on what caused something, and on nothing else.
import { describe, expect, test } from 'vitest';
import { childId, instanceId, moduleIntentId, parseInstanceId, planIntentId } from '../src/index.ts';

const instance = instanceId('w', 'a/core_x@1', 1, 0);
const key = new Uint8Array([1]);

describe('instance ids', () => {
  test('are UUIDs of version 8 and stay what they are', () => {
    expect(instance).toBe('d18b99d2-bfd6-836b-a4a9-db066a1abea5');
    expect(parseInstanceId(instance)).toBe(instance);
  });

  test.each([
    ['world', instanceId('v', 'a/core_x@1', 1, 0)],
    ['plan', instanceId('w', 'a/core_y@1', 1, 0)],
    ['cause', instanceId('w', 'a/core_x@1', 2, 0)],
    ['position', instanceId('w', 'a/core_x@1', 1, 1)],
    ['parent', childId(instance, 's', 0)],
  ])('differ by %s', (_what, other) => expect(other).not.toBe(instance));

  test('children differ by parent, step and index', () => {
    const ids = [childId(instance, 's', 0), childId(instance, 's', 1), childId(instance, 't', 0), childId(childId(instance, 's', 0), 's', 0)];
    expect(new Set(ids).size).toBe(4);
  });

  test.each(['', 'x', '00000000-0000-0000-0000-000000000000', instance.toUpperCase(), `${instance} `])('%j is none', (text) => {
    expect(parseInstanceId(text)).toBeUndefined();
  });
});

test('intent ids differ by each part', () => {
  const ids = [
    planIntentId(instance, 's', 0),
    planIntentId(instance, 's', 1),
    planIntentId(instance, 't', 0),
    planIntentId(childId(instance, 's', 0), 's', 0),
    moduleIntentId('m', key, 1, 0, 0),
    moduleIntentId('m', key, 1, 0, 1),
    moduleIntentId('m', key, 1, 1, 0),
    moduleIntentId('m', key, 2, 0, 0),
    moduleIntentId('m', new Uint8Array(), 1, 0, 0),
    moduleIntentId('n', key, 1, 0, 0),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
