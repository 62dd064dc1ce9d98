// The grammar of names, at its edges.
import { describe, expect, it } from 'vitest';
import { DEF_NAME, isDefName, isReserved, isSchemaRef, MAX_NAME_LENGTH, parseDefName } from '../src/names.ts';

describe('names that parse', () => {
  it.each([
    ['acme.flow/core_sync@1', 'acme.flow', 'core_sync', '1'],
    ['a/B@1', 'a', 'B', '1'],
    ['a-b_c.d9/X.y-z_0@10', 'a-b_c.d9', 'X.y-z_0', '10'],
    ['sys/http.request@1', 'sys', 'http.request', '1'],
    ['acme/_internal_step@1', 'acme', '_internal_step', '1'],
    ['acme/internal_step@1', 'acme', 'internal_step', '1'],
    ['acme/a@340282366920938463463374607431768211456', 'acme', 'a', '340282366920938463463374607431768211456'],
  ])('%s', (name, namespace, base, version) => {
    expect(parseDefName(name)).toEqual({ namespace, base, version });
    expect(isDefName(name)).toBe(true);
  });
});

describe('names that do not', () => {
  it.each([
    '',
    'acme',
    'acme/x',
    'acme/x@',
    'acme/x@0',
    'acme/x@01',
    'acme/x@1.0',
    'acme/x@v1',
    'acme/x@-1',
    '/x@1',
    'acme/@1',
    'Acme/x@1',
    '1acme/x@1',
    '.acme/x@1',
    'acme/1x@1',
    'acme/_x@1',
    'acme/_internal_@1',
    'acme/_internal_1@1',
    'acme/__internal_x@1',
    '_internal_acme/x@1',
    'acme/x y@1',
    'acme/x/y@1',
    'acme/x@1@2',
    ' acme/x@1',
    'acme/x@1\n',
    'acme/é@1',
    'acme/x@١',
    `acme/${'x'.repeat(MAX_NAME_LENGTH)}@1`,
  ])('%j', (name) => {
    expect(parseDefName(name)).toBeUndefined();
    expect(isDefName(name)).toBe(false);
  });

  it('are refused fast, however long', () => {
    expect(isDefName(`a/${'_internal_'.repeat(100_000)}`)).toBe(false);
  });
});

describe('schema references', () => {
  it.each([
    ['acme/Order@1', true],
    ['sys/TimerFired@1', true],
    ['acme/_internal_Order@1', false],
    ['acme/Order', false],
    ['Order@1', false],
    ['acme/Order@1 ', false],
  ])('%j: %s', (text, expected) => {
    expect(isSchemaRef(text)).toBe(expected);
  });

  it('are definition names', () => {
    for (const text of ['acme/Order@1', 'a.b/c@22']) expect(DEF_NAME.test(text)).toBe(isSchemaRef(text));
  });
});

describe('reserved names', () => {
  it.each([
    ['sys/Anything@1', true],
    ['sys/', true],
    ['system/x@1', false],
    ['sys.x/y@1', false],
    ['acme/sys@1', false],
  ])('%j: %s', (name, expected) => {
    expect(isReserved(name)).toBe(expected);
  });
});
