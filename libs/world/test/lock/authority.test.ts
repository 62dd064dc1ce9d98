// What definitions may do.
import { describe, expect, it } from 'vitest';
import { authorityBeyond, authorityOf, hasAuthority, NO_AUTHORITY } from '../../src/lock/authority.ts';
import { defs, emit, plan, raise, schema } from './lock-facts.ts';

const module = (abi: object, kind = 'workflow'): object => ({ $kind: 'defmodule', name: 'acme/m@1', module_kind: kind, wasm_hash: '', abi });

const of = (...values: readonly object[]): object => {
  const authority = authorityOf(defs(...values).nodes);
  return Object.fromEntries(Object.entries(authority).filter(([, list]) => list.length > 0));
};

describe('authorityOf', () => {
  it.each([
    ['nothing', [schema('acme/In@1')], {}],
    ['an effect and its slot', [plan('acme/p@1', emit('http.request', 'web'))], { effects: ['http.request'], capSlots: ['web'] }],
    ['each once, sorted by code point', [plan('acme/p@1', emit('b', 'z'), emit('Z', 'a'), emit('b', 'a'))], { effects: ['Z', 'b'], capSlots: ['a', 'z'] }],
    ['an event', [plan('acme/p@1', raise('acme/Done@1'))], { events: ['acme/Done@1'] }],
    ['declared lists alone give nothing', [{ ...plan('acme/p@1'), required_caps: ['web'], allowed_effects: ['http.request'] }], {}],
    ['a secret literal', [plan('acme/p@1', emit('x', 'c', { record: { key: { alias: 'stripe', version: 2 } } }))], { effects: ['x'], capSlots: ['c'], secrets: ['stripe@2'] }],
    ['a secret in plain JSON', [plan('acme/p@1', emit('x', 'c', { a: [{ alias: 's', version: 1 }] }))], { effects: ['x'], capSlots: ['c'], secrets: ['s@1'] }],
    ['no secret with a third member', [plan('acme/p@1', emit('x', 'c', { a: { alias: 's', version: 1, more: 1 } }))], { effects: ['x'], capSlots: ['c'] }],
    ['a defsecret', [{ $kind: 'defsecret', name: 'acme/stripe@1', binding_id: 'b' }], { secrets: ['acme/stripe@1'] }],
    [
      'a workflow module',
      [module({ workflow: { state: 'acme/In@1', event: 'acme/In@1', effects_emitted: ['timer.set'], cap_slots: { clock: 'timer' } } })],
      { effects: ['timer.set'], capSlots: ['clock'] },
    ],
    ['a reducer', [module({ reducer: { state: 'acme/In@1', event: 'acme/In@1' } }, 'reducer')], {}],
  ])('%s', (_, values, expected) => {
    expect(of(...values)).toEqual(expected);
  });

  it('does not depend on order or repetition', () => {
    const one = plan('acme/p@1', emit('a', 'x'), raise('acme/E@1'));
    const two = plan('acme/q@1', emit('b', 'y'));
    expect(authorityOf(defs(one, two).nodes)).toEqual(authorityOf(defs(two, one, two).nodes));
  });
});

describe('authorityBeyond', () => {
  const some = { ...NO_AUTHORITY, effects: ['a', 'b'], events: ['e'] };
  it.each([
    ['nothing beyond itself', some, some, NO_AUTHORITY],
    ['a gain', some, { ...some, effects: ['b'] }, { ...NO_AUTHORITY, effects: ['a'] }],
    ['no loss', { ...some, effects: ['b'] }, some, NO_AUTHORITY],
    ['all beyond none', some, NO_AUTHORITY, some],
    ['lists are apart', { ...NO_AUTHORITY, events: ['a'] }, some, { ...NO_AUTHORITY, events: ['a'] }],
  ])('%s', (_, left, right, expected) => {
    expect(authorityBeyond(left, right)).toEqual(expected);
    expect(hasAuthority(expected)).toBe(expected !== NO_AUTHORITY);
  });
});
